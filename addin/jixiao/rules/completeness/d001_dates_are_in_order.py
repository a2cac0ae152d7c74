"""D001: dates come in the order in which things happen."""

import re
from collections.abc import Iterator
from datetime import date

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import FIELD_LABELS, StatementsForm, named
from jixiao.model.relations import Relation
from jixiao.read.days import day_of, show_day
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.statements.stated_rows import item_of

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_WRITTEN = re.compile(r"([12][0-9]{3})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?")


@rule(
    code="D001",
    title="日期先后顺序",
    messages={
        "year": "{label}是 {printed}，早于 {expected}，{year} 年度还没有结束。",
        "none": "{label}填的是“{printed}”，日历上没有这一天，请核实。",
        "before": "{label}是 {printed}，早于 {expected}，与所填的“不早于”不符。",
        "after": "{label}是 {printed}，晚于 {expected}，与所填的“不晚于”不符。",
    },
    hint="请核对日期；自评在年度结束以后进行，报告不早于工作完成，报送不晚于期限。",
    basis="自评针对已经结束的年度；报告所写的先后关系应与日期相符（叙述数据“关系”一列）",
)
def dates_are_in_order(review: Review) -> Iterator[Outcome]:
    """The cover's date against the year, and dates of the report's text against the days that they are set beside."""
    yield from _of_cover(review)
    form = review.form.statements
    for row in range(form.table.first, form.table.last + 1) if form else ():
        assert form is not None  # else there are no rows
        relation = plain(review.text(form.table.at("relation", row)))
        if relation in (Relation.NOT_BEFORE, Relation.NOT_AFTER):
            yield from _of_row(review, form, row, relation == Relation.NOT_BEFORE)


def _of_cover(review: Review) -> Iterator[Finding]:
    at, year = review.form.fields.get("date"), review.reported(review.form.fields.get("year"))
    day = day_of(review.book.cell(at)) if at else None
    if at is not None and day is None and _is_no_day(review.text(at)):
        yield Finding("D001", Severity.WARNING, at, named(FIELD_LABELS["date"]), review.printed(at), variant="none")
    if at is None or day is None or not isinstance(year, Figure) or not _FIRST_YEAR <= year.value <= _LAST_YEAR:
        return
    end = date(int(year.value), 12, 31)
    if day < end:
        yield Finding("D001", Severity.WARNING, at, named(FIELD_LABELS["date"]), show_day(day), show_day(end),
                      variant="year", values={"year": str(end.year)})  # fmt: skip


def _is_no_day(text: str) -> bool:
    """Whether a text is written as a date, of a month or a day that the calendar does not have."""
    match = _WRITTEN.fullmatch(plain(text))
    if match is None:
        return False
    try:
        date(*(int(part) for part in match.groups()))
    except ValueError:
        return True
    return False


def _of_row(review: Review, form: StatementsForm, row: int, not_before: bool) -> Iterator[Outcome]:
    at, base_at = form.table.at("value", row), form.table.at("base", row)
    day, base = _day(review, at), _day(review, base_at)
    label = named(item_of(review, form, row))
    if at is None or Missing.BLANK in (review.reported(at), review.reported(base_at)):
        return
    if day is None or base is None:
        yield NotChecked("D001", label, "填的不是完整的日期（例如 2022年5月18日）", at)
    elif (day < base) if not_before else (day > base):
        yield Finding("D001", Severity.WARNING, at, label, show_day(day), show_day(base),
                      variant="before" if not_before else "after")  # fmt: skip


def _day(review: Review, at: CellRef | None) -> date | None:
    return None if at is None else day_of(review.book.cell(at))
