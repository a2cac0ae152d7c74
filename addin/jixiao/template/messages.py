"""The 核对 column: beside each row the message of 审核结果 that speaks of it, by a live formula."""

from collections.abc import Iterable

from jixiao.model.form import Form
from jixiao.template.canvas import MARKS_OFF, Canvas


def message_formula(sheet: str) -> str:
    """Excel text (without ``=``) that looks the row's message up in 审核结果; the row's own number is the key."""
    return f'IF(jx_marks="{MARKS_OFF}","",IFERROR(INDEX(jx_messages,MATCH("{sheet}!"&ROW(),jx_rows,0)),""))'


def write_message_column(canvas: Canvas, form: Form, rows: Iterable[int]) -> None:
    """The heading 核对 and its formulas, beside the given rows (the first is the heading's)."""
    column = form.notes[canvas.name]
    first, *rest = rows
    canvas.label(canvas.at(first, column), "核对", "off_paper")
    for row in rest:
        canvas.formula(canvas.at(row, column), message_formula(canvas.name), "message")
