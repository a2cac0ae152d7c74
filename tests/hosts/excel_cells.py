"""The cells of the stand-in for Excel: what an entry becomes, what a protected sheet refuses."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.model.cells import Area

if TYPE_CHECKING:
    from hosts.excel_double import SheetDouble

CALL_REJECTED, APPLICATION_ERROR = -2147418111, -2146827284
ERROR_NUMBERS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#REF!": -2146826265}
NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(\.[0-9]+)?%?|[0-9]{1,4}[-/年][0-9]{1,2}([-/月][0-9]{1,2}日?)?")


class ComError(Exception):
    """What pywin32 raises: ``pywintypes.com_error``."""

    def __init__(self, hresult: int, source: int | None = None) -> None:
        super().__init__(hresult, "refused", None, None)
        self.hresult = hresult
        self.excepinfo = None if source is None else (0, "Microsoft Excel", "refused", None, 0, source)


@dataclass
class CellDouble:
    value: object = None
    formula: str | None = None
    number_format: str = "General"
    locked: bool = True


@dataclass
class Traffic:
    """The calls so far.

    ``refusals`` are raised one by one before calls get through again; ``busy`` are the numbers of the calls that
    Excel is too busy for.
    """

    calls: Counter[str] = field(default_factory=Counter)
    refusals: list[Exception] = field(default_factory=list)
    refuse_writing_at: str = ""
    busy: range = range(0)

    def call(self, name: str) -> None:
        self.calls[name] += 1
        if self.total in self.busy:
            raise ComError(CALL_REJECTED)
        if self.refusals:
            raise self.refusals.pop(0)

    @property
    def total(self) -> int:
        return self.calls.total()


class RangeDouble:
    def __init__(self, sheet: "SheetDouble", area: Area) -> None:
        self._sheet, self._area, self._traffic = sheet, area, sheet.traffic
        self.api = RangeCom(self)

    def cells(self) -> list[CellDouble]:
        return [self._sheet.cell(at.row, at.column) for at in self._area]

    def common(self, name: str) -> object:
        """What all the cells have in common, or None."""
        self._traffic.call(name)
        found = {getattr(cell, name) for cell in self.cells()}
        return found.pop() if len(found) == 1 else None

    def grid(self, flat: list[object]) -> object:
        width = self._area.right - self._area.left + 1
        rows = tuple(tuple(flat[at : at + width]) for at in range(0, len(flat), width))
        return flat[0] if len(flat) == 1 else rows

    @property
    def address(self) -> str:
        self._traffic.call("address")
        return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", self._area.a1)

    @property
    def number_format(self) -> object:
        return self.common("number_format")

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._traffic.call("number_format =")
        self._refuse_protected()
        for cell in self.cells():
            cell.number_format = code

    @property
    def merge_cells(self) -> bool | None:
        self._traffic.call("merge_cells")
        found = {any(at in area for area in self._sheet.merged) for at in self._area}
        return found.pop() if len(found) == 1 else None

    @property
    def merge_area(self) -> "RangeDouble":
        self._traffic.call("merge_area")
        around = [area for area in self._sheet.merged if self._area.first in area]
        return RangeDouble(self._sheet, around[0] if around else self._area)

    @property
    def formula(self) -> object:
        self._traffic.call("formula")
        return self.grid([_formula(cell) for cell in self.cells()])

    @formula.setter
    def formula(self, rows: list[list[object]]) -> None:
        self._traffic.call("formula =")
        self._refuse_protected()
        if self._area.a1 == self._traffic.refuse_writing_at:
            raise ComError(-2147352567, APPLICATION_ERROR)
        is_block = self._area.first != self._area.last
        for at, typed in zip(self._area, [cell for row in rows for cell in row], strict=True):
            if not self._sheet.is_covered(at) and not (is_block and at.row in self._sheet.filtered_out):
                self._sheet.type_in(self._sheet.cell(at.row, at.column), typed)

    def _refuse_protected(self) -> None:
        if self._sheet.password is not None and any(cell.locked for cell in self.cells()):
            raise ComError(-2147352567, APPLICATION_ERROR)

    def select(self) -> None:
        self._traffic.call("select")
        assert self._sheet.book.active is self._sheet
        self._sheet.book.excel.chosen[self._sheet.title] = self


class RangeCom:
    def __init__(self, cells: RangeDouble) -> None:
        self._cells = cells

    @property
    def Value2(self) -> object:
        self._cells._traffic.call("Value2")
        return self._cells.grid([ERROR_NUMBERS.get(str(c.value), c.value) for c in self._cells.cells()])

    @property
    def Locked(self) -> object:
        return self._cells.common("locked")


def _formula(cell: CellDouble) -> object:
    if cell.formula is not None:
        return f"={cell.formula}"
    return "" if cell.value is None else cell.value


def retyped(typed: object) -> object:
    if not isinstance(typed, str):
        return typed
    if typed.upper() in ("TRUE", "FALSE"):
        return typed.upper() == "TRUE"
    if NUMBER.fullmatch(typed):
        return 44_197.0 if re.search("[-/年]", typed[1:]) else _number(typed)
    return typed or None


def _number(typed: str) -> float:
    number = float(typed.rstrip("%").replace(",", ""))
    return number / 100 if typed.endswith("%") else number
