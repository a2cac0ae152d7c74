"""汇总表: one unit a row, the total with a rate computed from the sums."""

from collections.abc import Sequence

from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.layout import SUMMARY_HEADER
from jixiao.template.messages import write_message_column

LAST = 7


def write_summary(canvas: Canvas, form: Form, framework: Framework, notes: Sequence[str]) -> None:
    """The whole 汇总表 sheet."""
    summary = form.summary
    assert summary is not None  # laid out by template.layout
    table, total = summary.table, summary.table.total or 0
    canvas.widths([7, 38, 16, 16, 13, 15, 15, 2, 46])
    _head(canvas, form, framework)
    for number, row in enumerate(range(table.first, table.last + 1), 1):
        _unit_row(canvas, form, row, number)
    _rules(canvas, form, framework.money_unit)
    canvas.merge(canvas.area(total, 1, total, 2), "head", "合计")
    for role, look in (("annual_budget", "stated_amount"), ("executed", "stated_amount"),
                       ("execution_rate", "stated_rate"), ("self_score", "stated_points")):  # fmt: skip
        canvas.live(table.at(role, total), look)
    canvas.entry(canvas.at(total, table.columns["review_score"]), "points")
    for number, note in enumerate(notes):
        canvas.merge(canvas.area(total + 1 + number, 1, total + 1 + number, LAST), "note", note)
    write_message_column(canvas, form, range(table.header, total + 1))
    canvas.link_back(canvas.at(1, form.notes[canvas.name]))
    canvas.sheet.freeze_panes(table.header, 2)
    canvas.paper(landscape=True, area=canvas.area(1, 1, total + len(notes), LAST), repeat=table.header)
    canvas.marks()
    canvas.allow_typing_over()
    canvas.protect()


def _head(canvas: Canvas, form: Form, framework: Framework) -> None:
    canvas.merge(canvas.area(1, 1, 1, LAST), "title")
    canvas.live(form.headings["summary_title"], "title")
    canvas.merge(canvas.area(2, 1, 2, LAST), "caption")
    canvas.live(form.headings["summary_department"], "caption")
    canvas.live(form.headings["summary_money_unit"], "right")
    for row in range(1, (form.summary.table.total or 0) + 3 if form.summary else 0):
        canvas.sheet.set_row(row - 1, 36 if row in (1, SUMMARY_HEADER) else 24)
    table = form.summary.table if form.summary else None
    for role, labels in framework.summary.columns.items():
        canvas.label(canvas.at(SUMMARY_HEADER, table.columns[role] if table else 1), labels[0], "head")


def _unit_row(canvas: Canvas, form: Form, row: int, number: int) -> None:
    columns = form.summary.table.columns if form.summary else {}
    canvas.label(canvas.at(row, columns["number"]), number, "label")
    for role, look in (("unit", "text"), ("annual_budget", "amount"), ("executed", "amount"),
                       ("self_score", "points"), ("review_score", "points")):  # fmt: skip
        canvas.entry(canvas.at(row, columns[role]), look)
    canvas.live(canvas.at(row, columns["execution_rate"]), "stated_rate")


def _rules(canvas: Canvas, form: Form, unit: str) -> None:
    if form.summary is None:
        return
    table = form.summary.table

    def block(role: str, rules: dict[str, object]) -> None:
        column = table.columns[role]
        canvas.validate(canvas.area(table.first, column, table.last, column), rules)

    for role in ("annual_budget", "executed"):
        block(role, rule.amount(canvas.at(table.first, table.columns[role]), unit))
    block("unit", rule.prompt("预算单位", "部门本级填第一行，所属单位依次往下。可由“汇总”自动填入。"))
    block("execution_rate", rule.rate(canvas.at(table.first, table.columns["execution_rate"])))
    block("self_score", rule.hundred(canvas.at(table.first, table.columns["self_score"]), "所属单位自评分数"))
    block(
        "review_score",
        rule.hundred(canvas.at(table.first, table.columns["review_score"]), "主管部门复核分数"),
    )
