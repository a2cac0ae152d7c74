"""审核结果: an empty list for findings, the switch of the marks, and the helper columns that the marks look up."""

from dataclasses import replace

from jixiao.model.cells import Area
from jixiao.model.form import Form
from jixiao.model.results import RESULT_HEADINGS
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import MARKS_OFF, MARKS_ON, Canvas
from jixiao.template.layout import MARK_COLUMNS

HEADINGS = RESULT_HEADINGS
NOT_CHECKED_YET = "尚未审核。"
_ROW_HEIGHT, _TOP_HEIGHT = 44.25, 16.5
ROWS = 14
"""Rows that come with a look; those below get theirs when a finding is written there."""

_MOST = 2000
"""Rows that the filter reaches and that get a look when they are written."""

_WIDTHS = (6, 7, 10, 9, 26, 11, 11, 18, 70, 8, 22)
_LOOKS = ("live_text", "live_text", "live_text", "result_link", "formula_text", "live_points", "live_points",
          "formula_text", "formula_text", "live_text", "text")  # fmt: skip
_LAST = len(HEADINGS)


def write_results(canvas: Canvas, form: Form) -> None:
    """The sheet as it is before the first check."""
    results = form.results
    assert results is not None  # laid out by template.layout
    for column, (width, look) in enumerate(zip(_WIDTHS, _LOOKS, strict=True)):
        canvas.sheet.set_column(column, column, width, canvas.looks[f"{look}_below"])
    canvas.sheet.set_column(_LAST, min(MARK_COLUMNS.values()) - 2, 2)
    canvas.sheet.set_default_row(_ROW_HEIGHT)  # LibreOffice fits no row to what is written there later
    canvas.row(1, 36)
    for row in range(2, results.first):
        canvas.row(row, _TOP_HEIGHT)
    canvas.merge(canvas.area(1, 1, 1, _LAST), "title", "审核结果")
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
    canvas.paper(landscape=True, area=None, repeat=results.first - 1)
    helpers = MARK_COLUMNS.values()
    canvas.sheet.set_column(min(helpers) - 1, max(helpers) - 1, 14, None, {"hidden": True})
    canvas.protect()


def _list(canvas: Canvas, first: int) -> None:
    for column, text in enumerate(HEADINGS, 1):
        canvas.label(canvas.at(first - 1, column), text, "head")
    for row in range(first, first + ROWS):
        canvas.row(row, _ROW_HEIGHT, grows=True)
        for column, look in enumerate(_LOOKS, 1):
            canvas.label(canvas.at(row, column), "", look)
    _below(canvas, canvas.area(first + ROWS, 1, first + _MOST - 1, _LAST))
    canvas.sheet.autofilter(canvas.area(first - 1, 1, first + _MOST - 1, _LAST).a1)


def _below(canvas: Canvas, area: Area) -> None:
    """The look of further rows, as soon as something is written there."""
    is_written = {"type": "formula", "criteria": f'=$B{area.top}<>""'}
    computed = replace(area, right=_LAST - 1)
    canvas.sheet.conditional_format(computed.a1, {**is_written, "format": canvas.looks["written_computed"]})
    canvas.sheet.conditional_format(
        replace(area, left=_LAST).a1, {**is_written, "format": canvas.looks["written_entry"]}
    )
