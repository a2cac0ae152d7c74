"""Days and deadlines: ``2021年12月31日``, ``12月底前``, ``1-12月``, ``第四季度``, ``年底前``."""

import re
from calendar import monthrange
from dataclasses import dataclass

from jixiao.model.targets import Day, Deadline
from jixiao.read.targets.numerals import number_of

MASK = "▯"
"""Stands for a date in the text that is left."""

_LEAP = 2020
"""A February of no named year may have 29 days."""

_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})年度?|[当本今全该]年)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_QUARTER = r"第?(?P<quarter>[一二三四1-4])季度?(?:末|底|内)?"
_BEFORE = r"(?P<until>之前|以前|前)?(?P<within>以内|内|之内|止)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![0-9.])(?P<year>(?:19|20)[0-9]{{2}})(?P<sign>[-./]){_MONTH}(?:(?P=sign){_DAY})(?![0-9.%/]){_BEFORE}",
        rf"(?<![0-9.])(?P<year>(?:19|20)[0-9]{{2}})[-./]{_MONTH}(?![0-9.%/-])(?=$|[,。;]|[之以]?前|底|完|-|~){_BEFORE}",
        rf"{_YEAR}?(?<![0-9.-]){_MONTH}月?(?:-|~|至|到)(?P<last_month>1[0-2]|0?[1-9])月份?(?P<part>底|末)?{_BEFORE}",
        rf"{_YEAR}?(?<![0-9.]){_MONTH}月份?(?:{_DAY}[日号]|(?P<part>底|末|初|中旬|上旬|下旬|中(?![央心])))?{_BEFORE}",
        rf"{_YEAR}?(?<![每各]){_QUARTER}{_BEFORE}",
        rf"{_YEAR}?(?P<half>[上下])半年{_BEFORE}",
        rf"(?P<year>(?:19|20)[0-9]{{2}})年?(?:-|~|至|到)(?P<last_year>(?:19|20)[0-9]{{2}})年度?{_BEFORE}",
        rf"(?P<year>(?:19|20)[0-9]{{2}})(?P<year_end>年底|年末|年终){_BEFORE}",
        rf"(?P<year>(?:19|20)[0-9]{{2}})年(?P<whole>全年|年内){_BEFORE}",
        rf"{_YEAR}?(?<![0-9一二两三四五六七八九十几半每多学])(?P<year_end>年底|年末|年终){_BEFORE}",
        rf"{_YEAR}{_BEFORE}",
        rf"(?<![0-9一二两三四五六七八九十几半每多])(?P<whole>年内|年度内|本年度|当年度){_BEFORE}",
    )
)
_ENDS = {"初": 10, "上旬": 10, "中": 20, "中旬": 20}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_ONES = "一二三四五六七八九"
_CHINESE_MONTH = re.compile(rf"(?<![{_ONES}十第个])(十[一二]?|[{_ONES}])(?=月(?:[份底末初中上下前以之{_ONES}十0-9]|$))")
_CHINESE_DAY = re.compile(rf"(?<=[0-9]月)([一二三]?十[{_ONES}]?|[{_ONES}])(?=[日号])")
_CHINESE_YEAR = re.compile(r"[二一][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_AS_OF = re.compile(r"(?:截至|截止到?|截止至)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text. ``is_label``: it only names the period that something else belongs to (2021年, 截至…).

    ``deadline`` is None where the day is not clear: 2月30日, or 12月前, which may or may not leave December out.
    """

    deadline: Deadline | None
    is_label: bool


def in_arabic(text: str) -> str:
    """The text with years, months and days written in digits."""
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_YEAR_DIGITS), text)
    for pattern in (_CHINESE_MONTH, _CHINESE_DAY):
        text = pattern.sub(lambda match: f"{number_of(match[1]):f}", text)
    return text


def dates_in(text: str) -> tuple[str, list[Found]]:
    """The text with its dates masked, and the dates from left to right."""
    found: list[tuple[int, Found]] = []
    for pattern in _PATTERNS:
        pieces, end = [], 0
        for match in pattern.finditer(text):
            found.append((match.start(), _found(match)))
            pieces += [text[end : match.start()], MASK * len(match[0])]
            end = match.end()
        text = "".join((*pieces, text[end:]))
    return re.sub(f"{MASK}+", MASK, text), [each for _, each in sorted(found, key=lambda item: item[0])]


def _found(match: re.Match[str]) -> Found:
    named = match.groupdict()
    names_a_limit = any(named.get(key) for key in ("day", "part", "half", "year_end"))
    deadline = None if match["until"] and not names_a_limit else _deadline(match)
    is_as_of = bool(_AS_OF.search(match.string[: match.start()]))
    return Found(deadline, is_as_of or _is_period(match))


def _is_period(match: re.Match[str]) -> bool:
    """Whether only a year or a part of it is named, without a limit."""
    named = match.groupdict()
    if match["until"] or match["within"]:
        return False
    return not any(named.get(key) for key in ("month", "quarter", "half", "year_end"))


def _deadline(match: re.Match[str]) -> Deadline | None:
    named = match.groupdict()
    year = int(named["year"]) if named.get("year") else None
    ends = _ends(named, year)
    if ends is None:
        return None
    (first_month, first_day), (last_month, last_day) = ends
    last = Day(int(named["last_year"]) if named.get("last_year") else year, last_month, last_day)
    return Deadline(None if match["until"] else Day(year, first_month, first_day), last)


_Dates = tuple[tuple[int, int], tuple[int, int]]


def _ends(named: dict[str, str | None], year: int | None) -> _Dates | None:
    """First and last day, each as month and day; None for a day that its month does not have."""
    month, quarter = named.get("month"), named.get("quarter")
    if quarter:
        last = 3 * int(_QUARTERS.get(quarter, quarter))
        return (last - 2, 1), (last, _length(year, last))
    if named.get("half"):
        return ((1, 1), (6, 30)) if named["half"] == "上" else ((7, 1), (12, 31))
    if not month:
        return (12, 1) if named.get("year_end") else (1, 1), (12, 31)
    return _of_month(named, int(month), year)


def _of_month(named: dict[str, str | None], month: int, year: int | None) -> _Dates | None:
    last_month, day, part = named.get("last_month"), named.get("day"), named.get("part")
    if last_month:
        return ((month, 1), (int(last_month), _length(year, int(last_month)))) if int(last_month) > month else None
    longest = _length(year, month)
    if day:
        return ((month, int(day)), (month, int(day))) if int(day) <= longest else None
    return (month, 1), (month, _ENDS.get(part or "", longest))


def _length(year: int | None, month: int) -> int:
    return monthrange(year or _LEAP, month)[1]
