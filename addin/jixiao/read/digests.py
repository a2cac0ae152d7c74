"""Short digests: of texts, and of all that a workbook holds."""

import json
from decimal import Decimal
from hashlib import sha256

from jixiao.model import names
from jixiao.model.book import Book, ErrorValue, Value

DIGITS = 32
"""Hexadecimal digits of a digest."""

_NOT_CONTENT = frozenset({names.INNER_SHEET, "审核结果", "审核结果（jixiao）"})
"""Sheets that are ours to write; the list of findings goes by its defined names first."""


def digest(*texts: str) -> str:
    """A short digest of texts in their order; two different lists never read as one."""
    return _short(texts)


def result_of(book: Book) -> str:
    """The digest of what a workbook holds: every value, typed or computed, with its place.

    Left out are our hidden sheet, 审核结果 and the 核对 columns that look it up, so that checking and clearing change
    nothing. Looks, formulas and what is hidden do not count. Numbers count with the 15 digits that Excel keeps.
    """
    results = {area.sheet for name in (names.RESULTS, names.RESULTS_SUMMARY) if (area := book.names.get(name))}
    beside = {(area.sheet, area.left) for name, area in book.names.items() if area and name.startswith(names.NOTE)}
    found = [
        (name, row, column, text)
        for name, sheet in book.sheets.items()
        if name not in results and name not in _NOT_CONTENT
        for (row, column), cell in sheet.cells.items()
        if (name, column) not in beside and (text := text_of(cell.value))
    ]
    return _short(sorted(found))


def text_of(value: Value) -> str:
    """A value as every host gives it back, also through a double; "" for an empty cell.

    A text is marked as one by a sign before it. LibreOffice gives a formula's truth value back as 1 or 0.
    """
    match value:
        case None:
            return ""
        case Decimal() | bool():
            return format(float(value) + 0.0, ".15g")
        case ErrorValue(text=text):
            return text
    return f"'{value}".replace("\r\n", "\n") if value else ""


def _short(content: object) -> str:
    return sha256(json.dumps(content).encode("ascii")).hexdigest()[:DIGITS]
