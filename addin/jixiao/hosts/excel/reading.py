"""Reading an open workbook block by block: the way left where no copy of it can be saved or read."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import TypeVar

from jixiao.errors import UnreadableWorkbook
from jixiao.hosts.defined_names import named_areas
from jixiao.hosts.excel.addresses import area_at
from jixiao.hosts.excel.protection import block
from jixiao.hosts.excel.protocol import BookLike, RangeLike, SheetLike
from jixiao.hosts.excel.session import Patience
from jixiao.hosts.xlsx.cell_values import EPOCH_1900, EPOCH_1904, decimal_of
from jixiao.model.book import Book, Cell, ErrorValue, Sheet, Value
from jixiao.model.cells import Area
from jixiao.read.dates import has_day

T = TypeVar("T")

MAX_CELLS = 2_000_000
MAX_QUESTIONS = 2_000
"""How often Excel is asked for the formats of one sheet's parts; it answers some 1,000 times a second."""

SHIFT_1904 = (EPOCH_1904 - EPOCH_1900).days
VISIBLE = -1
TOO_LARGE = "“{name}”的工作表《{sheet}》已用区域过大（{area}），请删去多余的空行、空列并保存后再试。"

_FIRST_ERROR = -2146828288
_ERRORS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""What Excel shows for its error numbers, which reach us as whole numbers counted from ``_FIRST_ERROR``."""


def read_blocks(book: BookLike, name: str, patience: Patience) -> Book:
    """The open workbook of this name in a few calls a sheet.

    Merged areas and number formats take a call for each piece that differs. Raises UnreadableWorkbook where a
    used range is huge.
    """
    shift = SHIFT_1904 if patience(lambda: book.api.Date1904) else 0
    found = patience(lambda: list(book.sheets))
    sheets = {sheet.name: sheet for sheet in [patience(partial(_read_sheet, name, shift, each)) for each in found]}
    definitions = patience(lambda: [(each.name, each.refers_to or "") for each in book.names])
    of_the_book = [(defined, text) for defined, text in definitions if "!" not in defined]
    return Book(name, sheets, named_areas(of_the_book, sheets))


def read_cells(sheet: SheetLike, area: Area) -> dict[tuple[int, int], Cell]:
    """The non-empty cells of an area in two calls, without their number formats."""
    cells = block(sheet, area)
    values, formulas = _flat(cells.api.Value2), _flat(cells.formula)
    read = ((at, _cell(value, text)) for at, value, text in zip(area, values, formulas, strict=True))
    return {(at.row, at.column): cell for at, cell in read if cell is not None}


def number_formats(sheet: SheetLike, area: Area) -> dict[tuple[int, int], str]:
    """The number format of each cell of an area; cells are left out where the formats change too often."""
    pieces = _uniform(area, lambda piece: block(sheet, piece).number_format)
    return {(at.row, at.column): code for piece, code in pieces for at in piece}


def is_visible(sheet: SheetLike) -> bool:
    """Whether the user sees the sheet's tab; Excel has two ways to hide one."""
    return int(sheet.visible) in (VISIBLE, 1)


def _read_sheet(book_name: str, date_shift: int, sheet: SheetLike) -> Sheet:
    area = used_area(sheet)
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > MAX_CELLS:
        raise UnreadableWorkbook(TOO_LARGE.format(name=book_name, sheet=area.sheet, area=area.a1))
    cells, formats = read_cells(sheet, area), number_formats(sheet, area)
    formatted = {at: _formatted(cell, formats.get(at, "General"), date_shift) for at, cell in cells.items()}
    return Sheet(area.sheet, formatted, tuple(_merged(sheet, area)), not is_visible(sheet))


def _formatted(cell: Cell, code: str, date_shift: int) -> Cell:
    """The cell with its format; a date is counted from 1900, whatever the workbook counts from."""
    if date_shift and isinstance(cell.value, Decimal) and has_day(code):
        return Cell(cell.value + date_shift, cell.formula, code)
    return cell._replace(number_format=code)


def used_area(sheet: SheetLike) -> Area:
    """The rectangle around everything on a sheet; its first cell where it is empty."""
    return _area(sheet.name, sheet.used_range)


def _area(sheet_name: str, cells: RangeLike) -> Area:
    return area_at(sheet_name, cells.address) or Area(sheet_name, 1, 1, 1, 1)


def _merged(sheet: SheetLike, area: Area) -> list[Area]:
    """The merged areas that reach into an area, each asked for once."""
    found: list[Area] = []
    for piece, merged in _uniform(area, lambda piece: block(sheet, piece).merge_cells):
        for at in piece if merged else ():
            if not any(at in known for known in found):
                single = sheet.range((at.row, at.column), (at.row, at.column))
                found.append(_area(area.sheet, single.merge_area))
    return sorted(found)


def _uniform(area: Area, ask: Callable[[Area], T | None]) -> Iterator[tuple[Area, T]]:
    """Pieces of an area for which Excel has one answer: halved again where the answer is None (mixed)."""
    waiting = [area]
    for _ in range(MAX_QUESTIONS):
        if not waiting:
            return
        piece = waiting.pop()
        answer = ask(piece)
        if answer is not None:
            yield piece, answer
        else:
            waiting += _halves(piece)


def _halves(area: Area) -> Sequence[Area]:
    """Columns are parted before rows, since a column of a form mostly looks the same all the way down."""
    sheet, top, left, bottom, right = area.sheet, area.top, area.left, area.bottom, area.right
    if left < right:
        middle = (left + right) // 2
        return Area(sheet, top, left, bottom, middle), Area(sheet, top, middle + 1, bottom, right)
    if top < bottom:
        middle = (top + bottom) // 2
        return Area(sheet, top, left, middle, right), Area(sheet, middle + 1, left, bottom, right)
    return ()


def _flat(answer: object) -> list[object]:
    """A block's cells row by row; Excel gives a scalar for one cell and rows for several."""
    if not isinstance(answer, (list, tuple)):
        return [answer]
    return [cell for row in answer for cell in (row if isinstance(row, (list, tuple)) else (row,))]


def _cell(value: object, text: object) -> Cell | None:
    """A cell from its value and its formula text, which for a typed text that begins with ``=`` is itself."""
    if isinstance(text, str) and text.startswith("=") and text != value:
        return Cell(_value(value), text[1:])
    return None if value in (None, "") else Cell(_value(value))


def _value(raw: object) -> Value:
    """What COM delivers as one of our values: numbers are doubles, errors are whole numbers of one range."""
    if isinstance(raw, bool) or raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, int) and 2000 <= raw - _FIRST_ERROR < 2100:
        return ErrorValue(_ERRORS.get(raw - _FIRST_ERROR, "#VALUE!"))
    return decimal_of(raw) if isinstance(raw, float) else Decimal(str(raw))
