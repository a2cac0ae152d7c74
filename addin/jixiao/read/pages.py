"""A book with its cells indexed by row, so that looking for tables takes time in proportion to its cells."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TypeVar, overload

from jixiao.model.book import Book, Cell, Sheet
from jixiao.model.cells import Area
from jixiao.read.words import LONGEST_WORDS, remembered

_Default = TypeVar("_Default")


def plain(value: object) -> str:
    """A cell's text without any white space and with half-width signs, to compare words by."""
    if not isinstance(value, str):
        return ""
    return plain_words(value) if len(value) <= LONGEST_WORDS else _plain(value)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def stays_as_it_is(sign: str) -> bool:
    """Whether a last sign is surely that of the plain text, too: an ideograph, a digit, a letter, a full stop."""
    return "一" <= sign <= "鿿" or (sign.isascii() and sign.isalnum()) or sign in ("。", "%")


plain_words = remembered(_plain)
"""As ``plain``, for texts that are no longer than words are."""


def without_note(words: str) -> str:
    """A heading without the formula or unit in brackets behind it: ``执行率(B/A)`` → ``执行率``."""
    return _NOTE.sub("", words)


_NOTE = re.compile(r"\((?:[A-Za-z0-9/÷×*=+%.,:;、-]|万|元|分|人|单位){1,30}\)$")


class _Words(Mapping[int, Mapping[int, str]]):
    """The words of each row, made plain when somebody asks for them."""

    def __init__(self, rows: Mapping[int, Mapping[int, Cell]]) -> None:
        self._rows = rows
        self._known: dict[int, Mapping[int, str]] = {}

    @overload
    def get(self, row: int, /) -> Mapping[int, str] | None: ...

    @overload
    def get(self, row: int, /, default: Mapping[int, str] | _Default) -> Mapping[int, str] | _Default: ...

    def get(
        self, row: int, /, default: Mapping[int, str] | _Default | None = None
    ) -> Mapping[int, str] | _Default | None:
        """The words of a row, or the default where it has none."""
        words = self._known.get(row)
        if words is None:
            words = self._known[row] = _words_of(self._rows[row]) if row in self._rows else {}
        return words or default

    def __getitem__(self, row: int) -> Mapping[int, str]:
        words = self.get(row)
        if words is None:
            raise KeyError(row)
        return words

    def __iter__(self) -> Iterator[int]:
        return (row for row in self._rows if self.get(row))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _words_of(cells: Mapping[int, Cell]) -> dict[int, str]:
    texts = ((column, cell[0]) for column, cell in cells.items())
    return {column: plain_words(text) for column, text in texts if isinstance(text, str) and len(text) <= LONGEST_WORDS}


def _in_rows(cells: Iterable[tuple[tuple[int, int], Cell]]) -> dict[int, dict[int, Cell]] | None:
    """Cells by row and column; None where they do not come in order."""
    rows: dict[int, dict[int, Cell]] = {}
    at_row = at_column = 0
    for (row, column), cell in cells:
        if row != at_row:
            if row < at_row:
                return None
            found = rows[row] = {}
            at_row, at_column = row, 0
        elif column < at_column:
            return None
        at_column = column
        found[column] = cell
    return rows


@dataclass(frozen=True)
class Page:
    """One sheet, indexed as far as somebody looks at it."""

    sheet: Sheet

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden."""
        return self.sheet.hidden

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """Row → column → cell, both from left to right."""
        cells = self.sheet.cells.items()
        return _in_rows(cells) or _in_rows(sorted(cells, key=_place)) or {}

    @cached_property
    def words(self) -> Mapping[int, Mapping[int, str]]:
        """Row → column → plain words, both from left to right; rows without any are left out."""
        return _Words(self.rows)

    @property
    def last(self) -> int:
        """The last row that holds anything."""
        return max(self.rows, default=0)

    @cached_property
    def tall(self) -> Mapping[tuple[int, int], int]:
        """Merges of several rows: upper left cell → last row."""
        return {(area.top, area.left): area.bottom for area in self.sheet.merged if area.bottom > area.top}

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
    """All sheets of a book by name, and its defined names that still name cells of a sheet it has.

    ``unread``: names of cells on sheets that were not read; what has such a name is not to be looked for elsewhere.
    """

    title: str
    pages: Mapping[str, Page]
    names: Mapping[str, Area]
    unread: frozenset[str] = frozenset()


def pages_of(book: Book) -> Pages:
    """Index a book."""
    named, unread = _standing(book)
    return Pages(book.title, {name: Page(sheet) for name, sheet in book.sheets.items()}, named, unread)


def _standing(book: Book) -> tuple[Mapping[str, Area], frozenset[str]]:
    """The names of cells of a sheet that the book has, and those on sheets that were not read.

    The workbooks of one template have the same names: to see that they are takes less than to sort them.
    """
    for names, sheets, unread, found in _known:
        if names == book.names and sheets == [*book.sheets] and unread == book.unread:
            return found
    named = {name: area for name, area in book.names.items() if area is not None and area.sheet in book.sheets}
    elsewhere = frozenset(name for name, area in book.names.items() if area is not None and area.sheet in book.unread)
    _known.insert(0, (dict(book.names), [*book.sheets], book.unread, (named, elsewhere)))
    del _known[_TEMPLATES:]
    return named, elsewhere


_TEMPLATES = 4
"""So many templates' names are known at a time."""

_Standing = tuple[Mapping[str, Area], frozenset[str]]
_known: list[tuple[dict[str, Area | None], list[str], frozenset[str], _Standing]] = []

_place = itemgetter(0)
