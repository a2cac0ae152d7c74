"""The title, and plain rows of labels and entries: names, counts, goals."""

from jixiao.model.boxes import boxes
from jixiao.model.cells import Area
from jixiao.model.form import Form
from jixiao.model.framework import EntryField, Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import Drawing
from jixiao.template.source_parts import RowCell, RowsPart

_LINE = 24
_LABELS = "写在此处的文字按 Alt+Enter 换行，逐条填写。"


def write_head(canvas: Canvas, form: Form, drawing: Drawing, title: str) -> None:
    """Title, year and money unit in rows 1 and 2."""
    canvas.row(1, 34)
    canvas.row(2, _LINE)
    canvas.merge(canvas.area(1, 1, 1, drawing.last), "title", title)
    right = form.headings.get("evaluation_money_unit")
    canvas.merge(canvas.area(2, 1, 2, drawing.last - 1 if right else drawing.last), "subtitle")
    canvas.live(form.headings["evaluation_year"], "subtitle")
    canvas.live(right, "right")


def write_rows(canvas: Canvas, form: Form, framework: Framework, part: RowsPart, top: int) -> None:
    """Labels in grey, entries in white; what stands on the cover already is shown by a live cell."""
    choices = {field.id: field for field in framework.fields if field.kind == "choice"}
    for number, line in enumerate(part.rows):
        row = top + number
        canvas.row(row, line.height, grows=line.height > _LINE)
        for cell in line.cells:
            area = canvas.area(row, cell.span.left, row + cell.rows - 1, cell.span.right)
            if cell.field in choices:
                _choice(canvas, area, choices[cell.field])
            elif cell.field:
                _entry(canvas, form, cell, area, tall=line.height > _LINE)
            else:
                canvas.merge(area, "head" if cell.head else "label", cell.label)


def _entry(canvas: Canvas, form: Form, cell: RowCell, area: Area, tall: bool) -> None:
    heading = form.headings.get(f"evaluation_{cell.field}")
    if heading == area.first:
        canvas.merge(area, "live_text")
        canvas.live(heading, "live_text")
        return
    look = "goal" if tall else "text_center"
    canvas.merge(area, look)
    canvas.entry(area.first, look)
    if tall:
        canvas.validate(Area(area.sheet, *_corner(area)), rule.prompt("逐条填写", _LABELS))


def _choice(canvas: Canvas, area: Area, field: EntryField) -> None:
    """All choices with their boxes; the list has the same line with each of them ticked."""
    canvas.merge(area, "text_center")
    canvas.entry(area.first, "text_center", boxes(field.choices))
    ticked = tuple(boxes(field.choices, choice) for choice in field.choices)
    canvas.validate(Area(area.sheet, *_corner(area)), rule.choice(ticked, field.label, "从下拉列表里选勾好的一项。"))


def _corner(area: Area) -> tuple[int, int, int, int]:
    return area.top, area.left, area.top, area.left
