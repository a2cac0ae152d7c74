"""审核结果: an empty list for findings, the switch of the marks, and the helper columns that the marks look up."""

from jixiao.model.form import Form
from jixiao.model.results import RESULT_HEADINGS
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import MARKS_OFF, MARKS_ON, Canvas
from jixiao.template.layout import MARK_COLUMNS

HEADINGS = RESULT_HEADINGS
NOT_CHECKED_YET = "尚未审核。"
_ROW_HEIGHT = 44.25
ROWS = 14
"""Rows that come with a look; further findings are written below them all the same."""


def write_results(canvas: Canvas, form: Form) -> None:
    """The sheet as it is before the first check."""
    results = form.results
    assert results is not None  # laid out by template.layout
    canvas.widths([6, 7, 10, 9, 26, 11, 11, 18, 70, 8, 22, 2, 2, 14, 14, 14, 40, 14])
    canvas.sheet.set_row(0, 36)
    canvas.merge(canvas.area(1, 1, 1, 11), "title", "审核结果")
    canvas.merge(canvas.area(results.summary_at.row, 1, results.summary_at.row + 2, 9), "live_left")
    canvas.label(results.summary_at, NOT_CHECKED_YET, "live_left")
    canvas.label(canvas.at(results.marks_at.row, 10), "显示标记", "label")
    canvas.entry(results.marks_at, "choice", MARKS_ON)
    canvas.validate(
        canvas.area(results.marks_at.row, 11, results.marks_at.row, 11),
        rule.choice((MARKS_ON, MARKS_OFF), "显示标记", "打印前选“关”，纸上就没有颜色和记号。"),
    )
    _list(canvas, results.first)
    canvas.sheet.freeze_panes(results.first - 1, 0)
    canvas.paper(landscape=True, area=canvas.area(1, 1, results.first + ROWS - 1, 11), repeat=results.first - 1)
    helpers = MARK_COLUMNS.values()
    canvas.sheet.set_column(min(helpers) - 1, max(helpers) - 1, 14, None, {"hidden": True})
    canvas.protect()


def _list(canvas: Canvas, first: int) -> None:
    for column, text in enumerate(HEADINGS, 1):
        canvas.label(canvas.at(first - 1, column), text, "head")
    looks = ("live_text", "live_text", "live_text", "result_link", "formula_text", "live_points", "live_points",
             "formula_text", "formula_text", "live_text", "text")  # fmt: skip
    for row in range(first, first + ROWS):
        canvas.row(row, _ROW_HEIGHT, grows=True)
        for column, look in enumerate(looks, 1):
            canvas.label(canvas.at(row, column), "", look)
