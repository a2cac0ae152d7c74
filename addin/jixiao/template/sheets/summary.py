"""汇总表: one unit or project a row, the total with a rate computed from the sums."""

from collections.abc import Sequence

from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.framework import PROJECT, Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.layout import SUMMARY_HEADER
from jixiao.template.messages import write_message_column

_WIDTHS = {"number": 7, "unit": 38, "project": 26, "annual_budget": 16, "executed": 16, "execution_rate": 13,
           "self_score": 15, "review_score": 15, "grade": 11}  # fmt: skip
_NARROW = 12
"""Width of the scores in a list of projects, which has more columns."""

_ENTRIES = {"unit": "text", "project": "text", "annual_budget": "amount", "executed": "amount",
            "self_score": "points", "review_score": "points"}  # fmt: skip
_TOTALS = {"annual_budget": "stated_amount", "executed": "stated_amount", "execution_rate": "stated_rate",
           "self_score": "stated_points"}  # fmt: skip
_NOTHING = "—"


def write_summary(canvas: Canvas, form: Form, framework: Framework, notes: Sequence[str], coverage: str = "") -> None:
    """The whole 汇总表 sheet; ``coverage`` says above it how many of the units it is of."""
    summary = form.summary
    assert summary is not None  # laid out by template.layout
    table, total, last = summary.table, summary.table.total or 0, len(framework.summary.roles)
    canvas.widths([*_column_widths(framework), 2, 46])
    _head(canvas, form, framework, coverage)
    for number, row in enumerate(range(table.first, table.last + 1), 1):
        _unit_row(canvas, form, row, number)
    _rules(canvas, form, framework)
    _total_row(canvas, form)
    for number, note in enumerate(notes):
        canvas.merge(canvas.area(total + 1 + number, 1, total + 1 + number, last), "note", note)
    write_message_column(canvas, form, range(table.header, total + 1))
    canvas.link_back(canvas.at(1, form.notes[canvas.name]))
    canvas.sheet.freeze_panes(table.header, table.columns.get(PROJECT, 2))
    canvas.paper(landscape=True, area=canvas.area(1, 1, total + len(notes), last), repeat=table.header)
    canvas.marks()
    canvas.allow_typing_over()
    canvas.protect()


def _column_widths(framework: Framework) -> list[int]:
    roles = framework.summary.roles
    narrow = {"self_score": _NARROW} if PROJECT in roles else {}
    return [{**_WIDTHS, **narrow}[role] for role in roles]


def _head(canvas: Canvas, form: Form, framework: Framework, coverage: str) -> None:
    last = len(framework.summary.roles)
    canvas.merge(canvas.area(1, 1, 1, last), "title")
    canvas.live(form.headings["summary_title"], "title")
    canvas.merge(canvas.area(2, 1, 2, last), "caption")
    canvas.live(form.headings["summary_department"], "caption")
    canvas.live(form.headings["summary_money_unit"], "right")
    if coverage and form.coverage_at is not None:
        canvas.note(form.coverage_at, coverage, "caption")
    for row in range(1, (form.summary.table.total or 0) + 3 if form.summary else 0):
        canvas.sheet.set_row(row - 1, 36 if row in (1, SUMMARY_HEADER) else 24)
    table = form.summary.table if form.summary else None
    for role in framework.summary.roles:
        at = canvas.at(SUMMARY_HEADER, table.columns[role] if table else 1)
        canvas.label(at, framework.summary.columns[role][0], "head")


def _unit_row(canvas: Canvas, form: Form, row: int, number: int) -> None:
    columns = form.summary.table.columns if form.summary else {}
    canvas.label(canvas.at(row, columns["number"]), number, "label")
    for role, look in _ENTRIES.items():
        if role in columns:
            canvas.entry(canvas.at(row, columns[role]), look)
    canvas.live(canvas.at(row, columns["execution_rate"]), "stated_rate")
    if "grade" in columns:
        canvas.live(canvas.at(row, columns["grade"]), "stated_text")


def _total_row(canvas: Canvas, form: Form) -> None:
    """Sums and the rate over them; a column that has no total prints a dash."""
    table = form.summary.table if form.summary else None
    assert table is not None
    total = table.total or 0
    canvas.merge(canvas.area(total, 1, total, table.columns["annual_budget"] - 1), "head", "合计")
    for role, look in _TOTALS.items():
        at = canvas.at(total, table.columns[role])
        if at in canvas.calculation.computed:
            canvas.live(at, look)
        else:
            canvas.label(at, _NOTHING, "label")
    if "review_score" in table.columns:
        canvas.entry(canvas.at(total, table.columns["review_score"]), "points")
    if "grade" in table.columns:
        canvas.label(canvas.at(total, table.columns["grade"]), _NOTHING, "label")


def _rules(canvas: Canvas, form: Form, framework: Framework) -> None:
    table = form.summary.table if form.summary else None
    assert table is not None

    def first(role: str) -> CellRef:
        """The first cell of a column."""
        return canvas.at(table.first, table.columns[role])

    def block(role: str, rules: dict[str, object]) -> None:
        """What may be typed into a column, where the table has it."""
        column = table.columns.get(role)
        if column is not None:
            canvas.validate(canvas.area(table.first, column, table.last, column), rules)

    for role in ("annual_budget", "executed"):
        block(role, rule.amount(first(role), framework.money_unit))
    headings = {role: words[0] for role, words in framework.summary.columns.items()}
    if PROJECT in table.columns:
        block("unit", rule.prompt(headings["unit"], "一行一个项目，单位写全称。可由“汇总”自动填入。"))
        block(PROJECT, rule.prompt(headings[PROJECT], "与项目工作簿里的项目名称一致。"))
    else:
        block("unit", rule.prompt("预算单位", "部门本级填第一行，所属单位依次往下。可由“汇总”自动填入。"))
    block("execution_rate", rule.rate(first("execution_rate")))
    score = headings["self_score"] if PROJECT in table.columns else "所属单位自评分数"
    block("self_score", rule.score_or_nothing(first("self_score"), score) if PROJECT in table.columns
          else rule.hundred(first("self_score"), score))  # fmt: skip
    if "review_score" in table.columns:
        block("review_score", rule.hundred(first("review_score"), "主管部门复核分数"))
