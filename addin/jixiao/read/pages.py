"""A book with its cells indexed by row, so that looking for tables takes time in proportion to its cells."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.model.book import Book, Cell, Sheet
from jixiao.model.cells import Area

_LONGEST_WORDS = 120
"""A longer text is neither a heading nor a label."""


def plain(value: object) -> str:
    """A cell's text without any white space and with half-width signs, to compare words by."""
    return "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else ""


def without_note(words: str) -> str:
    """A heading without the formula or unit in brackets behind it: ``执行率(B/A)`` → ``执行率``."""
    return _NOTE.sub("", words)


_NOTE = re.compile(r"\((?:[A-Za-z0-9/÷×*=+%.,:;、-]|万|元|分|人|单位){1,30}\)$")


@dataclass(frozen=True)
class Page:
    """One sheet by rows: row → column → cell, and row → column → plain words; both from left to right.

    ``last`` is the last row that holds anything, ``tall`` tells of merges of several rows: upper left cell → last row.
    """

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    words: Mapping[int, Mapping[int, str]]
    last: int
    tall: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def is_top_of_merge(self, row: int, column: int) -> bool:
        """Whether a merged cell of several rows begins there."""
        return (row, column) in self.tall

    def value(self, row: int, column: int) -> object:
        """The value of a cell, or None."""
        cell = self.rows.get(row, {}).get(column)
        return None if cell is None else cell.value

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell as it stands, "" where there is none or no text."""
        value = None if column is None else self.value(row, column)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class Pages:
    """All sheets of a book by name, and its defined names that still name cells of a sheet it has."""

    title: str
    pages: Mapping[str, Page]
    names: Mapping[str, Area]


def pages_of(book: Book) -> Pages:
    """Index a book."""
    named = {name: area for name, area in book.names.items() if area is not None and area.sheet in book.sheets}
    return Pages(book.title, {name: _page(sheet) for name, sheet in book.sheets.items()}, named)


def _page(sheet: Sheet) -> Page:
    rows: dict[int, dict[int, Cell]] = {}
    words: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        rows.setdefault(row, {})[column] = cell
        if isinstance(cell.value, str) and len(cell.value) <= _LONGEST_WORDS:
            words.setdefault(row, {})[column] = plain(cell.value)
    tall = {(area.top, area.left): area.bottom for area in sheet.merged if area.bottom > area.top}
    return Page(sheet.name, sheet.hidden, rows, words, max(rows, default=0), tall)
