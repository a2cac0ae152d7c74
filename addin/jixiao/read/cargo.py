"""What a 汇总表 carries of its roundup in the hidden sheet: texts of any length under a key, cut into pieces.

They stand in columns M and N of ``_jixiao``, apart from the passport (A and B) and its runs (F to K).
"""

from collections.abc import Iterator, Mapping

from jixiao.model import names
from jixiao.model.book import Book, Edit
from jixiao.model.cells import CellRef

CARGO_COLUMN = 13
PIECE = 8_000
"""Excel takes 32,767 characters a cell, but only 8,203 of an add-in that writes several at once (old versions)."""

_MOST_PIECES = 5_000


def pieces_of(key: str, text: str) -> Iterator[tuple[str, str]]:
    """A text as pieces that fit a cell: ``key_1``, ``key_2`` …; an empty text gives none."""
    for number, start in enumerate(range(0, len(text), PIECE), 1):
        yield f"{key}_{number}", text[start : start + PIECE]


def read_cargo(book: Book, key: str) -> str:
    """The text under a key; "" where the book carries none. It is untrusted: what reads it must bear anything."""
    pieces = _pieces(book)
    found: list[str] = []
    while len(found) < _MOST_PIECES and (name := f"{key}_{len(found) + 1}") in pieces:
        found.append(pieces[name])
    return "".join(found)


def cargo_edits(book: Book, cargo: Mapping[str, str]) -> Iterator[Edit]:
    """Edits that put these texts in the place of all that is carried; only cells that change."""
    lines = [piece for key, text in cargo.items() for piece in pieces_of(key, text)]
    sheet = book.sheets.get(names.INNER_SHEET)
    old = {place: cell.value for place, cell in sheet.cells.items()} if sheet else {}
    last = max((row for row, column in old if column in (CARGO_COLUMN, CARGO_COLUMN + 1)), default=0)
    for row in range(1, max(last, len(lines)) + 1):
        for offset in (0, 1):
            text = lines[row - 1][offset] if row <= len(lines) else None
            if old.get((row, CARGO_COLUMN + offset)) != text:
                yield Edit(CellRef(names.INNER_SHEET, row, CARGO_COLUMN + offset), text)


def _pieces(book: Book) -> Mapping[str, str]:
    sheet = book.sheets.get(names.INNER_SHEET)
    cells = sheet.cells if sheet else {}
    return {
        str(cell.value): str(text.value)
        for (row, column), cell in cells.items()
        if column == CARGO_COLUMN and (text := cells.get((row, CARGO_COLUMN + 1))) is not None
    }
