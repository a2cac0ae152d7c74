"""What a template asks for and nobody replaced: prompts, placeholders, empty brackets, choices not made."""

import re
from dataclasses import dataclass

from jixiao.read.words import of_words

_DIGITS = "0-9０-９一二三四五六七八九十"


@dataclass(frozen=True)
class Residue:
    """A piece of a text that was left in: ``kind`` is the variant of the message."""

    kind: str
    text: str


_PATTERNS = {
    "prompt": re.compile(
        "(?<![申邀提恳敬聘报])请(?:在此|于此)?(?:填写|填报|填入|输入)"  # 申请填报 is what citizens do
        "|(?:在此处?|此处)(?:填写|输入|填报)|[点单]击此处"
        "|^[（(](?:填写|请填)[^（）()]{0,40}[）)]$|[（(](?:必填|选填)[）)]"
        "|[（(](?:填写|填报)(?:说明|要求|示例|单位|名称|内容|实际|具体|本|指标|年度|完成|原因)[^（）()]{0,30}[）)]"
        "|^[（(]?(?:示例|样例|范例|填写示例|例如|例|如)[）)]?[:：]|[（(](?:示例|样例|范例)[）)]"
    ),
    "placeholder": re.compile(
        "(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z0-9Ｘｘ×])|[XxＸｘ×]年[XxＸｘ×]{1,2}月|[XxＸｘ×]月[XxＸｘ×]{1,2}日"
        "|(?<![0-9A-Za-z*＊])[*＊]{2,}(?![0-9A-Za-z*＊])|_{3,}|＿{2,}"
        f"|(?<![{_DIGITS}零○])○{{2,}}(?![{_DIGITS}零])"
    ),
    "bracket": re.compile("《》|〔〕|“”|【】"),
    "choice": re.compile(
        "(?:增加|增长|上升)[（(/]+(?:减少|下降|降低)[）)]?(?=[0-9.]|为)|增减少|增（减）(?=[0-9])|高（低）于"
    ),
    "item": re.compile(f"(?:目标|任务)[{_DIGITS}]{{1,3}}[:：][.。…]*(?=(?:目标|任务)[{_DIGITS}]{{1,3}}[:：]|$)"),
}
_UNNAMED = re.compile(f"指标[{_DIGITS}]{{1,3}}[:：]?|[….]{{2,}}")
_YEAR = re.compile(
    "^(?:(?:截至|截止|到)(?P<until>20[0-9]{2})年(?:底|末|12月)|(?P<year>20[0-9]{2})年度?(?:[，,：:]|全年|我[局委办院校中单区市县]))"
)
_DEADLINE = re.compile(
    "^(?:于|在)?(?P<year>20[0-9]{2})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|末)?(?:之?前|以前|底前|完成)"
)
_LONGEST = 4_000


@of_words
def residue_of(text: str) -> Residue | None:
    """The first piece of a template that was left in a text, None where there is none."""
    whole = _without_blanks(text)
    for kind, pattern in _PATTERNS.items():
        match = pattern.search(whole)
        if match is not None:
            return Residue(kind, match[0])
    return None


def is_no_name(text: str) -> bool:
    """Whether the name of an indicator is only the placeholder for one: ``指标1：``, ``……``."""
    return _UNNAMED.fullmatch(_without_blanks(text)) is not None


def year_of_the_text(text: str) -> int | None:
    """The year that a text begins with, where it speaks of no other: what it tells is of that year."""
    return _only_year(_YEAR, _without_blanks(text))


def year_of_the_deadline(text: str) -> int | None:
    """The year of a target that is nothing but a date by which something is done."""
    return _only_year(_DEADLINE, _without_blanks(text))


def _only_year(pattern: re.Pattern[str], whole: str) -> int | None:
    match = pattern.search(whole)
    if match is None or len(set(re.findall("20[0-9]{2}(?=年)", whole))) > 1:
        return None
    return int(next(filter(None, match.groups())))


def _without_blanks(text: str) -> str:
    return "".join(text[:_LONGEST].split())
