"""A plain list as a workbook: title, what it is of, a table ready to print."""

import io
from collections.abc import Sequence
from datetime import datetime

from jixiao.compute.calculate import Calculation
from jixiao.template.canvas import LINE_HEIGHT, MARGIN, Canvas, Looks, lines_of


def build_list(
    title: str, note: str, headings: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]
) -> bytes:
    """The bytes of an .xlsx with one list; every cell is text, also what looks like a formula or a number."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title, "author": "", "created": datetime(2021, 1, 1)})
    canvas = Canvas(title, book.add_worksheet(title), Looks(book), {}, Calculation({}, {}))
    canvas.widths(widths)
    canvas.row(1, 36)
    canvas.merge(canvas.area(1, 1, 1, len(headings)), "title", title)
    canvas.merge(canvas.area(2, 1, 2, len(headings)), "caption_wrapped", note)
    canvas.row(3, 24)
    for column, text in enumerate(headings, 1):
        canvas.label(canvas.at(3, column), text, "head")
    for row, texts in enumerate(rows, 4):
        _row(canvas, row, texts, widths)
    canvas.sheet.freeze_panes(3, 0)
    canvas.sheet.autofilter(2, 0, 2 + len(rows), len(headings) - 1)
    canvas.paper(landscape=True, area=canvas.area(1, 1, 3 + len(rows), len(headings)), repeat=3)
    book.close()
    return buffer.getvalue()


def _row(canvas: Canvas, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    lines = max(lines_of(text, width) for text, width in zip(texts, widths, strict=True))
    canvas.row(row, max(22.0, lines * LINE_HEIGHT + 4 * MARGIN), grows=True)
    for column, text in enumerate(texts, 1):
        canvas.label(canvas.at(row, column), text, "text")
