"""The rows of worksheet parts in the plain spelling, one by one: those of a template come again in every workbook.

What was read of a row is kept under its very text, so that a workbook costs about as much as what differs in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.plain_cells import Place, ReadCell, read_cell
from jixiao.hosts.xlsx.plain_grid import ROW_NUMBER
from jixiao.model.book import Cell

_END = "</row>"
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*+'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?/>)*+'
_REST = re.compile(_EMPTY)
_HEAD = re.compile(rf'{_EMPTY}<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')

_COMMON_ROW, _COMMON_CELL = 16_384, 1_000
_KEPT_CHARACTERS, _KEPT_STYLES = 4_000_000, 4
"""Of rows and of cells that are kept, for one set of styles each; they take about three times their characters."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row and the empty ones before it: ``rows`` as (number, the rest of the tag), and the cells in their order.

    A cell that shows a shared string is still without it: ``shown`` tells its place, the string's number, the format.
    ``count``: how many cells hold something.
    """

    rows: tuple[tuple[str, str], ...]
    cells: Mapping[Place, Cell]
    shown: tuple[tuple[Place, int, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows of a grid."""

    rows: list[tuple[str, str]]
    cells: dict[Place, Cell]
    count: int


def read_rows(grid: str, around: Surroundings, longest: int) -> ReadGrid | None:
    """The rows between ``<sheetData>`` and its end; None where one is spelled in any other way, or has a text that is
    ``longest`` or more. Dates stay as they are stored.
    """
    *texts, rest = grid.split(_END)
    if _REST.fullmatch(rest) is None or max(map(len, texts), default=0) >= longest:
        return None
    reader, found = _readers.under(around.formats), ReadGrid([], {}, 0)
    rows, cells, strings, count = found.rows, found.cells, around.strings, 0
    try:
        for text in texts:
            row = reader.rows.get(text) or reader.row(text)
            rows += row.rows
            cells |= row.cells
            count += row.count
            for place, number, format in row.shown:
                cells[place] = tuple.__new__(Cell, (strings[number], None, format))
    except (ValueError, IndexError):
        return None
    rows += _tags(rest)
    return ReadGrid(rows, cells, count)


_Of = TypeVar("_Of")


class _Known(dict[str, _Of]):
    """What was read of texts; forgotten all at once where they become too many."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._characters, self._longest = 0, longest

    def keep(self, text: str, read: _Of) -> None:
        """Keep what was read of a text, unless that is a long one."""
        if len(text) > self._longest:
            return
        self._characters += len(text)
        if self._characters > _KEPT_CHARACTERS:
            self.clear()
            self._characters = len(text)
        self[text] = read


class _Reader:
    """Reads rows of workbooks that have the same styles, and knows those that it read."""

    def __init__(self, formats: Mapping[str, str]) -> None:
        self.rows = _Known[ReadRow](_COMMON_ROW)
        self.formats = formats
        self._cells = _Known[ReadCell](_COMMON_CELL)

    def row(self, text: str) -> ReadRow:
        """What a row holds; raises ValueError where it is in any other spelling."""
        head, *pieces = text.split("<c ")
        tag = _HEAD.fullmatch(head)
        if tag is None:
            raise ValueError(text)
        number, cells, shown, count = int(tag[1]), dict[Place, Cell](), dict[Place, tuple[Place, int, str]](), 0
        known = self._cells.get
        for piece in pieces:
            place, cell, string, format = known(piece) or self._cell(piece)
            if place[0] != number:
                raise ValueError(text)
            if cell is not None:
                cells[place] = cell
                count += 1
                if string >= 0:
                    shown[place] = (place, string, format)
                elif shown:
                    shown.pop(place, None)  # of two cells in one place the last one counts
        found = ReadRow(tuple(_tags(head)), cells, tuple(shown.values()), count)
        self.rows.keep(text, found)
        return found

    def _cell(self, text: str) -> ReadCell:
        found = read_cell(text, self.formats)
        self._cells.keep(text, found)
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


def _tags(text: str) -> list[tuple[str, str]]:
    """Number and other attributes of each row."""
    return [(number, before + behind) for before, number, behind in _TAGS.findall(text)]
