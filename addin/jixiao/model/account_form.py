"""Where the tables of final accounts stand in one workbook."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.model.cells import Area, CellRef


@dataclass(frozen=True)
class PanelForm:
    """One panel: the columns found (id → column), its fixed lines (id → row), the rows for lines by code.

    ``label`` and ``code`` are the columns of names and codes, ``level`` that of the marks off the paper by which the
    lines are known that no other contains; 0 where there is none. Without lines by code, ``last`` is below ``first``.
    ``digits``: how long codes are.
    """

    sheet: str
    columns: Mapping[str, int]
    lines: Mapping[str, int]
    label: int
    code: int = 0
    level: int = 0
    first: int = 1
    last: int = 0
    digits: tuple[int, ...] = ()

    @property
    def rows(self) -> range:
        """The rows for lines by code."""
        return range(self.first, self.last + 1)

    def at(self, row: int, column: str) -> CellRef | None:
        """The cell of a column in a row; None where the panel lacks the column."""
        number = self.columns.get(column)
        return None if number is None else CellRef(self.sheet, row, number)

    def area(self, column: str) -> Area | None:
        """The cells of a column in the lines by code."""
        number = self.columns.get(column)
        return Area(self.sheet, self.first, number, self.last, number) if number and self.rows else None


@dataclass(frozen=True)
class AccountForm:
    """One table: its heading (``top`` to ``header``), its last row, its panels in the order of the framework."""

    id: str
    sheet: str
    top: int
    header: int
    last: int
    panels: tuple[PanelForm, ...]

    def at(self, line: str, column: str) -> CellRef | None:
        """The cell of a fixed line and a column; None where the workbook lacks it."""
        for panel in self.panels:
            if line in panel.lines:
                return panel.at(panel.lines[line], column)
        return None

    @property
    def area(self) -> Area:
        """The whole table on paper with its headings."""
        columns = [column for panel in self.panels for column in (*panel.columns.values(), panel.label, panel.code)]
        return Area(self.sheet, self.top, min(filter(None, columns)), self.last, max(columns))
