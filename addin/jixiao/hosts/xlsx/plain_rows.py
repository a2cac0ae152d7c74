"""The rows of worksheet parts in the plain spelling, cell by cell: those of a template come again in every workbook.

What was read of a cell, and of what stands between it and the next one, is kept under its very text, so that a
workbook costs one look-up a cell, and reading only where a text is new.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import cast

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.kept import Known
from jixiao.hosts.xlsx.plain_cells import Begin, Place, read_cell
from jixiao.hosts.xlsx.plain_grid import ROW_NUMBER
from jixiao.hosts.xlsx.plain_text import plain_text
from jixiao.model.book import Cell

_COMMON = 1_000
_KEPT_BYTES, _KEPT_GAPS, _KEPT_STYLES = 6_000_000, 200_000, 4
"""Of cells and of what stands between them that are kept, for one set of styles each; they take about four times
their bytes."""

_KEPT_TEXTS, _KEPT_FORMATS = 100_000, 64
"""Characters of the texts that are kept for a format, and for so many of them."""

Tag = tuple[str, str]
"""Of a row its number, and the rest of its tag."""

Gap = tuple[int, tuple[Tag, ...]]
"""What stands between two cells: the row that the next one belongs to (0 where there is none), and the rows that begin
there."""


class _Showing(Known[str, Cell]):
    """The cells of one format that show shared strings, by these: labels and words come again in every workbook."""

    def __init__(self, format: str, most: int) -> None:
        super().__init__(most, _COMMON)
        self._format = format

    def __missing__(self, text: str) -> Cell:
        cell = Cell(text, None, self._format)
        self.keep(text, cell)
        return cell


_Read = tuple[int, int, Place, Cell | None, int, _Showing | None, tuple[Tag, ...]]
"""A cell and the gap behind it: its row, that of the next cell, and the rest of both in this order."""
_Held = tuple[int, int, Place, Cell, int, _Showing | None, tuple[Tag, ...]]

_ROW, _AFTER, _HELD, _TAGS_BEHIND = itemgetter(0), itemgetter(1), itemgetter(3), itemgetter(6)

# Groups are repeated greedily: Python before 3.11.5 fails on possessive ones with choices inside (gh-106052).
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?(?:/>|></row>))*'
_GAP = re.compile(rf'{_EMPTY}(?:<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>)?')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')
_VALUE, _VALUE_END, _CELL_END, _ROW_END = b"<v>", b"</v></c>", b"</c>", b"</row>"


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
    if longest <= _COMMON:
        return None
    before, *pieces = grid.split(b"<c ")
    known = _readers.under(around.formats)
    known.longest = longest
    try:
        row, tags = _beginning(before)
        read = [*map(known.__getitem__, pieces)]
        held = cast("list[_Held]", [*filter(_HELD, read)])
        cells = _cells(held, around.strings)
    except (ValueError, IndexError):
        return None
    if [*map(_ROW, read), 0] != [row, *map(_AFTER, read)]:
        return None
    rows = [*tags]
    for one in filter(_TAGS_BEHIND, read):
        rows += one[6]
    return ReadGrid(rows, cells, len(held))


def _cells(held: Sequence[_Held], strings: Sequence[str]) -> dict[Place, Cell]:
    """The cells with the shared strings that they show; of two in one place the last one counts."""
    return {
        place: cell if showing is None else showing[strings[string]] for _, _, place, cell, string, showing, _ in held
    }


class _Cells(Known[bytes, _Read]):
    """The cells of workbooks that have the same styles, by their text; reads those that are not known.

    ``longest``: the bytes of a cell that are too many; those that are kept are fewer.
    """

    def __init__(self, formats: Mapping[str, str]) -> None:
        super().__init__(_KEPT_BYTES, _COMMON)
        self._formats = formats
        self._begins = Known[bytes, Begin](_KEPT_BYTES, _COMMON)
        self.gaps = _Gaps()
        self.longest = 0
        self._showing: dict[str, _Showing] = {}

    def __missing__(self, data: bytes) -> _Read:
        if len(data) >= self.longest:
            raise ValueError(data)
        before, mark, behind = data.partition(_VALUE)
        begin = self._begins.get(before) if mark else None
        if begin is None:
            end = _end_of_cell(data)
            begin, (row, place, cell, string, format) = read_cell(_decoded(data[:end]), self._formats)
            gap = data[end:]
            if mark:
                self._begins.keep(before, begin)
        else:
            value, is_ended, gap = behind.partition(_VALUE_END)
            if not is_ended:
                raise ValueError(data)
            row, place, cell, string, format = begin.cell_of(value)
        after, tags = self.gaps[gap] if gap else (row, ())
        found = (row, after, place, cell, string, None if string < 0 else self._showing_in(format), tags)
        self.keep(data, found)
        return found

    def _showing_in(self, format: str) -> _Showing:
        found = self._showing.get(format)
        if found is None:
            is_one_too_many = len(self._showing) == _KEPT_FORMATS
            found = _Showing(format, 0 if is_one_too_many else _KEPT_TEXTS)
            if not is_one_too_many:
                self._showing[format] = found
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
