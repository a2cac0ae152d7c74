"""评价要点: the points of assessment of each indicator that has some, to be ticked."""

from jixiao.model.form import Checklist, Form
from jixiao.model.framework import Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.layout import CHECKLIST_FIRST, CHECKLIST_TICK
from jixiao.template.text_room import LINE_HEIGHT, MARGIN, lines_of

TICKS = ("是", "否", "不适用")
_WIDTHS = (7, 26, 70, 12, 36)


def write_checklists(canvas: Canvas, form: Form, framework: Framework) -> None:
    """One point a row, grouped by indicator."""
    canvas.widths([*_WIDTHS, 2, 16])
    canvas.merge(canvas.area(1, 1, 1, 5), "title", "评价要点")
    canvas.merge(canvas.area(2, 1, 2, 5), "hint", "逐条选“是”“否”或“不适用”；“重算”按满足的比例推导得分。")
    for column, text in enumerate(("序号", "三级指标", "评价要点", "是否符合", "说明"), 1):
        canvas.label(canvas.at(CHECKLIST_FIRST - 1, column), text, "head")
    canvas.row(1, 30)
    for number, item in enumerate(form.checklists, 1):
        _checklist(canvas, framework, item, number)
    canvas.link_back(canvas.at(1, 7))
    canvas.sheet.freeze_panes(CHECKLIST_FIRST - 1, 3)
    last = form.checklists[-1].ticks.bottom
    canvas.paper(landscape=True, area=canvas.area(1, 1, last, 5), repeat=CHECKLIST_FIRST - 1)
    canvas.marks()
    canvas.protect()


def _checklist(canvas: Canvas, framework: Framework, item: Checklist, number: int) -> None:
    top, bottom = item.ticks.top, item.ticks.bottom
    canvas.merge(canvas.area(top, 1, bottom, 1), "label")
    canvas.label(canvas.at(top, 1), number, "label")
    canvas.merge(canvas.area(top, 2, bottom, 2), "label_left", f"{item.name}\n（{item.level2}）")
    _, indicator = framework.fixed[item.level1, item.level2, item.name]
    for row, text in enumerate(indicator.checklist, top):
        canvas.row(row, max(30 if bottom == top else 22, lines_of(text, _WIDTHS[2]) * LINE_HEIGHT + MARGIN), grows=True)
        canvas.label(canvas.at(row, 3), text, "label_left")
        canvas.entry(canvas.at(row, CHECKLIST_TICK), "choice")
        canvas.entry(canvas.at(row, 5), "text")
    canvas.validate(item.ticks, rule.choice(TICKS, "是否符合", "符合选“是”，不符合选“否”，没有这种情况选“不适用”。"))
