"""What is reported in each cell that a form knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from jixiao.model.book import Book, Cell, ErrorValue
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing, Reported, Text
from jixiao.model.form import FIELD_LABELS, Form, IndicatorForm, IndicatorGroup, Table, named
from jixiao.model.framework import PRIOR, Framework
from jixiao.read.values import is_text_number, printed, read_amount, read_measure, read_share


class FactKind(StrEnum):
    """How a cell's content is to be read. A RATE is stated only, a SHARE is a figure that formulas use."""

    AMOUNT = "amount"
    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    POINTS = "points"
    MEASURE = "measure"
    TEXT = "text"


NUMERIC = (FactKind.AMOUNT, FactKind.COUNT, FactKind.RATE, FactKind.SHARE, FactKind.POINTS)


@dataclass(frozen=True)
class Fact:
    """One cell of the form: what it is (``label``, for messages) and what is reported there."""

    at: CellRef
    kind: FactKind
    label: str
    cell: Cell
    reported: Reported


_KINDS = {
    "annual_budget": FactKind.AMOUNT,
    "executed": FactKind.AMOUNT,
    "execution_rate": FactKind.RATE,
    "points": FactKind.POINTS,
    "score": FactKind.POINTS,
    "self_score": FactKind.POINTS,
    "review_score": FactKind.POINTS,
    "target": FactKind.MEASURE,
    "actual": FactKind.MEASURE,
    "level3": FactKind.TEXT,
    "variance_note": FactKind.TEXT,
    "unit": FactKind.TEXT,
    "remarks": FactKind.TEXT,
    "scoring": FactKind.TEXT,
    "item": FactKind.TEXT,
    "value": FactKind.MEASURE,
    "base": FactKind.MEASURE,
    "change": FactKind.MEASURE,
    "percentage": FactKind.RATE,
    "place": FactKind.TEXT,
    "concept": FactKind.TEXT,
}
_COUNTED_FIELDS = ("year", "subordinates")


def read_facts(book: Book, form: Form, framework: Framework) -> dict[CellRef, Fact]:
    """Every cell that the form names, read as its kind wants; blanks included."""
    facts = {}
    for at, kind, label in _places(form, framework):
        cell = book.cell(at)
        facts[at] = Fact(at, kind, label, cell, _reported(cell, kind, form.ours))
    return facts


def _reported(cell: Cell, kind: FactKind, ours: bool) -> Reported:
    if cell.formula is not None and cell.value is None:
        return Missing.NOT_COMPUTED
    if kind is FactKind.TEXT:
        return _text(cell)
    if kind is FactKind.MEASURE:
        return read_measure(cell)
    if kind is FactKind.RATE:
        return as_share(read_share(cell))
    if ours and is_text_number(cell):
        return Missing.UNREADABLE  # Excel's formulas pass over it, so must we
    if kind is FactKind.POINTS and not ours and isinstance(cell.value, str):
        return read_amount(replace(cell, value=cell.value.strip().removesuffix("分")))
    if kind is FactKind.SHARE:  # in our templates, formulas use the figure as it is stored
        return read_share(cell) if ours else as_share(read_share(cell))
    return read_amount(cell)


def _text(cell: Cell) -> Reported:
    if isinstance(cell.value, ErrorValue):
        return Missing.UNREADABLE
    text = printed(cell).strip()
    return Text(text) if text else Missing.BLANK


def as_share(figure: Reported) -> Reported:
    """A rate typed without a percent sign: above 3 it can only be meant as a percentage (126.59 → 126.59%)."""
    if isinstance(figure, Figure) and not figure.unit and abs(figure.value) > 3:
        return replace(figure, value=figure.value / Decimal(100), decimals=figure.decimals + 2, unit="%")
    return figure


_Place = tuple[CellRef, FactKind, str]


def _places(form: Form, framework: Framework) -> Iterator[_Place]:
    yield from _field_places(form, framework)
    yield from _fund_places(form, framework)
    yield from _indicator_places(form, framework)
    yield from _summary_places(form, framework)
    for id, at in form.concepts.items():
        concept = framework.concept(id)
        kind = {"%": FactKind.SHARE, "万元": FactKind.AMOUNT, "元": FactKind.AMOUNT}.get(concept.unit, FactKind.COUNT)
        yield at, kind, f"基础数据“{concept.label}”{'上年数' if id.endswith(PRIOR) else ''}"
    for id, at in form.rates.items():
        yield at, FactKind.RATE, f"测算结果“{framework.rate(id).label}”"
    for checklist in form.checklists:
        for number, at in enumerate(checklist.ticks, 1):
            yield at, FactKind.TEXT, f"{named(checklist.name)}评价要点第 {number} 条"
    yield from _statement_places(form)


def _field_places(form: Form, framework: Framework) -> Iterator[_Place]:
    own = {entry.id: entry for entry in framework.fields}
    for id, at in form.fields.items():
        is_count = id in _COUNTED_FIELDS or (id in own and own[id].kind == "count")
        label = own[id].label if id in own else FIELD_LABELS[id]
        yield at, FactKind.COUNT if is_count else FactKind.TEXT, label


def _fund_places(form: Form, framework: Framework) -> Iterator[_Place]:
    if form.fund is None or framework.fund is None:
        return
    for line in form.fund.lines:
        for role, words in framework.fund.columns.items():
            at, kind = form.fund.at(role, line), _KINDS.get(role)
            if at is not None and kind is not None:
                yield at, kind, named(line.label) + words[0]


def _indicator_places(form: Form, framework: Framework) -> Iterator[_Place]:
    if form.indicators is None:
        return
    headings = {role: labels[0] for role, labels in framework.indicators.columns.items()} | {"scoring": "计分办法"}
    for row in form.indicators.rows:
        yield from _row_places(form.indicators.block(row.row), row.row, named(row.name or row.level2), headings)
    for role in ("points", "score"):
        at = form.indicators.total_at(role)
        if at is not None:
            yield at, FactKind.POINTS, f"总分“{headings[role]}”"
    if form.indicators.grade_at is not None:
        yield form.indicators.grade_at, FactKind.TEXT, "自评等级"
    for group, at in own_points(form.indicators, framework) if form.ours else ():
        yield at, FactKind.POINTS, f"{named(group.name or '自设二级指标')}分值"


def own_points(form: IndicatorForm, framework: Framework) -> Iterator[tuple[IndicatorGroup, CellRef]]:
    """The second-level indicators that are the unit's own, and the cells in which it states their points."""
    level1 = {row.row: row.level1 for row in form.rows}
    for group in form.groups:
        section = framework.open_group(level1.get(group.first, ""), group.name) if group.level == 2 else None
        at = form.at("level2_points", group.first)
        if section is not None and not section.name and at is not None:
            yield group, at


_STATED = {"item": "项目", "value": "数值", "unit": "单位", "base": "上年数或基数", "change": "增减额",
           "percentage": "增减幅度", "place": "报告中的位置", "concept": "对应的数"}  # fmt: skip


def _statement_places(form: Form) -> Iterator[_Place]:
    if form.statements is None:
        return
    table = form.statements.table
    for row in range(table.first, table.last + 1):
        yield from _row_places(table, row, f"叙述数据第 {row - table.header} 行", _STATED)


def _summary_places(form: Form, framework: Framework) -> Iterator[tuple[CellRef, FactKind, str]]:
    if form.summary is None:
        return
    table = form.summary.table
    headings = {role: labels[0] for role, labels in framework.summary.columns.items()}
    for row in range(table.first, table.last + 1):
        yield from _row_places(table, row, f"汇总表第 {row - table.first + 1} 行", headings)
    if table.total is not None:
        yield from _row_places(table, table.total, "汇总表合计", headings)


def _row_places(
    table: Table, row: int, label: str, headings: Mapping[str, str]
) -> Iterator[tuple[CellRef, FactKind, str]]:
    for role, heading in headings.items():
        at, kind = table.at(role, row), _KINDS.get(role)
        if at is not None and kind is not None:
            yield at, kind, label + heading
