"""The cells of worksheet parts in the plain spelling, by their text: those of a template come again in every workbook.

What was read of a cell, and of what stands between it and the next one, is kept under its very text, so that a cell
costs one look-up, and reading only where its text is new.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.hosts.xlsx.kept import Known
from jixiao.hosts.xlsx.plain_cells import Begin, Place, read_cell
from jixiao.hosts.xlsx.plain_grid import ROW_NUMBER
from jixiao.hosts.xlsx.plain_text import plain_text
from jixiao.model.book import Cell

COMMON = 1_000
"""Bytes of the longest cell, and characters of the longest text, that are kept."""

_COMMON_VALUE = 4 + len(b"</v></c>")
"""Bytes of the longest figure, and of what ends its cell, that are kept: longer ones are one unit's own."""

_KEPT_BYTES, _KEPT_GAPS = 6_000_000, 200_000
"""Of cells and of what stands between them that are kept; they take about four times their bytes."""

_KEPT_TEXTS, _KEPT_FORMATS = 100_000, 64
"""Characters of the texts that are kept for a format, and for so many of them."""

Tag = tuple[str, str]
"""Of a row its number, and the rest of its tag."""

Gap = tuple[int, tuple[Tag, ...]]
"""What stands between two cells: the row that the next one belongs to (0 where there is none), and the rows that begin
there."""


class Showing(Known[str, Cell]):
    """The cells of one format that show shared strings, by these: labels and words come again in every workbook."""

    def __init__(self, format: str, most: int) -> None:
        super().__init__(most, COMMON)
        self._format = format

    def __missing__(self, text: str) -> Cell:
        cell: Cell = tuple.__new__(Cell, (text, None, self._format))
        self.keep(text, cell)
        return cell


Standing = tuple[int, int, Place, tuple[Tag, ...]]
"""Where a cell stands: its row, that of the next cell, its place, and the rows that begin behind it."""

ReadCell = tuple[Standing, Place, Cell | None, int, Showing | None]
"""A cell with the gap behind it, and what it holds; the number of the shared string that it shows, and how."""

# Groups are repeated greedily: Python before 3.11.5 fails on possessive ones with choices inside (gh-106052).
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?(?:/>|></row>))*'
_GAP = re.compile(rf'{_EMPTY}(?:<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>)?')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')
_VALUE, _VALUE_END, _CELL_END, _ROW_END = b"<v>", b"</v></c>", b"</c>", b"</row>"


class KnownCells(Known[bytes, ReadCell]):
    """The cells of workbooks that have the same styles, by their text; reads those that are not known.

    ``longest``: the bytes of a cell that are too many; those that are kept are fewer.
    """

    def __init__(self, formats: Mapping[str, str]) -> None:
        super().__init__(_KEPT_BYTES, COMMON)
        self._formats = formats
        self._begins = Known[bytes, Begin](_KEPT_BYTES, COMMON)
        self._gaps = _Gaps()
        self.longest = 0
        self._showing: dict[str, Showing] = {}

    def __missing__(self, data: bytes) -> ReadCell:
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
            cell, string = begin.cell_of(value)
            place, format = begin.place, begin.format
            row = place[0]
        after, tags = self._gaps[gap] if gap else (row, ())
        showing = None if string < 0 else self._showing_in(format)
        found = (row, after, place, tags), place, cell, string, showing
        if not mark or string >= 0 or len(behind) - len(gap) <= _COMMON_VALUE:
            self.keep(data, found)
        return found

    def _showing_in(self, format: str) -> Showing:
        found = self._showing.get(format)
        if found is None:
            is_one_too_many = len(self._showing) == _KEPT_FORMATS
            found = Showing(format, 0 if is_one_too_many else _KEPT_TEXTS)
            if not is_one_too_many:
                self._showing[format] = found
        return found


class _Gaps(Known[bytes, Gap]):
    """What stands behind the last cells of rows, by its text."""

    def __init__(self) -> None:
        super().__init__(_KEPT_GAPS, COMMON)

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


beginning = lru_cache(maxsize=64)(read_gap)


def _end_of_cell(data: bytes) -> int:
    """The byte behind the cell that a text begins with."""
    stop = data.find(b">")
    return stop + 1 if data[stop - 1 : stop] == b"/" else data.find(_CELL_END) + len(_CELL_END)


def _decoded(data: bytes) -> str:
    """A piece of a part as text; raises ValueError where it is none."""
    text = plain_text(data)
    if text is None:
        raise ValueError(data)
    return text
