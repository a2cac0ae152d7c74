"""自评表: the parts of the form from top to bottom, as the source draws them."""

from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import Drawing
from jixiao.template.messages import write_message_column
from jixiao.template.sheets.evaluation.foot import write_foot
from jixiao.template.sheets.evaluation.fund import write_fund
from jixiao.template.sheets.evaluation.fund_pairs import write_fund_pairs
from jixiao.template.sheets.evaluation.indicators import write_indicators
from jixiao.template.sheets.evaluation.rows import write_head, write_rows
from jixiao.template.source_parts import FundPart, RowsPart, Source

_FROZEN_COLUMNS = 4


def write_evaluation(canvas: Canvas, form: Form, drawing: Drawing, framework: Framework, source: Source) -> None:
    """The whole 自评表 sheet."""
    widths = (*source.evaluation.widths, *source.evaluation.aside)
    canvas.widths([*widths, 2, 60, *[14] * 8])
    write_head(canvas, form, drawing, source.title)
    for part, row in drawing.parts:
        if isinstance(part, RowsPart):
            write_rows(canvas, form, framework, part, row)
        elif isinstance(part, FundPart) and part.pairs:
            write_fund_pairs(canvas, drawing, framework, part)
        elif isinstance(part, FundPart):
            write_fund(canvas, drawing, framework, part, row)
        else:
            write_indicators(canvas, drawing, framework, part, widths)
    write_foot(canvas, form, drawing, framework, source)
    write_message_column(canvas, form, range(drawing.parts[0][1], drawing.foot))
    canvas.link_back(canvas.at(1, form.notes[canvas.name]))
    canvas.sheet.freeze_panes(2, min(_FROZEN_COLUMNS, drawing.last))
    canvas.paper(
        source.evaluation.landscape, canvas.area(1, 1, drawing.foot + 1, drawing.last), drawing.blocks[0].header
    )
    canvas.marks()
    canvas.allow_typing_over()
    canvas.protect()
