"""The workbook as read and computed: what rules check, what 汇总 takes from it, what 计算 fills in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from jixiao.compute.calculate import Calculation, Computed, recalculate
from jixiao.compute.live_cell import Kind
from jixiao.compute.scoring import Inputs, Scored, choice_of, score_of, tick_of
from jixiao.model.book import Book, Cell, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.decimals import format_number
from jixiao.model.figures import Figure, Missing, Reported
from jixiao.model.form import Form, IndicatorRow, Table, listed_name
from jixiao.model.framework import PROJECT, Direction, Framework, Rate
from jixiao.model.scoring import Bonus, Scoring
from jixiao.read.facts import Fact, FactKind, Facts
from jixiao.read.fund_table import OTHER_ID
from jixiao.read.labels import said_in_one
from jixiao.read.pages import plain
from jixiao.read.values import printed, read_measure

_MONEY_UNIT = re.compile(r"((?<![亿万千百十])[亿万千百十]*[美港欧日]?元)(?:\(?人民币\)?)?\)?$")
_NUMBER = (Decimal, Missing)
_BLANK = Missing.BLANK  # those of an enum take long to look up
_NAMES = ("unit", "department", PROJECT)
_LARGEST_MERGE, _MOST_MERGED = 2_000, 200_000
"""Cells of one merge, and of all of them together."""


@dataclass(frozen=True)
class UnitFigures:
    """What a unit's own workbook reports, for comparison with its row in the 汇总表.

    ``figures``: role of the 汇总表 (annual_budget, executed, self_score) → figure, or why there is none.
    ``money_unit``: the money unit that the workbook states, or "". ``framework``: what it was read by; ``guessed``
    where the workbook carries none, so that only its words speak for that one.
    """

    unit: str
    file: str
    figures: Mapping[str, Decimal | Missing]
    department: str = ""
    year: str = ""
    money_unit: str = ""
    framework: Framework | None = field(default=None, repr=False)
    guessed: bool = False
    project: str = ""

    @property
    def name(self) -> str:
        """What its row of the 汇总表 is called, see ``listed_name``."""
        return listed_name(self.unit, self.project)


@dataclass(frozen=True)
class SecondLook:
    """The workbook as it would be, were every cell right that a rule can blame for sure.

    ``corrections``: entry → the figure it should hold. ``calculation``: the live cells over these figures,
    wrong totals left out. A stated figure that agrees with it is wrong only in the wake of another cell.
    """

    corrections: Mapping[CellRef, Decimal]
    calculation: Calculation


def number_of(computed: Computed) -> Decimal | Missing:
    """The number that a live formula gives."""
    value = computed.value
    return value if isinstance(value, _NUMBER) else Missing.UNREADABLE


@dataclass(frozen=True)
class Review:
    """One workbook under review. ``units`` are the units' workbooks, or None where none were given."""

    book: Book
    framework: Framework
    form: Form
    facts: Facts
    calculation: Calculation
    units: tuple[UnitFigures, ...] | None = None
    second: SecondLook | None = field(default=None, repr=False)

    def after(self, edits: Sequence[Edit]) -> "Review":
        """The review of the book as it is after edits of entries, which leave its form as it was."""
        book, edited = with_edits(self.book, edits), {edit.at for edit in edits}
        facts = self.facts.after(book, edited)
        return replace(self, book=book, facts=facts, calculation=recalculate(self.calculation, facts, edited))

    def reported(self, at: CellRef | None) -> Reported:
        """What is reported at a place; BLANK where the form has no such place."""
        return Missing.BLANK if at is None else self.facts.reported(at)

    def number(self, at: CellRef | None) -> Decimal | Missing:
        """The number in force at a place: stated, or computed by its live formula."""
        if at is None:
            return _BLANK
        computed = None if at in self.calculation.stated else self.calculation.computed.get(at)
        return self.facts.number(at) if computed is None else number_of(computed)

    def numbers(self, cells: Sequence[CellRef | None]) -> list[Decimal | Missing]:
        """``number`` of many places."""
        found, live = self.facts.numbers(cells), self.calculation.places
        if live.isdisjoint(cells):
            return found
        return [self.number(at) if at in live else number for at, number in zip(cells, found, strict=True)]

    def right_number(self, at: CellRef | None) -> Decimal | Missing:
        """The number in force, or the one that should stand there where another rule blames the cell."""
        corrections = self.second.corrections if self.second else {}
        return corrections[at] if at is not None and at in corrections else self.number(at)

    def scoring_of(self, row: IndicatorRow) -> Scoring:
        """The rule by which an indicator is scored: the framework's, or what the unit chose for one of its own."""
        law, form = self.framework.indicators, self.form.indicators
        fixed = self.framework.fixed.get((row.level1, row.level2, row.name))
        if fixed is not None:
            return fixed[0].scoring_of(fixed[1], law.scoring)
        group = self.framework.open_group(row.level1, row.level2)
        chosen = choice_of(self.text(form.at("scoring", row.row))) if form else None
        return chosen or (group.scoring_of(None, law.scoring) if group else law.scoring)

    def rate_of(self, row: IndicatorRow) -> Rate | None:
        """The rate that measures an indicator: the one the framework names for it, or one of the same name."""
        fixed = self.framework.fixed.get((row.level1, row.level2, row.name))
        if fixed is not None and fixed[1].rate is not None:
            return self.framework.rate(fixed[1].rate)
        return next((rate for rate in self.framework.rates if rate.label == row.name), None)

    def direction_of(self, row: IndicatorRow) -> Direction | None:
        """Which way is better: the rate's, up for what the framework fixes; of a unit's own it is not known."""
        rate = self.rate_of(row)
        if rate is not None:
            return rate.direction
        return Direction.UP if (row.level1, row.level2, row.name) in self.framework.fixed else None

    def derived_score(self, row: IndicatorRow, actual: Reported | None = None, actual_text: str = "") -> Scored:
        """What the indicator's rule makes of its target and its actual value, or of one about to be filled in."""
        rule, form = self.scoring_of(row), self.form.indicators
        places = {role: form.at(role, row.row) if form else None for role in ("points", "target", "actual")}
        points = self.number(places["points"])
        if actual is None:
            actual, actual_text = self.reported(places["actual"]), self.text(places["actual"])
        target, target_text = self.reported(places["target"]), self.text(places["target"])
        if places["target"] is None:  # a form without such a column: the framework's target is in force
            fixed = self.framework.fixed.get((row.level1, row.level2, row.name))
            target_text = fixed[1].target if fixed else ""
            target = read_measure(Cell(target_text)) if target_text else target
        counts = {
            key: self.number(self.form.concepts.get(getattr(rule, key))) if isinstance(rule, Bonus) else Missing.BLANK
            for key in ("gains", "losses")
        }
        inputs = Inputs(
            points=points if isinstance(points, Decimal) else None,
            target=target,
            actual=actual,
            direction=self.direction_of(row),
            target_text=target_text,
            actual_text=actual_text,
            ticks=tuple(tick_of(self.text(at)) for at in self.form.checklist_of(row) or ()),
            **counts,
        )
        return score_of(rule, inputs, self.framework.indicators.not_applicable)

    def least_score(self, row: IndicatorRow) -> Decimal:
        """The least score of an indicator: below 0 where points are taken off."""
        rule = self.scoring_of(row) if row.name else None
        return -rule.cap if isinstance(rule, Bonus) else Decimal(0)

    def operand(self, computed: Computed, name: str) -> Decimal | Missing:
        """The number in force at a cell that a live cell's formula uses under that name."""
        place = computed.live.operands.get(name)
        return self.number(place) if isinstance(place, CellRef) else Missing.BLANK

    def text(self, at: CellRef | None) -> str:
        """The text reported at a place, or ""; of a cell that holds a label, too, what the label is of."""
        text = "" if at is None else self.facts.text(at)
        is_named = not self.form.ours and text and at in (self.form.fields.get(id) for id in _NAMES)
        return said_in_one(text)[1] or text if is_named else text

    def printed(self, at: CellRef) -> str:
        """The cell's content as the user sees it; of a name that says its points, the points."""
        form = self.form.indicators
        if form is not None and form.has_points_in_names and at == form.at("points", at.row):
            fact = self.facts.get(at)
            if fact is not None and fact.kind is FactKind.POINTS and isinstance(fact.reported, Figure):
                return format_number(fact.reported.value)
        return printed(self.book.cell(at))

    def stated(self, *kinds: Kind) -> Iterator[tuple[Computed, Fact]]:
        """Live cells of these kinds that hold a stated figure instead of their formula."""
        for at, computed in self.calculation.computed.items():
            fact = self.calculation.stated.get(at)
            if fact is not None and computed.live.kind in kinds:
                yield computed, fact

    def overwritten(self, at: CellRef) -> str:
        """A sentence for the hint where a typed figure stands over the template's formula, else ""."""
        computed = self.calculation.computed.get(at)
        of_the_template = computed is not None and not computed.live.subject.startswith(OTHER_ID)
        typed = self.form.ours and of_the_template and self.book.cell(at).formula is None
        return "此格原为公式，已被填入的数覆盖。" if typed else ""

    @property
    def money_unit(self) -> str:
        """The money unit that the workbook states (万元, 元), else that of its framework."""
        match = _MONEY_UNIT.search(plain(self.text(self.form.fields.get("money_unit"))))
        return match[1] if match else self.framework.money_unit

    def unit_names(self) -> Iterator[tuple[int, str]]:
        """The rows of the 汇总表 that name a unit, from top to bottom, without subtotals."""
        yield from ((row, unit) for row, unit, _ in self._listed())

    def listed_names(self) -> Iterator[tuple[int, str]]:
        """The same rows with what tells them apart: the unit, in a list of projects with the project."""
        yield from ((row, listed_name(unit, project)) for row, unit, project in self._listed())

    def listed_name(self, at: CellRef) -> str:
        """What tells the row of a cell of the 汇总表 (or of its scores) apart, "" where it names nothing."""
        tables = (summary.table for summary in self.form.summaries)
        table = next((one for one in tables if one.sheet == at.sheet and one.first <= at.row <= one.last), None)
        return "" if table is None else listed_name(*self._named_in(table, at.row))

    def _listed(self) -> Iterator[tuple[int, str, str]]:
        summary = self.form.summary
        for row in summary.rows if summary else ():
            unit, project = self._named_in(summary.table, row) if summary else ("", "")
            if unit and not unit.endswith("小计"):
                yield row, unit, project

    def _named_in(self, table: Table, row: int) -> tuple[str, str]:
        """The unit and the project that a row of the 汇总表 names."""
        project, unit_at = self.text(table.at(PROJECT, row)), table.at("unit", row)
        if project and unit_at is not None:  # others merge the unit's cell over its projects
            unit_at = self.merged_into.get(unit_at, unit_at)
        return self.text(unit_at), project

    @cached_property
    def unit_by_name(self) -> Mapping[str, UnitFigures]:
        """The units' workbooks by what their rows are called, without blanks and with half-width signs."""
        return {plain(unit.name): unit for unit in self.units or ()}

    def unit_figure(self, name: str, role: str) -> Decimal | Missing:
        """What the workbook of a unit of that name reports, BLANK where there is none."""
        unit = self.unit_by_name.get(plain(name))
        return Missing.BLANK if unit is None else unit.figures.get(role, Missing.BLANK)

    @cached_property
    def merged_into(self) -> Mapping[CellRef, CellRef]:
        """Cells under a merge → the cell that shows for them. Merges larger than in any form are left out."""
        found: dict[CellRef, CellRef] = {}
        room = _MOST_MERGED
        for area in (area for sheet in self.book.sheets.values() for area in sheet.merged):
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            if size <= min(_LARGEST_MERGE, room):
                room -= size
                first, *others = area
                found |= dict.fromkeys(others, first)
        return found
