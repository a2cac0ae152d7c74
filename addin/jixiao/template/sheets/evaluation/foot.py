"""Below the scoring table: total, grade, notes and the signature line."""

from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.model.scoring_table import LEVELS
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import Drawing
from jixiao.template.source_parts import Source

_LINE = 24


def write_foot(canvas: Canvas, form: Form, drawing: Drawing, framework: Framework, source: Source) -> None:
    """Everything from the total row down."""
    for row in range(drawing.total, drawing.foot + 3):
        canvas.row(row, _LINE)
    _totals(canvas, form, drawing)
    grading = framework.grading
    if grading is not None and form.indicators is not None and form.indicators.grade_at is not None:
        left, row = drawing.total_left, drawing.total + 1
        canvas.merge(canvas.area(row, 1, row, left - 1), "head", grading.label)
        canvas.merge(canvas.area(row, left, row, drawing.last), "stated_text")
        canvas.live(form.indicators.grade_at, "stated_text")
    first = drawing.foot - len(source.notes)
    for number, note in enumerate(source.notes):
        canvas.merge(canvas.area(first + number, 1, first + number, drawing.last), "note", note)
    for id, span in zip(("seal_unit", "seal_preparer", "seal_date"), source.evaluation.seal, strict=True):
        at = form.headings[id]
        canvas.merge(canvas.area(at.row, span.left, at.row, span.right), "caption")
        canvas.live(at, "caption")


def _totals(canvas: Canvas, form: Form, drawing: Drawing) -> None:
    """总分 over its columns, as wide as the columns of the first layout; the rest of the row is blank."""
    assert form.indicators is not None
    row, spans = drawing.total, drawing.blocks[0].spans
    canvas.merge(canvas.area(row, 1, row, drawing.total_left - 1), "head", "总分")
    totals = {role: form.indicators.total_at(role) for role in drawing.totals}
    column = drawing.total_left
    while column <= drawing.last:
        span = next((span for span in spans.values() if span.left == column), None)
        right = min(span.right if span else column, drawing.last)
        role = next((role for role, at in totals.items() if at is not None and at.column == column), None)
        look = "live_text" if role is None else "live_weight" if role in LEVELS else "stated_points"
        canvas.merge(canvas.area(row, column, row, right), look)
        if role:
            canvas.live(totals[role], look)
        column = right + 1
    points = totals["points"]
    if points is not None and points.column > drawing.last:
        canvas.live(points, "check")
