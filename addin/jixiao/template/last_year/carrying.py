"""Last year's workbook → the entries of a new one."""

from collections.abc import Collection
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.template.last_year.figures import take_figures
from jixiao.template.last_year.indicators import IsFree, take_indicators
from jixiao.template.last_year.names import take_names
from jixiao.template.last_year.taken import Taken

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_NEVER = Taken(
    left=(
        "资金数、完成值、得分、偏差说明、年度目标、评价要点的勾选、叙述数据、填报人、日期和状态是去年的，"
        "一律不带，请照今年的实际填写。",
    )
)


def carry_over(
    last: Review,
    form: Form,
    framework: Framework,
    year: int | None = None,
    given: Collection[str] = (),
    is_free: IsFree = lambda at: True,
) -> Taken:
    """What a workbook of ``framework``, laid out as ``form``, takes over from last year's; a blank one by default.

    ``year`` is the new workbook's year where it was asked for, else the one after last year's; ``given`` are the
    ids of entries that are filled in otherwise, ``is_free`` tells in which cells of the tables nothing stands.
    Actual values, scores and notes are never taken.
    """
    before = year_of(last)
    new = year or (before + 1 if before is not None and before < _LAST_YEAR else None)
    apart = before is not None and new is not None and new != before + 1
    figures = Taken(left=(_apart(before, new),)) if apart else take_figures(last, form, framework)
    names = take_names(last, form, given)
    return (
        names
        + _years(form, framework, before, new)
        + take_indicators(last, form, framework, is_free)
        + figures
        + _NEVER
    )


def year_of(last: Review) -> int | None:
    """The year that a workbook states on its cover, None where it states none."""
    stated = last.reported(last.form.fields.get("year"))
    if not isinstance(stated, Figure) or stated.value != stated.value.to_integral_value():
        return None
    return int(stated.value) if _FIRST_YEAR <= stated.value <= _LAST_YEAR else None


def _apart(before: int | None, new: int | None) -> str:
    return f"上年数：带入的工作簿是 {before} 年度的，今年的工作簿是 {new} 年度，不是前后两年，基础数据没有带入。"


def _years(form: Form, framework: Framework, before: int | None, new: int | None) -> Taken:
    at = form.fields.get("year")
    entries: dict[CellRef, Value] = {} if at is None or new is None else {at: Decimal(new)}
    if before is None:
        shown = new if new is not None else framework.year
        return Taken(entries, look_at=(f"年度：去年的工作簿里没有认出年度，今年的工作簿的年度是 {shown}。",))
    return Taken(entries, taken=() if new is None else (f"年度：去年是 {before}，今年的工作簿是 {new}。",))
