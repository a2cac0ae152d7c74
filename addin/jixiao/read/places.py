"""Which cells a form names, and what each of them is: known before anything is read from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from jixiao.model.account_form import PanelForm
from jixiao.model.account_tables import AccountPanel, AccountTable
from jixiao.model.cells import CellRef
from jixiao.model.form import FIELD_LABELS, Form, IndicatorForm, IndicatorGroup, SummaryForm, Table, named
from jixiao.model.framework import FUND_AMOUNTS, PRIOR, Framework
from jixiao.model.scoring_table import LEVELS, IndicatorTable
from jixiao.read.alike import per_layout


class FactKind(StrEnum):
    """How a cell's content is to be read. A RATE is stated only, a SHARE is a figure that formulas use."""

    AMOUNT = "amount"
    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    POINTS = "points"
    MEASURE = "measure"
    TEXT = "text"


_AS_STORED = (FactKind.AMOUNT, FactKind.COUNT, FactKind.POINTS)
_AS_STORED_BY_US = (*_AS_STORED, FactKind.SHARE)
"""Kinds of which a number in a cell is reported as it stands, in anyone's form and in ours."""

_KINDS = {
    **dict.fromkeys(FUND_AMOUNTS, FactKind.AMOUNT),
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
    "project": FactKind.TEXT,
    "grade": FactKind.TEXT,
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


Cells = tuple[CellRef | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a form. ``label``: what messages call it, behind the name of the indicator in its ``row``, if any."""

    kind: FactKind
    label: str
    row: int | None = None


@dataclass(frozen=True)
class Places:
    """The cells of a form, which of them hold amounts, and whether it is ours."""

    all: Mapping[CellRef, Place]
    amounts: frozenset[CellRef]
    ours: bool

    @cached_property
    def _asked(self) -> dict[Cells, "Asked"]:
        return {}

    def asked(self, cells: Cells) -> "Asked":
        """What who reads these cells needs to know of them; the same ones are asked about in every workbook."""
        found = self._asked.get(cells)
        if found is None:
            if len(self._asked) >= _ASKED + len(self.all):  # each cell may be asked about alone
                self._asked.clear()
            found = self._asked[cells] = _asked_about(cells, self.all, self.ours)
        return found


class Asked(NamedTuple):
    """Cells that are read together. ``runs``: their sheets and places, in their order. ``are_stored``: of each cell
    whether a number in it is reported as it stands; ``kinds``: the kind of each.
    """

    runs: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    are_stored: tuple[bool, ...]
    kinds: tuple[FactKind | None, ...]


def _asked_about(cells: Cells, all: Mapping[CellRef, Place], ours: bool) -> Asked:
    as_stored = _AS_STORED_BY_US if ours else _AS_STORED
    if len(cells) == 1 and (at := cells[0]) is not None and at in all:  # as many are, one by one
        kind = all[at].kind
        return Asked(((at.sheet, ((at.row, at.column),)),), (kind in as_stored,), (kind,))
    known = [(at, all[at].kind) if at is not None and at in all else (_NOWHERE, None) for at in cells]
    sheets = groupby([at for at, _ in known], key=itemgetter(0))
    runs = [(sheet, tuple([(at.row, at.column) for at in run])) for sheet, run in sheets]
    kinds = [kind for _, kind in known]
    return Asked(tuple(runs), tuple([kind in as_stored for kind in kinds]), tuple(kinds))


_ASKED = 256
_NOWHERE = CellRef("", 0, 0)

_Found = tuple[CellRef, Place]


@per_layout
def places_of(form: Form, framework: Framework) -> Places:
    """Every cell that the form names, whichever names its indicators have."""
    places = dict(_all_places(form, framework))
    return Places(places, frozenset(at for at, place in places.items() if place.kind is FactKind.AMOUNT), form.ours)


def _all_places(form: Form, framework: Framework) -> Iterator[_Found]:
    yield from _field_places(form, framework)
    yield from _fund_places(form, framework)
    yield from _indicator_places(form, framework)
    yield from _summary_places(form, framework)
    for id, at in form.concepts.items():
        concept = framework.concept(id)
        kind = {"%": FactKind.SHARE, "万元": FactKind.AMOUNT, "元": FactKind.AMOUNT}.get(concept.unit, FactKind.COUNT)
        yield at, Place(kind, f"基础数据“{concept.label}”{'上年数' if id.endswith(PRIOR) else ''}")
    for id, at in form.rates.items():
        yield at, Place(FactKind.RATE, f"测算结果“{framework.rate(id).label}”")
    for checklist in form.checklists:
        for number, at in enumerate(checklist.ticks, 1):
            yield at, Place(FactKind.TEXT, f"{named(checklist.name)}评价要点第 {number} 条")
    yield from _statement_places(form)
    yield from _account_places(form, framework)


def _field_places(form: Form, framework: Framework) -> Iterator[_Found]:
    own = {entry.id: entry for entry in framework.fields}
    for id, at in form.fields.items():
        is_count = id in _COUNTED_FIELDS or (id in own and own[id].kind == "count")
        label = own[id].label if id in own else FIELD_LABELS[id]
        yield at, Place(FactKind.COUNT if is_count else FactKind.TEXT, label)


def _fund_places(form: Form, framework: Framework) -> Iterator[_Found]:
    if form.fund is None or framework.fund is None:
        return
    for line in form.fund.lines:
        for role, words in framework.fund.columns.items():
            at, kind = form.fund.at(role, line), _KINDS.get(role)
            if at is not None and kind is not None:
                yield at, Place(kind, named(line.label) + words[0])


def _indicator_places(form: Form, framework: Framework) -> Iterator[_Found]:
    if form.indicators is None:
        return
    headings = {role: labels[0] for role, labels in framework.indicators.columns.items()} | {"scoring": "计分办法"}
    for row in form.indicators.rows:
        yield from _row_places(form.indicators.block(row.row), row.row, "", headings, of_indicator=True)
    for role in ("points", "score"):
        at = form.indicators.total_at(role)
        if at is not None:
            yield at, Place(FactKind.POINTS, f"总分“{headings[role]}”")
    if form.ours:
        yield from _level_points(form.indicators, framework.indicators)
        yield from _subtotals(form.indicators)
    if form.indicators.grade_at is not None:
        label = framework.grading.label if framework.grading else "等级"
        yield form.indicators.grade_at, Place(FactKind.TEXT, label)
    for group, at in own_points(form.indicators, framework) if form.ours else ():
        yield at, Place(FactKind.POINTS, f"{named(group.name or '自设二级指标')}分值")


def _subtotals(form: IndicatorForm) -> Iterator[_Found]:
    """The scores of first- and second-level indicators, off the paper."""
    for group in form.groups:
        at = form.at(f"level{group.level}_score", group.first)
        if at is not None:
            yield at, Place(FactKind.POINTS, f"{named(group.name or '自设二级指标')}得分小计")


def _level_points(form: IndicatorForm, law: IndicatorTable) -> Iterator[_Found]:
    """The points of the levels, where the total row adds them up."""
    for role in law.level_totals:
        heading = f"{law.columns[LEVELS[role]][0]}{law.columns[role][0]}"
        for group in form.groups:
            if group.points_at == form.at(role, group.first):
                yield group.points_at, Place(FactKind.POINTS, f"{named(group.name)}分值")
        at = form.total_at(role)
        if at is not None:
            yield at, Place(FactKind.POINTS, f"总分“{heading}”")


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


def _statement_places(form: Form) -> Iterator[_Found]:
    if form.statements is None:
        return
    table = form.statements.table
    for row in range(table.first, table.last + 1):
        yield from _row_places(table, row, f"叙述数据第 {row - table.header} 行", _STATED)


def _summary_places(form: Form, framework: Framework) -> Iterator[_Found]:
    for summary in form.summaries:
        yield from _listed_places(summary, framework)


def _listed_places(summary: SummaryForm, framework: Framework) -> Iterator[_Found]:
    table = summary.table
    headings = {role: labels[0] for role, labels in framework.summary.columns.items()}
    for row in summary.rows:
        yield from _row_places(table, row, f"汇总表第 {row - table.first + 1} 行", headings)
    if table.total is not None:
        yield from _row_places(table, table.total, "汇总表合计", headings)


def _account_places(form: Form, framework: Framework) -> Iterator[_Found]:
    for law in framework.tables:
        found = form.tables.get(law.id)
        for panel, where in zip(law.panels, found.panels, strict=True) if found else ():
            for line in panel.lines:
                row, kind = where.lines.get(line.id), FactKind.COUNT if line.unit else FactKind.AMOUNT
                for column in () if row is None else panel.columns:
                    if line.holds(column.id) and (at := where.at(row or 0, column.id)) is not None:
                        yield at, Place(kind, law.words(line, column))
            yield from _code_places(law, panel, where)


def _code_places(law: AccountTable, panel: AccountPanel, where: PanelForm) -> Iterator[_Found]:
    """The lines by code."""
    for number, row in enumerate(where.rows, 1):
        name = f"{law.number}科目第 {number} 行"
        yield CellRef(where.sheet, row, where.code), Place(FactKind.COUNT, f"{name}编码")
        yield CellRef(where.sheet, row, where.label), Place(FactKind.TEXT, f"{name}名称")
        for column in panel.columns:
            if (at := where.at(row, column.id)) is not None:
                yield at, Place(FactKind.AMOUNT, f"{name}{column.group}{column.heading[0]}")


def _row_places(
    table: Table, row: int, label: str, headings: Mapping[str, str], *, of_indicator: bool = False
) -> Iterator[_Found]:
    for role, heading in headings.items():
        at, kind = table.at(role, row), _KINDS.get(role)
        if at is not None and kind is not None:
            yield at, Place(kind, label + heading, row if of_indicator else None)
