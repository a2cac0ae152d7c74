"""One row of a worksheet part in the plain spelling, as it was read, and what the next one like it differs in."""

from collections.abc import Callable, Mapping, Sequence
from itertools import compress, count
from operator import itemgetter, ne
from typing import Any

from jixiao.hosts.xlsx.plain_cells import Place, ReadCell
from jixiao.model.book import Cell

Tag = tuple[str, str]
Shown = tuple[Place, int, str]
"""A cell that shows a shared string: its place, the string's number, the format."""
_ROW = itemgetter(0)


class ReadRow:
    """A row and the empty ones before it: ``rows`` as (number, the rest of the tag), and the cells in their order.

    ``count``: how many cells hold something.
    """

    __slots__ = ("_cells", "_last", "_numbers", "_shown", "count", "rows")

    def __init__(self, rows: list[Tag], cells: dict[Place, Cell], shown: tuple[Shown, ...], count: int) -> None:
        self.rows, self.count, self._cells, self._shown = rows, count, cells, shown
        self._numbers: Callable[[Any], object] | None = None
        if shown:
            self._numbers = itemgetter(*(number for _, number, _ in shown))
        self._last: tuple[object, dict[Place, Cell]] = None, cells

    @property
    def is_simple(self) -> bool:
        """Whether no two cells are in one place."""
        return self.count == len(self._cells)

    def cells(self, strings: Sequence[str]) -> dict[Place, Cell]:
        """The cells with the shared strings that they show; nobody may change them.

        The same row mostly shows the same texts, also in the next workbook: those of the last one are at hand.
        """
        if self._numbers is None:
            return self._cells
        texts = self._numbers(strings)
        last, cells = self._last
        if last != texts:
            cells = dict(self._cells)
            for place, number, format in self._shown:
                cells[place] = tuple.__new__(Cell, (strings[number], None, format))
            self._last = texts, cells
        return cells

    def varied(self, changes: Mapping[Place, Cell]) -> "ReadRow":
        """The same row with other cells in places that hold one and show no shared string."""
        other = ReadRow.__new__(ReadRow)
        other.rows, other.count, other._shown, other._numbers = self.rows, self.count, self._shown, self._numbers
        other._cells = {**self._cells, **changes}
        texts, cells = self._last
        other._last = texts, {**cells, **changes} if self._shown else other._cells
        return other


class Head:
    """What stands before the cells of rows that begin alike, and the last such row.

    The rows of a template differ in a few values, from one workbook to the next: most of a row is that of the last.
    """

    __slots__ = ("_last", "_number", "_pieces", "_read", "_rows")

    def __init__(self, number: int, rows: list[Tag]) -> None:
        self._number, self._rows = number, rows
        self._last: ReadRow | None = None
        self._pieces: list[bytes] = []
        self._read: list[ReadCell] = []

    def row(self, pieces: list[bytes], known: Mapping[bytes, ReadCell], is_short: bool) -> ReadRow:
        """The row with these cells; raises ValueError where one belongs to another. ``known``: what each holds."""
        if self._last is not None and len(pieces) == len(self._pieces):
            read, found = self._like(self._last, pieces, known)
        else:
            read = [*map(known.__getitem__, pieces)]
            found = self._row_of(read)
        if is_short:
            self._last, self._pieces, self._read = found, pieces, read
        return found

    def _like(
        self, last: ReadRow, pieces: list[bytes], known: Mapping[bytes, ReadCell]
    ) -> tuple[list[ReadCell], ReadRow]:
        """The same of a row with as many cells as the last one."""
        read, changes, is_varied = self._read.copy(), dict[Place, Cell](), last.is_simple
        for at in compress(count(), map(ne, pieces, self._pieces)):
            before, now = read[at], known[pieces[at]]
            read[at] = now
            if now[1] == before[1] and before[2] is not None and now[2] is not None and before[3] < 0 and now[3] < 0:
                changes[now[1]] = now[2]
            else:
                is_varied = False
        return read, last.varied(changes) if is_varied else self._row_of(read)

    def _row_of(self, read: list[ReadCell]) -> ReadRow:
        if not {*map(_ROW, read)} <= {self._number}:
            raise ValueError(read)
        cells, shown, held = dict[Place, Cell](), dict[Place, Shown](), 0
        for _, place, cell, string, format in read:
            if cell is None:
                continue
            cells[place] = cell
            held += 1
            if string >= 0:
                shown[place] = (place, string, format)
            elif shown:
                shown.pop(place, None)  # of two cells in one place the last one counts
        return ReadRow(self._rows, cells, tuple(shown.values()), held)
