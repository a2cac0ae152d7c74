"""The workbook as read and computed: what rules check, what 汇总 takes from it, what 计算 fills in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from jixiao.compute.calculate import Calculation, Computed
from jixiao.compute.live_cell import Kind
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing, Reported, Text
from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.read.facts import Fact
from jixiao.read.fund_table import OTHER_ID
from jixiao.read.pages import plain
from jixiao.read.values import printed

_MONEY_UNIT = re.compile(r"((?:[亿万千百十]+)?元)\)?$")
_LARGEST_MERGE, _MOST_MERGED = 2_000, 200_000
"""Cells of one merge, and of all of them together."""


@dataclass(frozen=True)
class UnitFigures:
    """What a unit's own workbook reports, for comparison with its row in the 汇总表.

    ``figures``: role of the 汇总表 (annual_budget, executed, self_score) → figure, or why there is none.
    ``money_unit``: the money unit of the workbook where it is not that of the framework, else "".
    """

    unit: str
    file: str
    figures: Mapping[str, Decimal | Missing]
    department: str = ""
    year: str = ""
    money_unit: str = ""


@dataclass(frozen=True)
class SecondLook:
    """The workbook as it would be, were every cell right that a rule can blame for sure.

    ``corrections``: entry → the figure it should hold. ``calculation``: the live cells over these figures,
    wrong totals left out. A stated figure that agrees with it is wrong only in the wake of another cell.
    """

    corrections: Mapping[CellRef, Decimal]
    calculation: Calculation


@dataclass(frozen=True)
class Review:
    """One workbook under review. ``units`` are the units' workbooks, or None where none were given."""

    book: Book
    framework: Framework
    form: Form
    facts: Mapping[CellRef, Fact]
    calculation: Calculation
    units: tuple[UnitFigures, ...] | None = None
    second: SecondLook | None = field(default=None, repr=False)

    def reported(self, at: CellRef | None) -> Reported:
        """What is reported at a place; BLANK where the form has no such place."""
        fact = None if at is None else self.facts.get(at)
        return Missing.BLANK if fact is None else fact.reported

    def number(self, at: CellRef | None) -> Decimal | Missing:
        """The number in force at a place: stated, or computed by its live formula."""
        if at is None:
            return Missing.BLANK
        computed = self.calculation.computed.get(at)
        if computed is not None and at not in self.calculation.stated:
            value = computed.value
            return value if isinstance(value, Decimal | Missing) else Missing.UNREADABLE
        reported = self.reported(at)
        if isinstance(reported, Figure):
            return reported.value
        return reported if isinstance(reported, Missing) else Missing.UNREADABLE

    def right_number(self, at: CellRef | None) -> Decimal | Missing:
        """The number in force, or the one that should stand there where another rule blames the cell."""
        corrections = self.second.corrections if self.second else {}
        return corrections[at] if at is not None and at in corrections else self.number(at)

    def operand(self, computed: Computed, name: str) -> Decimal | Missing:
        """The number in force at a cell that a live cell's formula uses under that name."""
        place = computed.live.operands.get(name)
        return self.number(place) if isinstance(place, CellRef) else Missing.BLANK

    def text(self, at: CellRef | None) -> str:
        """The text reported at a place, or ""."""
        reported = self.reported(at)
        if isinstance(reported, Text):
            return reported.text
        return "" if at is None or isinstance(reported, Missing) else printed(self.book.cell(at))

    def printed(self, at: CellRef) -> str:
        """The cell's content as the user sees it."""
        return printed(self.book.cell(at))

    def stated(self, *kinds: Kind) -> Iterator[tuple[Computed, Fact]]:
        """Live cells of these kinds that hold a stated figure instead of their formula."""
        for at, computed in self.calculation.computed.items():
            fact = self.calculation.stated.get(at)
            if fact is not None and computed.live.kind in kinds:
                yield computed, fact

    def overwritten(self, at: CellRef) -> str:
        """A remark where a typed figure stands over the template's formula, else ""."""
        computed = self.calculation.computed.get(at)
        of_the_template = computed is not None and not computed.live.subject.startswith(OTHER_ID)
        typed = self.form.ours and of_the_template and self.book.cell(at).formula is None
        return "（此格原为公式，已被填入的数覆盖）" if typed else ""

    @property
    def money_unit(self) -> str:
        """The money unit that the workbook states (万元, 元), else that of its framework."""
        match = _MONEY_UNIT.search(plain(self.text(self.form.fields.get("money_unit"))))
        return match[1] if match else self.framework.money_unit

    def unit_names(self) -> Iterator[tuple[int, str]]:
        """The rows of the 汇总表 that name a unit, from top to bottom, without subtotals."""
        summary = self.form.summary
        for row in range(summary.table.first, summary.table.last + 1) if summary else ():
            name = self.text(summary.table.at("unit", row)) if summary else ""
            if name and not name.endswith("小计"):
                yield row, name

    @cached_property
    def unit_by_name(self) -> Mapping[str, UnitFigures]:
        """The units' workbooks by the unit's name without blanks and with half-width signs."""
        return {plain(unit.unit): unit for unit in self.units or ()}

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
                found |= {cell: area.first for cell in area if cell != area.first}
        return found
