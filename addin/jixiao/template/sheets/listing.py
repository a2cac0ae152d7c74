"""来源, 未计入, 计入提示, 复核重点: a title, a few lines, a table that is filled already."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.model.cells import CellRef
from jixiao.model.listing import FIRST_LINE, Link, ListedCell, ListedValue, Listing, Look, fitting
from jixiao.template.canvas import Canvas
from jixiao.template.text_room import LINE_HEIGHT, lines_of

_SPARE = 9
"""Points between the lines of a cell and its borders."""

_LOWEST = 24


def write_listing(canvas: Canvas, listing: Listing) -> None:
    """The whole sheet, on A4 across, its heading on every page."""
    for number, column in enumerate(listing.columns):
        canvas.sheet.set_column(number, number, column.width, canvas.looks[f"{column.look}_below"])
    canvas.row(1, 36)
    canvas.label(canvas.at(1, 1), listing.title, "page_title")
    for number, line in enumerate(listing.lines):
        canvas.label(canvas.at(FIRST_LINE + number, 1), line, "caption")
    for number, column in enumerate(listing.columns, 1):
        canvas.label(canvas.at(listing.header, number), column.heading, "head")
    canvas.row(listing.header, 28)
    for number, row in enumerate(listing.body, listing.header + 1):
        _row(canvas, listing, number, row)
    canvas.sheet.freeze_panes(listing.header, 0)
    canvas.paper(landscape=True, area=None, repeat=listing.header)
    canvas.protect()


def _row(canvas: Canvas, listing: Listing, row: int, values: Sequence[ListedValue | ListedCell]) -> None:
    lines = 1
    for number, (value, column) in enumerate(zip(values, listing.columns, strict=True), 1):
        cell = value if isinstance(value, ListedCell) else ListedCell(value, column.look)
        write_value(canvas, canvas.at(row, number), cell)
        text = cell.value.text if isinstance(cell.value, Link) else cell.value if isinstance(cell.value, str) else ""
        lines = max(lines, lines_of(text, column.width - 1))
    canvas.row(row, max(_LOWEST, lines * LINE_HEIGHT + _SPARE))


def write_value(canvas: Canvas, at: CellRef, cell: ListedCell) -> None:
    """A value of a listing, a link as its formula. Text in a column of figures keeps to the left."""
    value = fitting(cell.value)
    if isinstance(value, Link):
        canvas.formula(at, value.formula, Look.LINK, value.text)
        return
    look = cell.look if isinstance(value, Decimal) or cell.look in (Look.TEXT, Look.CENTRED) else Look.CENTRED
    canvas.label(at, "" if value is None else value, look)
