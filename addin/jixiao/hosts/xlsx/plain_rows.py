"""The rows of worksheet parts in the plain spelling, cell by cell: those of a template come again in every workbook.

What was read of a cell, and of what stands between it and the next one, is kept under its very text, so that a
workbook costs one look-up a cell, and reading only where a text is new.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.kept import Known
from jixiao.hosts.xlsx.plain_cells import Begin, Place, ReadCell, read_cell
from jixiao.hosts.xlsx.plain_grid import ROW_NUMBER
from jixiao.hosts.xlsx.plain_text import plain_text
from jixiao.model.book import Cell

Tag = tuple[str, str]
"""Of a row its number, and the rest of its tag."""

Gap = tuple[int, tuple[Tag, ...]]
"""What stands between two cells: the row that the next one belongs to (0 where there is none), and the rows that begin
there."""

_Read = tuple[int, int, Place, Cell | None, int, str, tuple[Tag, ...]]
"""A cell and the gap behind it: its row, that of the next cell, and the rest of both in this order."""
_Held = tuple[int, int, Place, Cell, int, str, tuple[Tag, ...]]

# Groups are repeated greedily: Python before 3.11.5 fails on possessive ones with choices inside (gh-106052).
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?(?:/>|></row>))*'
_GAP = re.compile(rf'{_EMPTY}(?:<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>)?')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')
_CELL_END, _ROW_END = b"</c>", b"</row>"

_COMMON = 1_000
_KEPT_BYTES, _KEPT_GAPS, _KEPT_STYLES = 6_000_000, 200_000, 4
"""Of cells and of what stands between them that are kept, for one set of styles each; they take about four times
their bytes."""


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows of a grid; ``count``: how many cells hold something."""

    rows: list[Tag]
    cells: dict[Place, Cell]
    count: int


def read_rows(grid: bytes, around: Surroundings, longest: int) -> ReadGrid | None:
    """The rows between ``<sheetData>`` and its end; None where one is spelled in any other way, or has a text that is
    ``longest`` or more. Dates stay as they are stored.
    """
    before, *pieces = grid.split(b"<c ")
    if longest <= _COMMON or max(map(len, pieces), default=0) >= longest:
        return None
    known = _readers.under(around.formats)
    try:
        row, tags = _beginning(before)
        read = [*map(known.__getitem__, pieces)]
        held = cast("list[_Held]", [one for one in read if one[3] is not None])
        cells = _cells(held, around.strings)
    except (ValueError, IndexError):
        return None
    if [one[0] for one in read] + [0] != [row] + [one[1] for one in read]:
        return None
    rows = [*tags]
    for more in [one[6] for one in read if one[6]]:
        rows += more
    return ReadGrid(rows, cells, len(held))


def _cells(held: Sequence[_Held], strings: Sequence[str]) -> dict[Place, Cell]:
    """The cells with the shared strings that they show; of two in one place the last one counts."""
    new = tuple.__new__
    return {
        place: cell if string < 0 else new(Cell, (strings[string], None, format))
        for _, _, place, cell, string, format, _ in held
    }


class _Cells(Known[bytes, _Read]):
    """The cells of workbooks that have the same styles, by their text; reads those that are not known."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        super().__init__(_KEPT_BYTES, _COMMON)
        self._formats = formats
        self._begins = Known[bytes, Begin](_KEPT_BYTES, _COMMON)
        self.gaps = _Gaps()

    def __missing__(self, data: bytes) -> _Read:
        end = _end_of_cell(data)
        row, place, cell, string, format = self._cell(data[:end])
        after, tags = self.gaps[data[end:]] if end < len(data) else (row, ())
        found = (row, after, place, cell, string, format, tags)
        self.keep(data, found)
        return found

    def _cell(self, data: bytes) -> ReadCell:
        before, mark, behind = data.partition(b"<v>")
        begin = self._begins.get(before) if mark else None
        if begin is not None:
            return begin.cell_ending(_decoded(behind))
        begin, found = read_cell(_decoded(data), self._formats)
        if mark:
            self._begins.keep(before, begin)
        return found


class _Gaps(Known[bytes, Gap]):
    """What stands behind the last cells of rows, by its text."""

    def __init__(self) -> None:
        super().__init__(_KEPT_GAPS, _COMMON)

    def __missing__(self, data: bytes) -> Gap:
        if not data.startswith(_ROW_END):
            raise ValueError(data)
        found = read_gap(data[len(_ROW_END) :])
        self.keep(data, found)
        return found


def read_gap(data: bytes) -> Gap:
    """Empty rows, and the beginning of one that is not; raises ValueError where they are in any other spelling."""
    text = _decoded(data)
    found = _GAP.fullmatch(text)
    if found is None:
        raise ValueError(text)
    tags = tuple((number, before + behind) for before, number, behind in _TAGS.findall(text))
    return int(found[1] or 0), tags


_beginning = lru_cache(maxsize=64)(read_gap)


def _end_of_cell(data: bytes) -> int:
    """The byte behind the cell that a text begins with."""
    stop = data.find(b">")
    return stop + 1 if data[stop - 1 : stop] == b"/" else data.find(_CELL_END) + len(_CELL_END)


class _Readers:
    """What was read of workbooks with the sets of styles last seen."""

    def __init__(self) -> None:
        self._known: list[tuple[Mapping[str, str], _Cells]] = []

    def under(self, formats: Mapping[str, str]) -> _Cells:
        """The cells of workbooks with these very styles."""
        for number, (known, cells) in enumerate(self._known):
            if known is formats:
                if number:
                    self._known.insert(0, self._known.pop(number))
                return cells
        self._known.insert(0, (formats, _Cells(formats)))
        del self._known[_KEPT_STYLES:]
        return self._known[0][1]


_readers = _Readers()


def _decoded(data: bytes) -> str:
    """A piece of a part as text; raises ValueError where it is none."""
    text = plain_text(data)
    if text is None:
        raise ValueError(data)
    return text
