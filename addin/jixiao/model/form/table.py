"""A table on a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.model.cells import Area, CellRef


@dataclass(frozen=True)
class Table:
    """A table on a sheet: its heading row, the columns found (role → column number), its data rows.

    ``first`` and ``last`` are the data rows without the total row; ``total`` is the total row or None. ``top`` is the
    first row of a heading of several rows, of which ``header`` is the last; 0 where it has one.
    """

    sheet: str
    header: int
    columns: Mapping[str, int]
    first: int
    last: int
    total: int | None = None
    top: int = 0

    @property
    def heading(self) -> range:
        """The rows of the heading."""
        return range(self.top or self.header, self.header + 1)

    def at(self, role: str, row: int) -> CellRef | None:
        """The cell of a column in a row; None where the table lacks that column."""
        column = self.columns.get(role)
        return None if column is None else CellRef(self.sheet, row, column)

    def area(self, role: str, first: int | None = None, last: int | None = None) -> Area | None:
        """The cells of a column from row ``first`` to ``last`` (by default all data rows)."""
        column = self.columns.get(role)
        if column is None:
            return None
        return Area(self.sheet, first or self.first, column, last or self.last, column)


@dataclass(frozen=True)
class MissingColumn:
    """A column of a known table that a returned workbook lacks, and the cell where it belongs."""

    table: str
    label: str
    role: str
    at: CellRef
