"""Changes to the workbooks of the tests: cells by name, rows, columns and sheets; and tables that are not ours."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from jixiao.compute.calculate import excel_formula
from jixiao.compute.live import live_cells
from jixiao.fill.run_line import with_run_line
from jixiao.model.book import Book, Cell, Edit, ErrorValue, Sheet, Value, with_edits
from jixiao.model.cells import MAX_COLUMN, Area, CellRef, column_number, parse_a1, parse_area
from jixiao.model.names import INNER_SHEET
from jixiao.read.form import choose_framework
from jixiao.read.runs import END_AT, FIRST_COLUMN
from workbooks import FRAMEWORK_ID, entry_formats, form_of, formatted, place


def changed(
    book: Book,
    set: Mapping[str, Any] | None = None,
    clear: Iterable[str] = (),
    format: Mapping[str, str] | None = None,
) -> Book:
    """The book with cells set and emptied. ``{formula = …, value = …}`` sets a formula, ``{error = "#REF!"}`` an error.

    An emptied live cell gets its formula back, as 计算 gives it back.
    """
    form = form_of(book)
    lives = {live.at: live for live in live_cells(form, choose_framework(book))}
    edits = []
    for address in clear:
        at = place(form, address)
        edits.append(Edit(at, None, excel_formula(lives[at]) if at in lives and form.ours else None))
    for address, content in (set or {}).items():
        edits.append(_edit(place(form, address), content))
    blank = entry_formats() if form.ours and form.fund and choose_framework(book).id == FRAMEWORK_ID else {}
    formats = {at: code for at, code in blank.items() if book.cell(at) == Cell()}
    return formatted(
        with_edits(book, edits), formats | {place(form, key): code for key, code in (format or {}).items()}
    )


def _edit(at: CellRef, content: Any) -> Edit:
    if not isinstance(content, dict):
        return Edit(at, value_of(content))
    if "error" in content:
        return Edit(at, ErrorValue(content["error"]), content.get("formula"))
    return Edit(at, value_of(content.get("value")), content["formula"])


def value_of(content: Any) -> Value:
    """A value of a TOML file as a cell holds it."""
    return Decimal(content) if isinstance(content, int) and not isinstance(content, bool) else content


def with_rows(book: Book, sheet: str, before: int, count: int = 1) -> Book:
    """The book with rows inserted, as a spreadsheet does it: cells, merges, names and formulas move along."""

    def row(number: int) -> int:
        return number + count if number >= before else number

    def moved(area: Area) -> Area:
        is_here = area.sheet == sheet
        return replace(area, top=row(area.top), bottom=row(area.bottom)) if is_here else area

    def formulas(home: str, cell: Cell) -> Cell:
        return cell if cell.formula is None else cell._replace(formula=_shifted(cell.formula, home, sheet, row))

    sheets = {
        name: replace(old, cells={place: formulas(name, cell) for place, cell in old.cells.items()})
        for name, old in book.sheets.items()
    }
    old = sheets[sheet]
    cells = {(row(at), column): cell for (at, column), cell in old.cells.items()}
    sheets[sheet] = replace(old, cells=cells, merged=tuple(moved(area) for area in old.merged))
    names = {name: area and moved(area) for name, area in book.names.items()}
    return replace(book, sheets=sheets, names=names)


_REFERENCE = re.compile(
    r"(?:(?P<sheet>'[^']+'|[^\s'!:,()$]+)!)?"
    r"(?P<cells>\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
)
_ROW = re.compile(r"[0-9]+")


def _shifted(formula: str, home: str, sheet: str, row: Callable[[int], int]) -> str:
    """A formula of the sheet ``home`` after the rows of ``sheet`` moved."""
    tokens = Tokenizer(f"={formula}").items
    for token in tokens:
        match = _REFERENCE.fullmatch(token.value) if token.subtype == Token.RANGE else None
        if match and (match["sheet"] or home).strip("'") == sheet:
            before = token.value[: match.start("cells")]
            token.value = before + _ROW.sub(lambda number: str(row(int(number[0]))), match["cells"])
    return "".join(token.value for token in tokens)


def without_column(book: Book, sheet: str, column: int) -> Book:
    """The book with a column deleted; a name of nothing but that column no longer names anything."""

    def left(number: int) -> int:
        return number - 1 if number > column else number

    def narrowed(area: Area) -> Area | None:
        if area.sheet != sheet:
            return area
        if area.left == area.right == column:
            return None
        right = area.right - 1 if area.right >= column else area.right
        return replace(area, left=left(area.left), right=right)

    cells = {(row, left(at)): cell for (row, at), cell in book.sheets[sheet].cells.items() if at != column}
    shrunk = replace(book.sheets[sheet], cells=cells, merged=())
    return replace(book, sheets={**book.sheets, sheet: shrunk},
                   names={name: area and narrowed(area) for name, area in book.names.items()})  # fmt: skip


def with_moved_column(book: Book, sheet: str, column: int, before: int) -> Book:
    """The book with a column cut and inserted before another one; the names of its cells move along."""
    order = [number for number in range(1, MAX_COLUMN + 1) if number != column]
    order.insert(order.index(before), column)
    place = {old: new for new, old in enumerate(order, 1)}

    def moved(area: Area) -> Area:
        is_one_column = area.sheet == sheet and area.left == area.right
        return replace(area, left=place[area.left], right=place[area.left]) if is_one_column else area

    cells = {(row, place[at]): cell for (row, at), cell in book.sheets[sheet].cells.items()}
    sheets = {**book.sheets, sheet: replace(book.sheets[sheet], cells=cells, merged=())}
    return replace(book, sheets=sheets, names={name: area and moved(area) for name, area in book.names.items()})


def with_runs(book: Book, count: int) -> Book:
    """The book after so many runs of 计算, a minute apart, that left its figures as they are."""
    for number in range(1, count + 1):
        time, work = f"2026-11-22 {8 + number // 60:02}:{number % 60:02}:00", Edit(_FREE, Decimal(number))
        book = with_edits(book, with_run_line(book, [work], "计算", time))
    return book


_FREE = CellRef(INNER_SHEET, 1, 26)


def is_of_runs(sheet: str, column: int) -> bool:
    """Whether a cell may be one of the lines that tell of the runs of our commands."""
    return sheet == INNER_SHEET and FIRST_COLUMN <= column <= END_AT.column


def with_hidden(book: Book, places: Iterable[str]) -> Book:
    """The book with rows (``自评表!8``) and columns (``自评表!H``) hidden, as by hand or by a filter."""
    sheets = dict(book.sheets)
    for name, line in (text.split("!") for text in places):
        sheet = sheets[name]
        rows = {int(line)} if line.isdigit() else set[int]()
        columns = set[int]() if line.isdigit() else {column_number(line)}
        sheets[name] = replace(
            sheet, hidden_rows=sheet.hidden_rows | rows, hidden_columns=sheet.hidden_columns | columns
        )
    return replace(book, sheets=sheets)


def without_sheet(book: Book, sheet: str) -> Book:
    """The book with a sheet deleted; the names on it no longer name anything."""
    names = {name: None if area and area.sheet == sheet else area for name, area in book.names.items()}
    return replace(book, sheets={name: item for name, item in book.sheets.items() if name != sheet}, names=names)


def tables(sheets: Mapping[str, Any], title: str = "公开表.xlsx") -> Book:
    """A workbook that is not ours: rows of values by sheet, from a corner on, with merged areas."""
    found = {}
    for name, sheet in sheets.items():
        top, left = parse_a1(sheet.get("corner", "A1")) or (1, 1)
        cells = {
            (top + row, left + column): _cell(content)
            for row, contents in enumerate(sheet["rows"])
            for column, content in enumerate(contents)
            if content != ""
        }
        merged = tuple(area for text in sheet.get("merged", ()) if (area := parse_area(name, text)))
        found[name] = Sheet(name, cells, merged, sheet.get("hidden", False))
    return Book(title, found)


def _cell(content: Any) -> Cell:
    """A value, or ``{value, formula, format, error}``."""
    if not isinstance(content, dict):
        return Cell(value_of(content))
    value = ErrorValue(content["error"]) if "error" in content else value_of(content.get("value"))
    return Cell(value, content.get("formula"), content.get("format", "General"))
