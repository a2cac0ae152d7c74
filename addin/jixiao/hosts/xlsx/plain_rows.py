"""The rows of worksheet parts in the plain spelling, one by one: those of a template come again in every workbook.

What was read of a row is kept under its very text, so that a workbook costs about as much as what differs in it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.kept import Known
from jixiao.hosts.xlsx.plain_cells import Place, ReadCell, read_cell
from jixiao.hosts.xlsx.plain_grid import ROW_NUMBER
from jixiao.hosts.xlsx.plain_text import plain_text
from jixiao.model.book import Cell

Tag = tuple[str, str]
Head = tuple[int, list[Tag]]
Shown = tuple[Place, int, str]
"""A cell that shows a shared string: its place, the string's number, the format."""

_END = b"</row>"
_ROW = itemgetter(0)
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*+'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?/>)*+'
_REST = re.compile(_EMPTY)
_HEAD = re.compile(rf'{_EMPTY}<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')

_COMMON_ROW, _COMMON_CELL = 16_384, 1_000
_KEPT_BYTES, _KEPT_STYLES = 4_000_000, 4
"""Of rows and of cells that are kept, for one set of styles each; they take about four times their bytes."""


class ReadRow:
    """A row and the empty ones before it: ``rows`` as (number, the rest of the tag), and the cells in their order.

    ``count``: how many cells hold something.
    """

    __slots__ = ("_cells", "_last", "_numbers", "_shown", "count", "rows")

    def __init__(self, rows: list[Tag], cells: dict[Place, Cell], shown: tuple[Shown, ...], count: int) -> None:
        self.rows, self.count, self._cells, self._shown = rows, count, cells, shown
        self._numbers = itemgetter(*(number for _, number, _ in shown)) if shown else None
        self._last: tuple[object, dict[Place, Cell]] = None, cells

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


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows of a grid."""

    rows: list[Tag]
    cells: dict[Place, Cell]
    count: int


def read_rows(grid: bytes, around: Surroundings, longest: int) -> ReadGrid | None:
    """The rows between ``<sheetData>`` and its end; None where one is spelled in any other way, or has a text that is
    ``longest`` or more. Dates stay as they are stored.
    """
    *texts, last = grid.split(_END)
    rest = plain_text(last)
    if rest is None or _REST.fullmatch(rest) is None or _is_too_long(texts, longest):
        return None
    reader, strings = _readers.under(around.formats), around.strings
    rows, cells, count, known = list[Tag](), dict[Place, Cell](), 0, reader.rows.get
    try:
        for text in texts:
            row = known(text) or reader.row(text)
            rows += row.rows
            cells |= row.cells(strings)
            count += row.count
    except (ValueError, IndexError):
        return None
    rows += _tags(rest)
    return ReadGrid(rows, cells, count)


def _is_too_long(texts: list[bytes], longest: int) -> bool:
    """Whether one of the texts may hold so many characters; they are counted only where the bytes are so many."""
    if max(map(len, texts), default=0) < longest:
        return False
    return any(len(text.decode(errors="replace")) >= longest for text in texts)


class _Reader:
    """Reads rows of workbooks that have the same styles, and knows those that it read."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        self.rows = Known[bytes, ReadRow](_KEPT_BYTES, _COMMON_ROW)
        self.formats = formats
        self._heads = Known[bytes, Head](_KEPT_BYTES, _COMMON_CELL)
        self._cells = Known[bytes, ReadCell](_KEPT_BYTES, _COMMON_CELL)

    def row(self, text: bytes) -> ReadRow:
        """What a row holds; raises ValueError where it is in any other spelling."""
        head, *pieces = text.split(b"<c ")
        number, rows = self._heads.get(head) or self._head(head)
        known = [*map(self._cells.get, pieces)]
        read = [one or self._cell(piece) for one, piece in zip(known, pieces, strict=True)]
        if not {*map(_ROW, read)} <= {number}:
            raise ValueError(text)
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
        found = ReadRow(rows, cells, tuple(shown.values()), held)
        self.rows.keep(text, found)
        return found

    def _head(self, data: bytes) -> Head:
        text = _decoded(data)
        tag = _HEAD.fullmatch(text)
        if tag is None:
            raise ValueError(text)
        found = int(tag[1]), _tags(text)
        self._heads.keep(data, found)
        return found

    def _cell(self, data: bytes) -> ReadCell:
        found = read_cell(_decoded(data), self.formats)
        self._cells.keep(data, found)
        return found


class _Readers:
    """The readers for the sets of styles last seen."""

    def __init__(self) -> None:
        self._known: list[_Reader] = []

    def under(self, formats: Mapping[str, str]) -> _Reader:
        """The one for workbooks with these very styles."""
        for number, reader in enumerate(self._known):
            if reader.formats is formats:
                if number:
                    self._known.insert(0, self._known.pop(number))
                return reader
        self._known.insert(0, _Reader(formats))
        del self._known[_KEPT_STYLES:]
        return self._known[0]


_readers = _Readers()


def _decoded(data: bytes) -> str:
    """A piece of a part as text; raises ValueError where it is none."""
    text = plain_text(data)
    if text is None:
        raise ValueError(data)
    return text


def _tags(text: str) -> list[Tag]:
    """Number and other attributes of each row."""
    return [(number, before + behind) for before, number, behind in _TAGS.findall(text)]
