"""What a live cell is: which formula, over which cells, and what kind of thing it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from jixiao.compute.formula import Operand as Cells
from jixiao.compute.formula import Result, reading_of, to_excel
from jixiao.model.cells import Area, CellRef
from jixiao.model.formula import Formula

Operand = CellRef | Area
AMOUNTS = ("annual_budget", "executed")


class Kind(StrEnum):
    """What a live cell holds; rules pick the cells they speak of by it."""

    FUND_TOTAL = "fund_total"
    FUND_RATE = "fund_rate"
    FUND_SCORE = "fund_score"
    FUND_CHECK = "fund_check"
    POINTS_TOTAL = "points_total"
    SCORE_TOTAL = "score_total"
    LEVEL_TOTAL = "level_total"
    GRADE = "grade"
    SUBTOTAL = "subtotal"
    POINTS_CHECK = "points_check"
    RATE = "rate"
    RATE_INPUTS = "rate_inputs"
    SUMMARY_RATE = "summary_rate"
    SUMMARY_TOTAL = "summary_total"
    SUMMARY_SCORE = "summary_score"
    SUMMARY_GRADE = "summary_grade"
    HEADING = "heading"
    ACCOUNT_TOTAL = "account_total"
    ACCOUNT_LEVEL = "account_level"


@dataclass(frozen=True)
class Live:
    """One live cell. ``parts`` are the cells a sum expects a figure in; ``subject`` is the line's id or name."""

    at: CellRef
    kind: Kind
    label: str
    formula: Formula
    operands: Mapping[str, Operand]
    parts: tuple[CellRef, ...] = ()
    subject: str = ""

    @cached_property
    def excel(self) -> str:
        """The live formula as Excel text, without the leading ``=``."""
        return to_excel(self.formula, {name: _address(place, self.at.sheet) for name, place in self.operands.items()})

    @cached_property
    def _plain_excel(self) -> str:
        return _plain(self.excel)

    def is_formula(self, text: str) -> bool:
        """Whether Excel text is the live formula, perhaps in another spelling."""
        return text == self.excel or _plain(text) == self._plain_excel

    @cached_property
    def cells(self) -> Mapping[str, CellRef | tuple[CellRef, ...]]:
        """The operands, areas cell by cell."""
        return {name: place if isinstance(place, CellRef) else (*place,) for name, place in self.operands.items()}

    def with_parts(self, parts: tuple[CellRef, ...]) -> "Live":
        """The same live cell, expecting figures in other cells; what was worked out of its formula stays known."""
        other = Live(self.at, self.kind, self.label, self.formula, self.operands, parts, self.subject)
        vars(other).update(
            excel=self.excel, _plain_excel=self._plain_excel, cells=self.cells, single_cells=self.single_cells,
            reading=self.reading, _operand_cells=self._operand_cells,
        )  # fmt: skip
        return other

    @cached_property
    def single_cells(self) -> tuple[CellRef, ...]:
        """The operands that are one cell."""
        return tuple(place for place in self.operands.values() if isinstance(place, CellRef))

    @cached_property
    def reading(self) -> Callable[[Mapping[str, Cells]], Result]:
        """The formula as a function of its operands, for arithmetic in the context ``EXACT``."""
        return reading_of(self.formula)

    @cached_property
    def reads(self) -> frozenset[CellRef]:
        """Every cell that the result depends on, also whether it is filled in."""
        return self._operand_cells.union(self.parts)

    @cached_property
    def _operand_cells(self) -> frozenset[CellRef]:
        operands = ((place,) if isinstance(place, CellRef) else place for place in self.cells.values())
        return frozenset(cell for cells in operands for cell in cells)


def _plain(formula: str) -> str:
    return formula.replace("$", "").replace("'", "").replace(" ", "").upper()


def _address(place: Operand, home: str) -> str:
    if place.sheet == home:
        return place.a1
    absolute = ":".join(
        _absolute(cell) for cell in ([place] if isinstance(place, CellRef) else [place.first, place.last])
    )
    return f"{place.sheet}!{absolute}"


def _absolute(cell: CellRef) -> str:
    letters = cell.a1.rstrip("0123456789")
    return f"${letters}${cell.row}"
