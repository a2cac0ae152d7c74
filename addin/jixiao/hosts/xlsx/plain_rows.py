"""The rows of worksheet parts in the plain spelling: those like one that was read before need little reading."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import cast

from jixiao.hosts.xlsx.alike_grids import AlikeGrid, ReadGrid, is_in_order, rows_of
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.known_cells import COMMON, KnownCells, ReadCell, Showing, Standing, Tag, beginning
from jixiao.hosts.xlsx.plain_cells import Place
from jixiao.hosts.xlsx.plain_grid import kinds_of
from jixiao.model.book import Cell

_Held = tuple[Standing, Place, Cell, int, Showing | None]
_HELD = itemgetter(2)

_Key = tuple[bytes, int, int]
"""What stands before the cells of a grid, how many they are, and the bytes of one that are too many."""

_STYLES, _GRIDS, _CELLS = 4, 32, 8_000
"""So many sets of styles are known at a time, and of each so many grids with so many cells; a cell takes a kilobyte."""

_MOST_CELLS, _MOST_BYTES = 2_000, 1 << 18
"""Cells and bytes of a grid that is kept."""


def read_rows(grid: bytes, around: Surroundings, longest: int) -> ReadGrid | None:
    """The rows between ``<sheetData>`` and its end; None where one is spelled in any other way, or has a text that is
    ``longest`` or more. Dates stay as they are stored.
    """
    if longest <= COMMON:
        return None
    pieces = grid.split(b"<c ")
    before = pieces.pop(0)
    reader = _readers.under(around.formats)
    try:
        return reader.read(before, pieces, around.strings, longest)
    except (ValueError, IndexError):
        return None


class _Reader:
    """The cells and the grids last read of workbooks that have the same styles."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        self._known = KnownCells(formats)
        self._last: dict[_Key, AlikeGrid] = {}

    def read(self, before: bytes, pieces: Sequence[bytes], strings: Sequence[str], longest: int) -> ReadGrid:
        """The grid with this before its cells and with cells of these texts. Raises ValueError or IndexError."""
        self._known.longest = longest
        key = before, len(pieces), longest
        last = self._last.pop(key, None)
        if last is not None:
            self._last[key] = last
        found = last and last.read(pieces, self._known, strings)
        return found or self._read_whole(key, pieces, strings)

    def _read_whole(self, key: _Key, pieces: Sequence[bytes], strings: Sequence[str]) -> ReadGrid:
        before = key[0]
        row, tags = beginning(before)
        read = [*map(self._known.__getitem__, pieces)]
        standing = [one[0] for one in read]
        if [*(one[0] for one in standing), 0] != [row, *(one[1] for one in standing)]:
            raise ValueError(before)
        grid = _grid(rows_of(tags, standing), read, strings)
        if is_in_order(read) and len(read) <= _MOST_CELLS and sum(map(len, (before, *pieces))) <= _MOST_BYTES:
            self._last[key] = AlikeGrid(tags, pieces, read, strings, grid.cells)
            while len(self._last) > _GRIDS or sum(count for _, count, _ in self._last) > _CELLS:
                del self._last[next(iter(self._last))]
        return grid


def _grid(rows: list[Tag], read: Sequence[ReadCell], strings: Sequence[str]) -> ReadGrid:
    """The grid of cells with the shared strings that they show; of two in one place the last one counts."""
    held = cast("list[_Held]", [*filter(_HELD, read)])
    cells = {place: cell if showing is None else showing[strings[string]] for _, place, cell, string, showing in held}
    return ReadGrid(rows, kinds_of(rows), cells, len(held))


class _Readers:
    """What was read of workbooks with the sets of styles last seen."""

    def __init__(self) -> None:
        self._known: list[tuple[Mapping[str, str], _Reader]] = []

    def under(self, formats: Mapping[str, str]) -> _Reader:
        """The reader of workbooks with these very styles."""
        for number, (known, reader) in enumerate(self._known):
            if known is formats:
                if number:
                    self._known.insert(0, self._known.pop(number))
                return reader
        self._known.insert(0, (formats, _Reader(formats)))
        del self._known[_STYLES:]
        return self._known[0][1]


_readers = _Readers()
