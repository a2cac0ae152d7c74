"""Editing workbooks for the tests: as the product writes them, and with cells changed."""

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import load_framework
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Cell, Sheet
from jixiao.model.cells import CellRef
from jixiao.template.editing.compiling import Compiled, compile_book
from jixiao.template.editing.pages import pages
from jixiao.template.editing.write import write_book
from jixiao.template.source import load_source


def written(template: str) -> bytes:
    source = load_source(template)
    return write_book(pages(load_framework(source.framework), source))


@cache
def editing_book(template: str) -> Book:
    """The workbook of a template as the host reads it from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "编制.xlsx"
        path.write_bytes(written(template))
        return read_book(path, with_formulas=True)


def changed(book: Book, cells: Mapping[CellRef, Cell]) -> Book:
    """The book with other cells in these places."""
    sheets = dict(book.sheets)
    for at, cell in cells.items():
        sheet = sheets[at.sheet]
        sheets[at.sheet] = Sheet(sheet.name, {**sheet.cells, at[1:]: cell}, sheet.merged)
    return Book(book.title, sheets)


def labelled(book: Book, sheet: str, text: str, columns: int = 1, rows: int = 0, nth: int = 0) -> CellRef:
    """The cell so many columns right of, or rows below, the one with this text."""
    places = sorted(at for at, cell in book.sheets[sheet].cells.items() if cell.value == text)
    row, column = places[nth]
    return CellRef(sheet, row + rows, column + columns)


def faults(book: Book) -> list[str]:
    """What is said about a workbook, a line a mistake."""
    try:
        compile_book(book, may_replace=True)
    except BrokenFramework as error:
        return [line.strip() for line in str(error).split("\n")[1:]] or [str(error)]
    return []


def compiled(book: Book) -> Compiled:
    return compile_book(book, may_replace=True)
