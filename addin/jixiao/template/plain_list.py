"""A plain list as a workbook: title, what it is of, a table ready to print."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.template.canvas import Canvas
from jixiao.template.text_book import TextBook
from jixiao.template.text_room import LINE_HEIGHT, MARGIN, lines_of

Listed = str | Decimal
"""A cell: a text, also one that looks like a formula or a number, or a figure."""

_CENTS = -2
"""The exponent of an amount with two decimals, which is printed with its thousands apart."""

_LEAST_HEIGHT, _HEAD_HEIGHT = 22.0, 24


def build_list(
    title: str, note: str, headings: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Listed]]
) -> bytes:
    """The bytes of an .xlsx with one list."""
    book = TextBook(title)
    canvas = book.sheet(title)
    canvas.widths(widths)
    canvas.row(1, 36)
    canvas.merge(canvas.area(1, 1, 1, len(headings)), "title", title)
    canvas.merge(canvas.area(2, 1, 2, len(headings)), "caption_wrapped", note)
    draw_list(canvas, 3, headings, widths, rows)
    return book.content()


def draw_list(
    canvas: Canvas,
    top: int,
    headings: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Listed]],
    centred: Sequence[bool] = (),
) -> None:
    """A table at the end of a sheet, its headings in row ``top``: with a filter, and the headings on every page.

    ``centred``: the columns whose texts are short figures, such as points.
    """
    canvas.row(top, _HEAD_HEIGHT)
    for column, text in enumerate(headings, 1):
        canvas.label(canvas.at(top, column), text, "head")
    for row, values in enumerate(rows, top + 1):
        _row(canvas, row, values, widths, centred or [False] * len(headings))
    last = top + len(rows)
    canvas.sheet.freeze_panes(top, 0)
    canvas.sheet.autofilter(top - 1, 0, last - 1, len(headings) - 1)
    canvas.paper(landscape=True, area=canvas.area(1, 1, last, len(headings)), repeat=top)


def _row(canvas: Canvas, row: int, values: Sequence[Listed], widths: Sequence[float], centred: Sequence[bool]) -> None:
    lines = max(lines_of(str(value), width) for value, width in zip(values, widths, strict=True))
    canvas.row(row, max(_LEAST_HEIGHT, lines * LINE_HEIGHT + 4 * MARGIN), grows=True)
    for column, (value, is_centred) in enumerate(zip(values, centred, strict=True), 1):
        canvas.label(canvas.at(row, column), value, _look(value, is_centred))


def _look(value: Listed, is_centred: bool) -> str:
    if isinstance(value, Decimal):
        return "amount" if value.as_tuple().exponent == _CENTS else "figure"
    return "text_center" if is_centred else "text"
