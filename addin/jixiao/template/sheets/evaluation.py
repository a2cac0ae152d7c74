"""自评表: fund table, goals and the scoring table, as the office publishes it."""

from decimal import Decimal

from jixiao.model.cells import CellRef
from jixiao.model.form import Form, FundForm, IndicatorForm
from jixiao.model.framework import Framework, Indicator
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import GROWING, Canvas
from jixiao.template.messages import write_message_column
from jixiao.template.source import Source

LAST, SPACER = 9, 10
_HELPERS = {
    "level1_check": "一级分值核对",
    "level1_score": "一级得分小计",
    "level2_check": "二级分值核对",
    "level2_score": "二级得分小计",
}


def write_evaluation(canvas: Canvas, form: Form, framework: Framework, source: Source) -> None:
    """The whole 自评表 sheet."""
    fund, indicators = form.fund, form.indicators
    assert fund is not None and indicators is not None  # laid out by template.layout
    canvas.widths([11, 7, 20, 34, 12, 14, 8, 9, 30, 2, 60, 14, 14, 14, 14])
    _head(canvas, form, source.title)
    _fund(canvas, fund, framework)
    _goals(canvas, form, fund.table.last + 1)
    _heights(canvas, indicators)
    _indicators(canvas, indicators, framework)
    end = _foot(canvas, form, indicators, source)
    write_message_column(canvas, form, range(fund.table.header, (indicators.table.total or 0) + 2))
    canvas.link_back(canvas.at(1, form.notes[canvas.name]))
    canvas.sheet.freeze_panes(2, 4)
    canvas.paper(landscape=True, area=canvas.area(1, 1, end, LAST), repeat=indicators.table.header)
    canvas.marks()
    canvas.allow_typing_over()
    canvas.protect()


def _head(canvas: Canvas, form: Form, title: str) -> None:
    canvas.sheet.set_row(0, 34)
    canvas.sheet.set_row(1, 24)
    canvas.merge(canvas.area(1, 1, 1, LAST), "title", title)
    canvas.merge(canvas.area(2, 1, 2, LAST - 1), "subtitle")
    canvas.live(form.headings["evaluation_year"], "subtitle")
    canvas.live(form.headings["evaluation_money_unit"], "right")
    canvas.merge(canvas.area(3, 1, 3, 2), "label", "评价部门名称")
    canvas.merge(canvas.area(3, 3, 3, 5), "live_text")
    canvas.live(form.headings["evaluation_unit"], "live_text")
    canvas.merge(canvas.area(3, 6, 3, 8), "label", "下属单位个数")
    canvas.live(form.headings["evaluation_subordinates"], "live_text")


def _fund(canvas: Canvas, fund: FundForm, framework: Framework) -> None:
    table, headings = fund.table, framework.fund.columns
    canvas.merge(canvas.area(table.header, 1, table.last, 1), "label", framework.fund.title)
    canvas.merge(canvas.area(table.header, 2, table.header, 4), "head", "资金分类")
    canvas.merge(canvas.area(table.header, 5, table.header, 6), "head", headings["annual_budget"][0])
    canvas.merge(canvas.area(table.header, 7, table.header, 8), "head", headings["executed"][0])
    canvas.label(canvas.at(table.header, 9), headings["execution_rate"][0], "head")
    for line in fund.lines:
        canvas.merge(canvas.area(line.row, 2, line.row, 4), "label_left", line.label)
        _fund_amounts(canvas, fund, line.row, line.group == "total", framework.money_unit)
        at = canvas.at(line.row, table.columns["execution_rate"])
        canvas.live(at, "stated_rate")
        canvas.validate(canvas.area(line.row, at.column, line.row, at.column), rule.rate(at))
    for role, text in (("annual_budget_check", "预算核对"), ("executed_check", "执行核对")):
        canvas.label(canvas.at(table.header, table.columns[role]), text, "off_paper")
        canvas.live(canvas.at(table.last, table.columns[role]), "check")


def _fund_amounts(canvas: Canvas, fund: FundForm, row: int, total: bool, unit: str) -> None:
    for role in ("annual_budget", "executed"):
        column = fund.table.columns[role]
        canvas.merge(canvas.area(row, column, row, column + 1), "stated_amount" if total else "amount")
        at = canvas.at(row, column)
        if total:
            canvas.live(at, "stated_amount")
        else:
            canvas.entry(at, "amount")
        canvas.validate(canvas.area(row, column, row, column), rule.amount(at, unit))


def _goals(canvas: Canvas, form: Form, row: int) -> None:
    canvas.merge(canvas.area(row, 1, row + 1, 1), "label", "年度总体目标")
    canvas.merge(canvas.area(row, 2, row, 5), "head", "年初设定目标")
    canvas.merge(canvas.area(row, 6, row, LAST), "head", "全年完成情况")
    canvas.sheet.set_row(row, 64)
    for id, left, right in (("goal_planned", 2, 5), ("goal_achieved", 6, LAST)):
        canvas.merge(canvas.area(row + 1, left, row + 1, right), "goal")
        canvas.entry(form.fields[id], "goal")
        title = "年初设定目标" if id == "goal_planned" else "全年完成情况"
        canvas.validate(canvas.area(row + 1, left, row + 1, left), rule.prompt(title, "逐条填写，按 Alt+Enter 换行。"))
    canvas.merge(canvas.area(row + 2, 1, row + 2, LAST), "section", "分解目标自评")


def _indicators(canvas: Canvas, form: IndicatorForm, framework: Framework) -> None:
    table = form.table
    for role, labels in framework.indicators.columns.items():
        canvas.label(canvas.at(table.header, table.columns[role]), labels[0], "head")
    for role, text in _HELPERS.items():
        canvas.label(canvas.at(table.header, table.columns[role]), text, "off_paper")
    for group in form.groups:
        _group_labels(canvas, form, group.level, group.name, group.first, group.last, group.points)
        canvas.live(table.at(f"level{group.level}_score", group.first), "check")
        if group.points is not None:
            canvas.live(table.at(f"level{group.level}_check", group.first), "check")
    fixed = [item for level in framework.indicators.levels for group in level.groups
             for item in (group.indicators or (None,) * (group.rows or 1))]  # fmt: skip
    for row, item in zip(form.rows, fixed, strict=True):
        _indicator(canvas, form, row.row, item)
    _indicator_rules(canvas, form)


def _group_labels(
    canvas: Canvas, form: IndicatorForm, level: int, name: str, first: int, last: int, points: Decimal | None
) -> None:
    columns = form.table.columns
    if level == 1:
        canvas.merge(canvas.area(first, columns["level1"], last, columns["level1"]), "label", name)
        look = "weight_whole" if points == points.to_integral() else "weight"  # type: ignore[union-attr]
        canvas.merge(canvas.area(first, columns["weight"], last, columns["weight"]), look)
        canvas.label(canvas.at(first, columns["weight"]), points or Decimal(0), look)
    else:
        text = name if points is None else f"{name}（{points}分）"
        canvas.merge(canvas.area(first, columns["level2"], last, columns["level2"]), "label_left", text)


def _heights(canvas: Canvas, form: IndicatorForm) -> None:
    """Single lines above and below the indicators; two lines for each indicator, more when more is typed.

    A space in large type beside them, off the paper, keeps a growing row from shrinking where little is typed.
    """
    table, total = form.table, form.table.total or 0
    for row in (*range(3, table.header + 1), *range(total, total + 6)):
        if row != table.header - 2:
            canvas.sheet.set_row(row - 1, 24)
    for item in form.rows:
        canvas.sheet.set_row(item.row - 1, GROWING[0])
        canvas.label(canvas.at(item.row, SPACER), " ", "spacer")


def _indicator(canvas: Canvas, form: IndicatorForm, row: int, item: Indicator | None) -> None:
    def at(role: str) -> CellRef:
        return canvas.at(row, form.table.columns[role])

    if item is None:
        canvas.entry(at("level3"), "text")
        canvas.entry(at("target"), "measure")
        canvas.entry(at("points"), "points")
    else:
        canvas.label(at("level3"), item.name, "label_left")
        canvas.entry(at("target"), "measure", item.target or None)
        canvas.label(at("points"), item.points, "fixed_points")
        canvas.written[at("points")] = "fixed_points"
        canvas.written[at("level3")] = "label_left"
    canvas.entry(at("actual"), "measure")
    canvas.entry(at("score"), "points")
    canvas.entry(at("variance_note"), "text")


def _indicator_rules(canvas: Canvas, form: IndicatorForm) -> None:
    table = form.table

    def block(role: str, rules: dict[str, object]) -> None:
        column = table.columns[role]
        canvas.validate(canvas.area(table.first, column, table.last, column), rules)

    first = {role: canvas.at(table.first, table.columns[role]) for role in ("points", "score")}
    block("score", rule.score(first["score"], first["points"]))
    block("points", rule.points(first["points"]))
    block("target", rule.prompt("年度指标值", "照批复的目标填写，如 100%、200000件、是。没有填“-”。"))
    block(
        "actual",
        rule.prompt("全年完成值", "照实际填写，如 98.5%、239197件、是。没有填“-”。\n比率可由“计算”自动填入。"),
    )
    block("variance_note", rule.prompt("偏差及原因分析", "得分低于分值的，写明原因和改进措施。"))
    measures = canvas.area(table.first, table.columns["target"], table.last, table.columns["actual"])
    canvas.ignore("number_stored_as_text", measures.a1)


def _foot(canvas: Canvas, form: Form, indicators: IndicatorForm, source: Source) -> int:
    """Total, grade, notes and the seal line; the last row used."""
    table, row = indicators.table, indicators.table.total or 0
    canvas.merge(canvas.area(row, 1, row, 6), "head", "总分")
    canvas.live(table.at("points", row), "stated_points")
    canvas.live(table.at("score", row), "stated_points")
    canvas.label(canvas.at(row, LAST), "", "live_text")
    canvas.merge(canvas.area(row + 1, 1, row + 1, 6), "head", "自评等级")
    canvas.merge(canvas.area(row + 1, 7, row + 1, LAST), "stated_text")
    canvas.live(indicators.grade_at, "stated_text")
    for number, note in enumerate(source.notes):
        canvas.merge(canvas.area(row + 2 + number, 1, row + 2 + number, LAST), "note", note)
    seal = form.headings["seal_unit"]
    canvas.merge(canvas.area(seal.row, 1, seal.row, 6), "caption")
    canvas.live(seal, "caption")
    for column, id in ((7, "seal_preparer"), (9, "seal_date")):
        if column == 7:
            canvas.merge(canvas.area(seal.row, 7, seal.row, 8), "caption")
        canvas.live(form.headings[id], "caption")
    return seal.row
