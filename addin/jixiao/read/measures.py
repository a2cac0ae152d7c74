"""Targets and actual values as offices write them: ``>100%``, ``200000件``, ``6万以上``, ``不低于95%``."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from jixiao.model.decimals import EXACT, decimals_of
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Reported, Text

_BEFORE = {
    ">": (">", "大于", "高于", "超过", "多于"),
    "<": ("<", "小于", "低于", "少于", "不足"),
    "≥": ("≥", "≧", ">=", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少"),
    "≤": ("≤", "≦", "<=", "小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于", "至多"),
    "": ("", "=", "等于"),
}
_BEHIND = {
    "≥": ("以上", "及以上", "或以上"),
    "≤": ("以下", "及以下", "或以下", "以内"),
    "": ("",),
}
_SIGN_BEFORE = {word: sign for sign, words in _BEFORE.items() for word in words}
_SIGN_BEHIND = {word: sign for sign, words in _BEHIND.items() for word in words}
_SHARES = {"%": 2, "‰": 3}
_TIMES = {"": 0, "万": 4, "亿": 8}
_UNITS = (
    *(
        "",
        "%",
        "‰",
        "元",
        "万元",
        "亿元",
        "分",
        "个",
        "项",
        "件",
        "次",
        "人",
        "户",
        "家",
        "名",
        "组",
        "类",
        "种",
    ),
    *(
        "人次",
        "户次",
        "件次",
        "场次",
        "批次",
        "批",
        "场",
        "期",
        "起",
        "例",
        "宗",
        "条",
        "份",
        "篇",
        "册",
        "本",
        "张",
    ),
    *(
        "台",
        "套",
        "辆",
        "块",
        "处",
        "座",
        "所",
        "间",
        "村",
        "班",
        "节",
        "课时",
        "学时",
        "分钟",
        "小时",
        "天",
        "人天",
    ),
    *("工作日", "个工作日", "个月", "米", "公里", "千米", "平方米", "公顷", "亩", "吨", "千克"),
)
"""Units after which a number is a quantity. After any other word it may be a date or the number of a room."""


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MEASURE = re.compile(
    rf"(?P<before>{_one_of(_SIGN_BEFORE)})"
    r"(?P<minus>[-−]?)(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?)"
    rf"(?P<times>(?:[万亿](?!元))?)(?P<unit>{_one_of(_UNITS)})(?P<behind>{_one_of(_SIGN_BEHIND)})"
)
_TORN = re.compile(r"[0-9]\s+[0-9]")
_MAX_LENGTH = 100


def measure_of(text: str) -> Reported:
    """What a target or actual value says: a figure, perhaps as a bound; else the text itself.

    Full-width signs and blanks are tolerated, but two digits with a blank between may be two numbers and stay
    a text. 万 and 亿 before a unit multiply (``6万`` → 60000, exact to −4 decimals); 万元 is a unit.
    """
    stripped = text.strip()
    if not stripped:
        return Missing.BLANK
    if stripped in NIL_MARKS:
        return Missing.NIL
    return _figure(stripped) or Text(stripped)


def _figure(text: str) -> Figure | None:
    plain = unicodedata.normalize("NFKC", text[:_MAX_LENGTH])
    if len(text) > _MAX_LENGTH or _TORN.search(plain) or any(map(is_ornamental, text)):
        return None
    match = _MEASURE.fullmatch("".join(plain.split()))
    if match is None or (match["before"] and match["behind"]):
        return None
    number = Decimal(match["number"].replace(",", ""))
    places = _TIMES[match["times"]] - _SHARES.get(match["unit"], 0)
    value = Decimal(f"{number.scaleb(places, context=EXACT):f}")
    return Figure(
        value.copy_negate() if match["minus"] else value,
        decimals_of(number) - places,
        _SIGN_BEFORE[match["before"]] or _SIGN_BEHIND[match["behind"]],
        match["unit"],
    )


def is_ornamental(character: str) -> bool:
    """Whether it is a digit in disguise: normalising would turn ``10²`` into 102 and ``①`` into 1."""
    return unicodedata.category(character) == "No"
