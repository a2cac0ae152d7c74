"""The rows of worksheet parts in the plain spelling, one by one: those of a template come again in every workbook.

What was read of a row is kept under its very text, so that a workbook costs about as much as what differs in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.kept import Known
from jixiao.hosts.xlsx.plain_cells import Begin, Place, ReadCell, read_cell
from jixiao.hosts.xlsx.plain_grid import ROW_NUMBER
from jixiao.hosts.xlsx.plain_row import Head, ReadRow, Tag
from jixiao.hosts.xlsx.plain_text import plain_text
from jixiao.model.book import Cell

_END = b"</row>"
# Groups are repeated greedily: Python before 3.11.5 fails on possessive ones with choices inside (gh-106052).
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?/>)*'
_REST = re.compile(_EMPTY)
_HEAD = re.compile(rf'{_EMPTY}<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')

_COMMON_ROW, _LAST_ROW, _COMMON_CELL = 16_384, 4_096, 1_000
_KEPT_BYTES, _KEPT_HEADS, _KEPT_STYLES = 4_000_000, 100_000, 4
"""Of rows, of cells and of what begins rows that are kept, for one set of styles each; they take about four times
their bytes."""


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


class _Cells(Known[bytes, ReadCell]):
    """The cells of workbooks that have the same styles, by their text; reads those that are not known."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        super().__init__(_KEPT_BYTES, _COMMON_CELL)
        self._formats = formats
        self._begins = Known[bytes, Begin](_KEPT_BYTES, _COMMON_CELL)

    def __missing__(self, data: bytes) -> ReadCell:
        before, mark, behind = data.partition(b"<v>")
        begin = self._begins.get(before) if mark else None
        if begin is not None:
            found = begin.cell_ending(_decoded(behind))
        else:
            begin, found = read_cell(_decoded(data), self._formats)
            if mark:
                self._begins.keep(before, begin)
        self.keep(data, found)
        return found


class _Reader:
    """Reads rows of workbooks that have the same styles, and knows those that it read."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        self.rows = Known[bytes, ReadRow](_KEPT_BYTES, _COMMON_ROW)
        self.formats = formats
        self._heads = Known[bytes, Head](_KEPT_HEADS, _COMMON_CELL)
        self._cells = _Cells(formats)

    def row(self, text: bytes) -> ReadRow:
        """What a row holds; raises ValueError where it is in any other spelling."""
        begin, *pieces = text.split(b"<c ")
        head = self._heads.get(begin) or self._head(begin)
        found = head.row(pieces, self._cells, len(text) <= _LAST_ROW)
        self.rows.keep(text, found)
        return found

    def _head(self, data: bytes) -> Head:
        text = _decoded(data)
        tag = _HEAD.fullmatch(text)
        if tag is None:
            raise ValueError(text)
        found = Head(int(tag[1]), _tags(text))
        self._heads.keep(data, found)
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
