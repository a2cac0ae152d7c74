"""From a text to what it states. What cannot be told for sure stays ``Unclear``, with the reason."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from jixiao.model.figures import Figure, Missing, Reported, Text
from jixiao.model.parts import Direction
from jixiao.model.targets import Deadline, Nothing, Quantity, Stated, Unclear
from jixiao.read.targets.calendar import MASK, Found, dates_in, in_arabic
from jixiao.read.targets.combined import quantity_of
from jixiao.read.targets.phrases import phrase_of
from jixiao.read.targets.quantities import measures_in
from jixiao.read.targets.vocabulary import DONE
from jixiao.read.targets.wording import LONGEST, in_digits, wording_of

NO_ANSWER = "没有数字、时限或等级"
"""Why a text is unclear that names nothing to measure by."""

_ZERO = re.compile(r"(?:实现|保持|确保|做到)?零(?P<of>投诉|事故|差错|失误|伤亡|上访|违规|违纪|死亡|逾期|积压|发生)")
_DOUBT = re.compile(r"约|左右|未完成|未达|没有完成|取消|预计|计划数|暂未|尚未|待定|待核|不详")
_BETWEEN_DATES = re.compile(rf"(?:从|自|于|在)?{MASK}(?:起)?(?:-|~|至|到){MASK}")
_AROUND_A_DATE = re.compile(
    rf"(?:[一-鿿]{{2,8}}:)?(?:已|均|全部)?(?:于|在|自|截至|截止|不迟于|不晚于|最迟|计划|预计)?{MASK}(?:底前|内|止|之前|以前|前)?"
    rf"(?:[一-鿿、:]{{0,20}}?(?:{'|'.join(DONE)})[一-鿿、:]{{0,10}})?"
)
_UNDONE = re.compile(r"[无未没不]")
_LATEST = re.compile(r"不迟于|不晚于|最迟")


def stated_of(reported: Reported) -> Stated:
    """What a cell that was read as a figure, as a text or as nothing states."""
    if isinstance(reported, Figure):
        return Quantity(reported)
    if isinstance(reported, Text):
        return stated_in(reported.text)
    return Nothing("-") if reported is Missing.NIL else Unclear("", reported.value)


def stated_in(text: str) -> Stated:
    """What a text states. Never raises."""
    return Unclear(text, "文字太长") if len(text) > LONGEST else _stated_in(text)


@lru_cache(maxsize=4096)
def _stated_in(text: str) -> Stated:
    wording = wording_of(text)
    if isinstance(wording, str):
        return Unclear(text, wording)
    if not wording.text:
        return Unclear(text, "没有内容")
    if _DOUBT.search(wording.qualifier):
        return Unclear(text, "括号里另有说明")
    phrase = phrase_of(wording.text) or _none_of(wording.text)
    return phrase or _of_numbers(text, wording.text, wording.qualifier)


def _none_of(text: str) -> Quantity | None:
    """零投诉 is 0 of them, and the fewer the better."""
    match = _ZERO.fullmatch(text)
    return Quantity(Figure(Decimal(0), 0), aim=Direction.DOWN, subject=match["of"]) if match else None


def _of_numbers(text: str, plain: str, qualifier: str) -> Stated:
    masked, dates = dates_in(in_arabic(plain))
    found = quantity_of([*measures_in(in_digits(masked), qualifier)])
    limits = [date for date in dates if not date.is_label]
    if isinstance(found, str):
        return Unclear(text, found)
    if found is not None:
        return Unclear(text, "既有时限又有数量") if limits else found
    if dates:
        deadline = _deadline(masked, dates)
        return deadline if isinstance(deadline, Deadline) else Unclear(text, deadline)
    return Unclear(text, NO_ANSWER)


def _from_until(begin: Deadline, end: Deadline) -> Deadline | str:
    """The time from one day to another, in the same year where the second one names none."""
    year = end.last.year or begin.last.year
    last = replace(end.last, year=year)
    is_later = (year or 0, last.month, last.day) >= (begin.last.year or year or 0, begin.last.month, begin.last.day)
    return Deadline(begin.first, last) if is_later else "两个日期的先后不对"


def _deadline(masked: str, dates: list[Found]) -> Deadline | str:
    """The only date of a text, or the time between two; why there is none."""
    known = [date.deadline for date in dates if date.deadline is not None]
    if len(known) < len(dates):
        return "日期不清楚"
    if len(known) == 2 and _BETWEEN_DATES.match(masked):
        return _from_until(known[0], known[1])
    if len(known) > 1:
        return "写了几个日期"
    if all(date.is_label for date in dates) and not _AROUND_A_DATE.fullmatch(masked):
        return NO_ANSWER
    if not _AROUND_A_DATE.fullmatch(masked) or _UNDONE.search(masked.replace("不迟于", "").replace("不晚于", "")):
        return "日期以外还有别的内容"
    return replace(known[0], first=None) if _LATEST.match(masked) else known[0]
