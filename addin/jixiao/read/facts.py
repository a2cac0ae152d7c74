"""What is reported in each cell that a form knows."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeVar, overload

from jixiao.model.book import Book, Cell, ErrorValue
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure, Missing, Reported, Text
from jixiao.model.form import FIELD_LABELS, Form, IndicatorForm, IndicatorGroup, Table, named
from jixiao.model.framework import PRIOR, Framework
from jixiao.read.alike import per_form
from jixiao.read.precision import AMOUNT_DECIMALS, rounded_amounts
from jixiao.read.values import (
    as_converted,
    is_text_number,
    printed,
    read_amount,
    read_measure,
    read_points_label,
    read_share,
)


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
    """One cell of the form: what it is (``label``, for messages) and what is reported there.

    ``decimals``: to how many an amount may have been rounded, as its whole table tells, see ``precision``.
    """

    at: CellRef
    kind: FactKind
    label: str
    cell: Cell
    reported: Reported
    decimals: int = AMOUNT_DECIMALS


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
    "relation": FactKind.TEXT,
    "base": FactKind.MEASURE,
    "change": FactKind.MEASURE,
    "percentage": FactKind.RATE,
    "part_of": FactKind.TEXT,
    "place": FactKind.TEXT,
    "concept": FactKind.TEXT,
}
_COUNTED_FIELDS = ("year", "subordinates")


_Default = TypeVar("_Default")


class Facts(Mapping[CellRef, Fact]):
    """Every cell that a form names, with what is reported there; each is read when somebody asks for it."""

    def __init__(self, book: Book, places: "_Places", ours: bool) -> None:
        self._book, self._places, self._ours = book, places, ours
        self._read: dict[CellRef, Fact] = {}

    def __getitem__(self, at: CellRef) -> Fact:
        fact = self._read.get(at)
        if fact is None:
            kind, label = self._places.all[at]
            cell = self._book.cell(at)
            decimals = self._decimals.get(at, AMOUNT_DECIMALS) if kind is FactKind.AMOUNT else AMOUNT_DECIMALS
            fact = self._read[at] = Fact(at, kind, label, cell, _reported(cell, kind, self._ours), decimals)
        return fact

    @overload
    def get(self, at: CellRef, /) -> Fact | None: ...

    @overload
    def get(self, at: CellRef, /, default: Fact | _Default) -> Fact | _Default: ...

    def get(self, at: CellRef, /, default: Fact | _Default | None = None) -> Fact | _Default | None:
        """The fact at a place, or the default."""
        return self._read.get(at) or (self[at] if at in self._places.all else default)

    def __iter__(self) -> Iterator[CellRef]:
        return iter(self._places.all)

    def __len__(self) -> int:
        return len(self._places.all)

    def __contains__(self, at: object) -> bool:
        return at in self._places.all

    @cached_property
    def _decimals(self) -> Mapping[CellRef, int]:
        """The decimals of amounts in tables where these were rounded, see ``precision``."""
        cells = ((at, self._book.cell(at)) for at in self._places.amounts)
        amounts = ((at, cell, _reported(cell, FactKind.AMOUNT, self._ours)) for at, cell in cells)
        return rounded_amounts((at, cell, found) for at, cell, found in amounts if isinstance(found, Figure))

    def cell(self, at: CellRef) -> Cell | None:
        """The cell at a place of the form; None where the form has no such place."""
        return self._book.cell(at) if at in self._places.all else None

    def after(self, book: Book, edited: AbstractSet[CellRef]) -> "Facts":
        """The facts of the same form in a book that differs in the ``edited`` cells."""
        facts = Facts(book, self._places, self._ours)
        if self._places.amounts.isdisjoint(edited):  # else the precision of a whole table may be another one
            facts._read = {at: fact for at, fact in self._read.items() if at not in edited}
        return facts


def cell_at(facts: Mapping[CellRef, Fact], at: CellRef) -> Cell | None:
    """The cell at a place of the form, without reading what it says; None where the form has no such place."""
    if isinstance(facts, Facts):
        return facts.cell(at)
    fact = facts.get(at)
    return None if fact is None else fact.cell


def read_facts(book: Book, form: Form, framework: Framework) -> Facts:
    """Every cell that the form names, read as its kind wants; blanks included."""
    return Facts(book, _places(form, framework), form.ours)


def _reported(cell: Cell, kind: FactKind, ours: bool) -> Reported:
    if cell.value is None:
        return Missing.BLANK if cell.formula is None else Missing.NOT_COMPUTED
    if kind is FactKind.TEXT:
        return _text(cell)
    if kind is FactKind.MEASURE:
        return read_measure(cell)
    cell = cell if ours else as_converted(cell)
    if kind is FactKind.RATE:
        return as_share(read_share(cell))
    if ours and is_text_number(cell):
        return Missing.UNREADABLE  # Excel's formulas pass over it, so must we
    if kind is FactKind.POINTS and not ours and isinstance(cell.value, str):
        return _points(cell, cell.value)
    if kind is FactKind.SHARE:  # in our templates, formulas use the figure as it is stored
        return read_share(cell) if ours else as_share(read_share(cell))
    return read_amount(cell)


def _points(cell: Cell, text: str) -> Reported:
    """Points in a text: ``30``, ``30分``, or in the name of what they are given for: ``办件量（4分）``."""
    label, points = read_points_label(text)
    is_said = points is not None and (not label or any(map(str.isalpha, label)))  # not of 98（100分）
    return Figure(points, decimals_of(points)) if points is not None and is_said else read_amount(cell)


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


@dataclass(frozen=True)
class _Places:
    """The places of a form with what stands there and its label, and those of amounts."""

    all: Mapping[CellRef, tuple[FactKind, str]]
    amounts: frozenset[CellRef]


@per_form
def _places(form: Form, framework: Framework) -> _Places:
    places = {at: (kind, label) for at, kind, label in _all_places(form, framework)}
    return _Places(places, frozenset(at for at, (kind, _) in places.items() if kind is FactKind.AMOUNT))


def _all_places(form: Form, framework: Framework) -> Iterator[_Place]:
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


_STATED = {"item": "项目", "value": "数值", "unit": "单位", "relation": "关系", "base": "上年数或基数",
           "change": "增减额", "percentage": "幅度或占比", "part_of": "合计项目", "place": "报告中的位置",
           "concept": "对应的数"}  # fmt: skip


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
    for row in form.summary.rows:
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
