"""V001: what a workbook must say is said."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.boxes import ticked_boxes
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import FIELD_LABELS, FundForm, FundLine, IndicatorForm, IndicatorRow, named
from jixiao.model.framework import FUND_SPLITS, PROJECT, EntryField, Fund
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.texts.residue import is_no_name

_ALWAYS = ("unit", "year")
_WHEN_SUBMITTED = ("department", "preparer", "date", "goal_planned", "goal_achieved")
SUBMITTED = ("送审", "通过")


@rule(
    code="V001",
    title="必填的格子已填",
    messages={
        "": "{label}没有填。",
        "boxes": "{label}现为“{printed}”，应勾{expected}。",
    },
    hint="请补填；没有这一项的填“—”。",
    basis="填报说明；送审时封面、目标和各表都应填全",
)
def required_cell_is_filled(review: Review) -> Iterator[Outcome]:
    """Blank cells of what has been begun; once submitted, also of what has not."""
    if review.form.ours:
        yield from _fields(review)
        yield from _project(review)
    yield from _funds(review)
    yield from _indicators(review)
    yield from _summary(review)


def is_submitted(review: Review) -> bool:
    """Whether the workbook says that it is on its way to the department or done."""
    return review.text(review.form.fields.get("state")) in SUBMITTED


def _project(review: Review) -> Iterator[Finding]:
    """The name of the project, once its money is stated: 汇总 tells workbooks apart by it."""
    fund, at = review.form.fund, review.form.fields.get(PROJECT)
    places = [fund.at(role, line) for line in fund.lines for role in ("annual_budget", "executed")] if fund else []
    if at is not None and _is_blank(review, at) and any(isinstance(review.reported(place), Figure) for place in places):
        label = next(entry.label for entry in review.framework.fields if entry.id == PROJECT)
        yield _missing(at, named(label))


def _is_blank(review: Review, at: CellRef | None) -> bool:
    """Whether a cell is blank, and not under a merge that shows another cell's content."""
    return at is not None and review.reported(at) is Missing.BLANK and at not in review.merged_into


def _missing(at: CellRef, label: str, group: str = "") -> Finding:
    return Finding("V001", Severity.ERROR, at, label, "", "必填", group=group)


def _fields(review: Review) -> Iterator[Finding]:
    for id in _ALWAYS + (_WHEN_SUBMITTED if is_submitted(review) else ()):
        at = review.form.fields.get(id)
        if at is not None and _is_blank(review, at):
            yield _missing(at, named(FIELD_LABELS[id]))
    for entry in review.framework.fields:
        at = review.form.fields.get(entry.id) if entry.kind == "choice" else None
        if at is not None:
            yield from _choice(review, at, entry)


def _choice(review: Review, at: CellRef, entry: EntryField) -> Iterator[Finding]:
    """A line of boxes of which one is to be ticked: never two, and none only until it is submitted."""
    ticked = ticked_boxes(review.text(at), entry.choices)
    if is_submitted(review) and _is_blank(review, at):
        yield _missing(at, named(entry.label))
    elif ticked is not None and (len(ticked) > 1 or (not ticked and is_submitted(review))):
        yield Finding("V001", Severity.ERROR, at, named(entry.label), review.printed(at), "一项", variant="boxes")


def _funds(review: Review) -> Iterator[Outcome]:
    """A line with one of its two amounts; once submitted, at least the total."""
    fund, law = review.form.fund, review.framework.fund
    if fund is None or law is None:
        return
    begun = False
    for line in fund.lines:
        places = _amounts(fund, law, line)
        blanks = [(role, at) for role, at in places.items() if _is_blank(review, at)]
        if line.group != "total":
            begun = begun or len(blanks) < len(places)
        if len(blanks) == 1 < len(places) and _wants_both(review, line):
            role, at = blanks[0]
            yield _missing(at, f"{named(line.label)}{law.columns[role][0]}")
    yield from _of_total(review, fund, law) if begun and review.form.ours else ()
    total_at = fund.at("annual_budget", fund.line("total"))
    if not begun and total_at is not None and total_at not in review.calculation.stated:
        if is_submitted(review):
            yield _missing(total_at, named(f"{law.subject}规模"))
        else:
            yield NotChecked("V001", f"{law.subject}规模", "还没有开始填", total_at)


def _amounts(fund: FundForm, law: Fund, line: FundLine) -> dict[str, CellRef]:
    """The two amounts that go together; where one of them is stated for the total only, those that the parts have."""
    roles = ("annual_budget", "executed")
    found = law.amounts if fund.of_total.intersection(roles) else roles
    return {role: at for role in found if role not in fund.of_total and (at := fund.at(role, line)) is not None}


def _of_total(review: Review, fund: FundForm, law: Fund) -> Iterator[Finding]:
    """Amounts that only the total has, once its parts are filled in."""
    total = fund.line("total")
    for role in sorted(fund.of_total.intersection(law.amounts)):
        at = fund.at(role, total)
        if at is not None and at not in review.calculation.computed and _is_blank(review, at):
            yield _missing(at, named(law.columns[role][0]))


def _wants_both(review: Review, line: FundLine) -> bool:
    """Totals are computed in workbooks of ours; in anyone's table a line of nothing may have one cell left blank."""
    if review.form.ours:
        return line.group != "total"
    fund = review.form.fund
    amounts = [review.number(fund.at(role, line)) for role in ("annual_budget", "executed")] if fund else []
    return line.group in FUND_SPLITS and any(amount for amount in amounts if isinstance(amount, Decimal))


def _indicators(review: Review) -> Iterator[Outcome]:
    form = review.form.indicators
    if form is None:
        return
    scores = [form.at("score", row.row) for row in form.rows]
    begun = any(isinstance(review.reported(at), Figure) for at in scores)
    if not begun and not is_submitted(review):
        yield NotChecked("V001", "指标得分", "还没有开始填", next((at for at in scores if at), None))
        return
    for row in form.rows:
        yield from _indicator(review, form, row)


def _indicator(review: Review, form: IndicatorForm, row: IndicatorRow) -> Iterator[Finding]:
    """A named indicator has points, target, actual and score; "-" counts as an answer.

    Whether an office wants targets and actual values of every indicator is its own affair.
    """
    roles = ("target", "actual", "points", "score") if review.form.ours else ("points", "score")
    places = {role: form.at(role, row.row) for role in roles}
    blanks = {role: at for role, at in places.items() if at is not None and _is_blank(review, at)}
    is_unused = is_no_name(row.name) and len(blanks) == len(places)  # “指标3：” in a form with spare rows
    if row.name and not is_unused and review.reported(places["points"]) is not Missing.NIL:
        for role, at in blanks.items():
            heading = review.framework.indicators.columns[role][0]
            yield _missing(at, f"{named(row.name)}{heading}", group=heading)
    filled = any(at is not None and review.reported(at) is not Missing.BLANK for at in places.values())
    name_at = form.at("level3", row.row)
    if not row.name and filled and review.form.ours and name_at is not None:  # others let a name span several rows
        yield _missing(name_at, f"{named(row.level2)}下的三级指标名称")


def _summary(review: Review) -> Iterator[Finding]:
    summary, names = review.form.summary, dict(review.listed_names())
    for row in summary.rows if summary else ():
        assert summary is not None
        unit_at = summary.table.at("unit", row)
        places = {role: summary.table.at(role, row) for role in ("annual_budget", "executed", "self_score")}
        blanks = {role: at for role, at in places.items() if at is not None and _is_blank(review, at)}
        filled = any(at is not None and review.reported(at) is not Missing.BLANK for at in places.values())
        if unit_at is not None and _is_blank(review, unit_at):
            if filled and review.form.ours:  # others merge the unit's cell, or put subtotals in between
                yield _missing(unit_at, f"汇总表第 {row - summary.table.first + 1} 行预算单位")
            continue
        name, project_at = names.get(row, ""), summary.table.at(PROJECT, row)
        if filled and name and review.form.ours and project_at is not None and _is_blank(review, project_at):
            yield _missing(project_at, f"{named(name)}的项目名称")
        for role, at in blanks.items() if name else ():
            heading = review.framework.summary.columns[role][0]
            if not isinstance(review.unit_figure(name, role), Decimal):  # else U001 says what it should be
                yield _missing(at, f"{named(name)}{heading}", group=f"汇总表{heading}")
