"""A cell's text made ready for reading: one way to write each sign, scanning faults repaired, brackets set aside."""

import re
import unicodedata
from dataclasses import dataclass

from jixiao.read.targets.numerals import CHINESE_SIGNS, is_ornamental, number_of
from jixiao.read.targets.units import UNIT

LONGEST = 300
"""Characters beyond which a text is a report and not a value."""

_SIGNS = str.maketrans(
    dict.fromkeys("–—−‐‑―─", "-")
    | dict.fromkeys("〜∼〰", "~")
    | dict.fromkeys("“”‘’\"'「」『』《》", "")
    | {"≈": "约", "〉": ">", "〈": "<", "項": "项"}
)
_UNITS_IN_ONE_SIGN = {
    "km²": "平方公里", "㎢": "平方公里", "m²": "平方米", "㎡": "平方米", "m³": "立方米", "㎥": "立方米"
}  # fmt: skip
_REPAIRS = (
    (re.compile(r"(?<=[0-9])\s*[.。]\s+(?=[0-9])|(?<=[0-9])\s+[.。](?=[0-9])|(?<=[0-9])。(?=[0-9])"), "."),
    (re.compile(r"(?<=[0-9万])\+(?![0-9])"), "多"),
    (re.compile(r"(?<=[0-9])\s*,\s+(?=[0-9]{3}(?![0-9]))"), ","),
)
_TORN = re.compile(r"[0-9]\s+[0-9]")
_INCLUSIVE = re.compile(r"\((?:包?含|包括|含本数|包?含[0-9.]+%?)\)")
_EXCLUSIVE = re.compile(r"\(不(?:包?含|包括)(?:本数|[0-9.]+%?)?\)")
_BRACKETS = re.compile(r"\((?!含\)|不含\))([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_MONTHS_AND_MORE = re.compile(r"(个|个半)多(?=月|小时|星期)")
_DEEPEST = 4
_EDGES = re.compile(r"^[。;、:,]+(?![0-9])|(?:[。;、!?:]|(?<![0-9])[,.])+$")

_CHINESE = f"[{CHINESE_SIGNS}]+(?:点[零〇一二三四五六七八九]+)?"
_HUNDREDTHS = re.compile(rf"百分之({_CHINESE}|[0-9]+(?:\.[0-9]+)?)")
_TENTHS = re.compile(r"(?<![一-鿿])([一二两三四五六七八九])成(?=以上|以下|以内|左右|$|[,。;])")
_COUNTED = re.compile(
    rf"(?<![第{CHINESE_SIGNS}每同统专唯其逐首双单初数几上近好])(?P<number>{_CHINESE})"
    rf"(?=(?:余|多)?(?:年(?=$|内|以)|(?!年|季度|分(?![,。;]|$|以|钟)){UNIT}))"
)
_ONE = re.compile(
    r"(?:^|[,。;:≥>=≤]|不少于|不低于|至少|超过|完成|达到?|[建形]成|建[立设]|新[建增]|举办|开展|编制|制定|出台|召开|组织|打造|培育|创建)$"
)
_ONE_UNITS = "个项次场套份篇家名期件本部座处条"
_WORDS_WITH_ONE = ("次性", "次办", "次跑", "次不", "件事", "条龙")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text ready for reading: without blanks and brackets; what stood in brackets is the ``qualifier``."""

    text: str
    qualifier: str = ""


def wording_of(raw: str) -> Wording | str:
    """The text made ready, or why it cannot be read."""
    for sign, word in _UNITS_IN_ONE_SIGN.items():
        raw = raw.replace(sign, word)
    if any(map(is_ornamental, raw)):
        return "有带圈的数字或上标"
    text = unicodedata.normalize("NFKC", raw).replace("°C", "℃").translate(_SIGNS).strip()
    for pattern, repaired in _REPAIRS:
        text = pattern.sub(repaired, text)
    if _TORN.search(text):
        return "两个数字之间有空格"
    return _without_brackets("".join(text.split()))


def _without_brackets(text: str) -> Wording:
    text = _EXCLUSIVE.sub("(不含)", _INCLUSIVE.sub("(含)", text)).replace("人(次)", "人次").replace("户(次)", "户次")
    text = _MONTHS_AND_MORE.sub(r"多\1", text)
    if text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1:
        text = text[1:-1]
    aside: list[str] = []
    for _ in range(_DEEPEST):
        aside += [next(filter(None, match.groups()), "") for match in _BRACKETS.finditer(text)]
        text = _BRACKETS.sub("", text)
    return Wording(_EDGES.sub("", text), "，".join(filter(None, aside)))


def in_digits(text: str) -> str:
    """The text with Chinese numerals before units, 百分之 and 九成 written in digits."""
    text = text.replace("百分百", "100%").replace("百分之百", "100%")
    text = _HUNDREDTHS.sub(lambda match: _percent(match[1]) or match[0], text)
    text = _TENTHS.sub(lambda match: f"{number_of(match[1])}0%", text)
    return _COUNTED.sub(_counted, text)


def _percent(numeral: str) -> str:
    number = number_of(numeral)
    return "" if number is None else f"{number:f}%"


def _counted(match: re.Match[str]) -> str:
    """A numeral before a unit; 一 only where something is counted: 一体化 and 一批 are words of their own."""
    number = number_of(match["number"])
    before, behind = match.string[: match.start()], match.string[match.end() :]
    if number == 1 and not behind.startswith("个工作日"):
        counts = behind[:1] in _ONE_UNITS and not behind.startswith(_WORDS_WITH_ONE) and _ONE.search(before)
        number = number if counts else None
    return match[0] if number is None else f"{number:f}"
