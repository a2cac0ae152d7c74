"""U001: every row of the 汇总表 agrees with the unit's own workbook."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_amount, format_number
from jixiao.compute.review import Review, UnitFigures
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import SummaryForm, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import Labelled, amount_cause, because
from jixiao.rules.sameness.entity_names import renamed_units
from jixiao.rules.second_look import UNIT_ROLES, unit_differences


@rule(
    code="U001",
    title="汇总表与单位工作簿一致",
    messages={
        "": "{label}现为 {printed}，该单位工作簿（{file}）为 {expected}，相差 {difference}{because}。",
        "blank": "{label}没有填数，该单位工作簿（{file}）为 {expected}。",
        "absent": "{label}有工作簿（{file}），汇总表里没有这个单位。",
        "no_workbook": "汇总表列了{label}，没有找到其工作簿。",
        "twice": "汇总表里{label}列了不止一次，合计会重复计算。",
    },
    hint="请与单位核对后改正汇总表，或重新汇总；单位名称应与其封面一致。",
    basis="公开表注：汇总表按各单位自评情况填列",
)
def summary_agrees_with_units(review: Review) -> Iterator[Outcome]:
    """Compare row by row; needs the units' workbooks."""
    summary = review.form.summary
    if summary is None:
        return
    names = [*review.listed_names()]
    if review.form.ours:  # others list a unit once a project
        yield from _twice(summary, names)
    if review.units is None:
        yield NotChecked("U001", "汇总表与单位工作簿", "没有提供各单位的工作簿")
        return
    for at, name, role, right in unit_differences(review):
        yield from _difference(review, at, name, role, right)
    renamed = renamed_units(review)  # A001 speaks of units that only go by another name
    yield from _unreported(review, summary, [(row, name) for row, name in names if row not in renamed])
    yield from _absent(review, summary, names, {plain(unit.name) for unit in renamed.values()})
    for row, unit in renamed.items():
        reason = f"单位名称与其工作簿（{unit.file}）的不一致，没有比较各数"
        yield NotChecked("U001", named(dict(names)[row]), reason, summary.table.at("unit", row))


def _twice(summary: SummaryForm, names: list[tuple[int, str]]) -> Iterator[Finding]:
    seen = set()
    for row, name in names:
        at = summary.table.at("unit", row)
        if plain(name) in seen and at is not None:
            yield Finding("U001", Severity.ERROR, at, named(name), name, "只列一次", variant="twice")
        seen.add(plain(name))


def _difference(review: Review, at: CellRef, name: str, role: str, right: Decimal) -> Iterator[Finding]:
    stated, unit = review.reported(at), review.unit_by_name[plain(name)]
    label = f"{named(name)}{review.framework.summary.columns[role][0]}"
    show = format_number if role == "self_score" else format_amount
    values = {"file": unit.file}
    if isinstance(stated, Figure):
        cause = amount_cause(stated, right, _units_beside(review, at, role), _other_columns(review, role, unit),
                             money=role != "self_score")  # fmt: skip
        values |= {"difference": show(abs(stated.value - right)), "because": because(cause)}
        yield Finding("U001", Severity.ERROR, at, label, review.printed(at), show(right), cause, values=values)
    elif stated in (Missing.BLANK, Missing.NIL):
        yield Finding("U001", Severity.ERROR, at, label, review.printed(at), show(right),
                      variant="blank", values=values)  # fmt: skip


def _units_beside(review: Review, at: CellRef, role: str) -> Iterator[Labelled]:
    """What the units of the rows above and below report: figures are easily entered a row too far."""
    for steps in (-1, 1):
        name = review.listed_name(at._replace(row=at.row + steps))
        value = review.unit_figure(name, role)
        if isinstance(value, Decimal):
            yield Labelled(name, value)


def _other_columns(review: Review, role: str, unit: UnitFigures) -> Iterator[Labelled]:
    """The other figures of the unit, which may have been entered in the wrong column."""
    for other in UNIT_ROLES:
        value = unit.figures.get(other)
        if other != role and isinstance(value, Decimal):
            yield Labelled(review.framework.summary.columns[other][0], value)


def _unreported(review: Review, summary: SummaryForm, names: list[tuple[int, str]]) -> Iterator[Outcome]:
    """Rows without a workbook, and figures that a workbook does not report."""
    for row, name in names:
        unit, at = review.unit_by_name.get(plain(name)), summary.table.at("unit", row)
        if unit is None and at is not None:
            yield Finding("U001", Severity.ERROR, at, named(name), name, "", variant="no_workbook", group="no_workbook")
        for role in UNIT_ROLES if unit else ():
            place = summary.table.at(role, row)
            if unit and place and not isinstance(unit.figures.get(role), Decimal):
                label = f"{named(name)}{review.framework.summary.columns[role][0]}"
                yield NotChecked("U001", label, f"该单位工作簿（{unit.file}）没有这个数", place)


def _absent(review: Review, summary: SummaryForm, names: list[tuple[int, str]], renamed: set[str]) -> Iterator[Finding]:
    """Units with a workbook and without a row: the next free row is the place for them."""
    taken, known = {row for row, _ in names}, {plain(name) for _, name in names} | renamed
    free = (row for row in summary.rows if row not in taken)
    missing: list[UnitFigures] = [unit for key, unit in review.unit_by_name.items() if key not in known]
    for unit in missing:
        at = summary.table.at("unit", next(free, summary.table.last))
        if at is not None:
            yield Finding("U001", Severity.ERROR, at, named(unit.name), "", unit.name, variant="absent",
                          values={"file": unit.file})  # fmt: skip
