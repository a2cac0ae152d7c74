"""A page break anywhere in a printed table changes nothing of what is read and found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from casebook import FOLDER, book_of, cases_in
from jixiao import flow
from jixiao.model.book import Book, Cell
from jixiao.model.findings import Severity
from jixiao.read.form import choose_framework, read_form

BASES = {case.base: case for case in reversed(cases_in(FOLDER / "foreign_layouts.toml"))}
FEET: tuple[Sequence[str], ...] = ((), ("",), ("", "第 2 页", ""), ("— 3 —",), ("", "", "", "第2页，共5页", ""))
"""What stands at the end of a page: rows with one text in the third column, or empty ones."""


@cache
def _book(base: str) -> Book:
    """A workbook of the cases, without merges."""
    book = book_of(BASES[base])
    return replace(book, sheets={name: replace(sheet, merged=()) for name, sheet in book.sheets.items()})


def _breaks(base: str) -> Iterator[tuple[int, range, Sequence[str]]]:
    """Every second row of the scoring table, the heading above it, and one of the feet after the other."""
    form = read_form(_book(base), choose_framework(_book(base)))
    assert form.indicators is not None
    blocks = form.indicators.blocks or (form.indicators.table,)
    headings = {row for block in blocks for row in block.heading}
    for number, row in enumerate(form.indicators.rows[1::2]):
        block = next(block for block in reversed(blocks) if block.header < row.row)
        if row.row - 1 not in headings:
            yield row.row, block.heading, FEET[number % len(FEET)]


def _broken(base: str, before: int, heading: range, foot: Sequence[str]) -> Book:
    """The book with a page break above a row: the foot, the heading again, and the first-level indicator again."""
    book = _book(base)
    (sheet,) = book.sheets.values()
    count = len(foot) + len(heading)
    cells = {(row + count if row >= before else row, column): cell for (row, column), cell in sheet.cells.items()}
    cells |= {(before + number, 3): Cell(text) for number, text in enumerate(foot) if text}
    again = {(row, column): cell for (row, column), cell in sheet.cells.items() if row in heading}
    start = before + len(foot) - heading[0]
    cells |= {(row + start, column): cell for (row, column), cell in again.items()}
    if (before, 1) not in sheet.cells:
        above = max(row for row, column in sheet.cells if column == 1 and row < before)
        text = str(sheet.cells[above, 1].value).replace("（", " （") + "（续）"
        cells[before + count, 1] = Cell(text)
    return replace(book, sheets={sheet.name: replace(sheet, cells=cells)})


def _errors(book: Book) -> list[tuple[str, str, str, str]]:
    _, report = flow.check(book)
    errors = (finding for finding in report.findings if finding.severity is Severity.ERROR)
    return sorted((finding.code, finding.label, finding.printed, finding.expected) for finding in errors)


@pytest.mark.parametrize("base", ["转换的自评表", "一张大表", "分值写在名称里", "两行表头"])
def test_page_break_changes_nothing(base: str) -> None:
    wanted = _errors(_book(base))
    for before, heading, foot in _breaks(base):
        assert _errors(_broken(base, before, heading, foot)) == wanted, (before, foot)
