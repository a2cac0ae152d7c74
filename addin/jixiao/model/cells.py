"""Where something stands: a cell, a rectangle of cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_A1 = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number of a column, counted from 1: A → 1, AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class CellRef(NamedTuple):
    """One cell: sheet name, row and column counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address as Excel writes it, without the sheet: ``D44``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"《{self.sheet}》!{self.a1}"

    def shift(self, rows: int = 0, columns: int = 0) -> "CellRef":
        """The cell so many rows down and columns to the right."""
        return CellRef(self.sheet, self.row + rows, self.column + columns)


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells on one sheet; its edges are included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        """The address without the sheet: ``D8:D11``; one cell gives ``D8``."""
        first, last = self.first.a1, self.last.a1
        return first if first == last else f"{first}:{last}"

    @property
    def first(self) -> CellRef:
        """The upper left cell."""
        return CellRef(self.sheet, self.top, self.left)

    @property
    def last(self) -> CellRef:
        """The lower right cell."""
        return CellRef(self.sheet, self.bottom, self.right)

    def __iter__(self) -> Iterator[CellRef]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield CellRef(self.sheet, row, column)

    def __contains__(self, cell: object) -> bool:
        return (
            isinstance(cell, CellRef)
            and cell.sheet == self.sheet
            and self.top <= cell.row <= self.bottom
            and self.left <= cell.column <= self.right
        )


def parse_a1(text: str) -> tuple[int, int] | None:
    """Row and column of an A1 address (``$`` allowed), or None where it is none or off the sheet."""
    match = _A1.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def parse_area(sheet: str, text: str) -> Area | None:
    """The area that ``B2:C9`` or ``B2`` names on a sheet, or None where the text is no address."""
    first, _, last = text.partition(":")
    start, end = parse_a1(first), parse_a1(last or first)
    if start is None or end is None:
        return None
    (row1, column1), (row2, column2) = start, end
    return Area(sheet, min(row1, row2), min(column1, column2), max(row1, row2), max(column1, column2))
