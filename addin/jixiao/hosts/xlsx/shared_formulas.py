"""Shared formulas spelled out: the text a cell's formula has when its master's is moved to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jixiao.model.cells import MAX_COLUMN, MAX_ROW, column_letters, column_number

LONGEST_FORMULA = 8_192

# What moves: a cell, whole columns, whole rows. What stays is skipped over whole, with the references inside it:
# texts, sheet names in quotes, what stands in brackets (table columns, other files), names and functions. One
# that is never closed is no formula; to look no further keeps the time in proportion to the length.
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\] | (?P<unclosed>["'\[])
    | (?P<cell>(?P<column_fixed>\$?)(?P<column>[A-Z]{1,3})(?P<row_fixed>\$?)(?P<row>[1-9][0-9]{0,6})(?![\w.(\[!\\?]))
    | (?P<columns>(?P<first>\$?[A-Z]{1,3}):(?P<last>\$?[A-Z]{1,3})(?![\w.(\[!\\?$]))
    | (?P<rows>(?P<top>\$?[1-9][0-9]{0,6}):(?P<bottom>\$?[1-9][0-9]{0,6})(?![\w.(\[!\\?]))
    | [\w.\\?]+ | .
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column in a reference; ``fixed`` is its dollar sign, or nothing."""

    number: int
    fixed: str
    is_column: bool

    def moved(self, by: int) -> str | None:
        """How it reads so many rows or columns further on, or None off the sheet."""
        number = self.number if self.fixed else self.number + by
        if not 1 <= number <= (MAX_COLUMN if self.is_column else MAX_ROW):
            return None
        return self.fixed + (column_letters(number) if self.is_column else str(number))


class SharedFormula:
    """A formula that many cells share: the text of its master cell, without ``=``."""

    def __init__(self, text: str, row: int, column: int) -> None:
        self.text = text
        self._row, self._column = row, column

    def at(self, row: int, column: int) -> str | None:
        """The formula as it reads in another cell, or None where it is none or its references leave the sheet."""
        pieces = self._pieces
        if pieces is None:
            return None
        moved = []
        for piece in pieces:
            if isinstance(piece, str):
                moved.append(piece)
                continue
            line = piece.moved(column - self._column if piece.is_column else row - self._row)
            if line is None:
                return None
            moved.append(line)
        return "".join(moved) or None

    @cached_property
    def _pieces(self) -> list[str | _Line] | None:
        """Fixed text and the rows and columns between it, or None where the text is no formula."""
        if len(self.text) > LONGEST_FORMULA:
            return None
        pieces: list[str | _Line] = []
        done = 0
        for token in _TOKEN.finditer(self.text):
            if token["unclosed"]:
                return None
            lines = list(_lines(token))
            if all(isinstance(piece, str) or _is_on_sheet(piece) for piece in lines) and lines:
                pieces += [self.text[done : token.start()], *lines]
                done = token.end()
        return [*pieces, self.text[done:]]


def _is_on_sheet(line: _Line) -> bool:
    return line.number <= (MAX_COLUMN if line.is_column else MAX_ROW)


def _lines(token: re.Match[str]) -> Iterator[str | _Line]:
    """The parts of a reference; nothing for what is none."""
    match token.lastgroup:
        case "cell":
            yield _column(token["column_fixed"] + token["column"])
            yield _row(token["row_fixed"] + token["row"])
        case "columns":
            yield from (_column(token["first"]), ":", _column(token["last"]))
        case "rows":
            yield from (_row(token["top"]), ":", _row(token["bottom"]))


def _column(text: str) -> _Line:
    letters = text.lstrip("$").upper()
    return _Line(column_number(letters), text[: len(text) - len(letters)], is_column=True)


def _row(text: str) -> _Line:
    digits = text.lstrip("$")
    return _Line(int(digits), text[: len(text) - len(digits)], is_column=False)
