"""The fund table: its lines one below the other, or side by side."""

from itertools import groupby

from jixiao.model.cells import CellRef
from jixiao.model.form import FundForm, FundLine
from jixiao.model.framework import FUND_SPLITS, Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import Drawing
from jixiao.template.source_parts import FundPart, Span

_LINE = 24
_CLASSES = "资金分类"
_CHECKS = {"annual_budget": "预算核对", "executed": "执行核对"}


def write_fund(canvas: Canvas, drawing: Drawing, framework: Framework, part: FundPart, top: int) -> None:
    """Headings, amounts and rates of the fund table, with its checks off the paper."""
    fund, law = drawing.fund, framework.fund
    if fund is None or law is None:
        return
    bottom = max(fund.table.last, fund.table.header)
    for row in range(top, bottom + 1):
        canvas.row(row, _LINE)
    canvas.merge(_area(canvas, top, bottom, part.spans["title"]), "label", law.title)
    if part.across:
        _headings_across(canvas, fund, framework, part, top)
    else:
        _headings_down(canvas, fund, framework, part)
    for line in fund.lines:
        for role in ("annual_budget", "executed", "execution_rate"):
            _cell(canvas, fund, line, role, part, framework.money_unit)
    _checks(canvas, fund, drawing, top)


def _area(canvas: Canvas, top: int, bottom: int, span: Span):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return canvas.area(top, span.left, bottom, span.right)


def _headings_down(canvas: Canvas, fund: FundForm, framework: Framework, part: FundPart) -> None:
    law, header = framework.fund, fund.table.header
    assert law is not None
    for role, words in law.columns.items():
        text = _CLASSES if role == "label" else words[0]
        canvas.merge(_area(canvas, header, header, part.spans[role]), "head", text)
    for line in fund.lines:
        canvas.merge(_area(canvas, line.place, line.place, part.spans["label"]), "label_left", line.label)


def _headings_across(canvas: Canvas, fund: FundForm, framework: Framework, part: FundPart, top: int) -> None:
    law = framework.fund
    assert law is not None
    canvas.merge(_area(canvas, top, top + 1, part.spans["label"]), "head")
    for group, lines in groupby(fund.lines, key=lambda line: line.group):
        spans = [part.spans[line.id] for line in lines]
        whole = Span(min(span.left for span in spans), max(span.right for span in spans))
        canvas.merge(
            _area(canvas, top, top, whole), "head", f"按{FUND_SPLITS[group]}" if group in FUND_SPLITS else "合计"
        )
    for line in fund.lines:
        canvas.merge(_area(canvas, top + 1, top + 1, part.spans[line.id]), "head", line.label)
    for role, row in fund.roles.items():
        canvas.merge(_area(canvas, row, row, part.spans["label"]), "label", law.columns[role][0])


def _cell(canvas: Canvas, fund: FundForm, line: FundLine, role: str, part: FundPart, unit: str) -> None:
    at = fund.at(role, line)
    assert at is not None
    span = part.spans[line.id if part.across else role]
    is_rate = role == "execution_rate"
    look = "stated_rate" if is_rate else "stated_amount" if line.group == "total" else "amount"
    canvas.merge(_area(canvas, at.row, at.row, span), look)
    if at in canvas.calculation.computed:
        canvas.live(at, look)
    else:
        canvas.entry(at, "amount")
    canvas.validate(
        canvas.area(at.row, at.column, at.row, at.column), rule.rate(at) if is_rate else rule.amount(at, unit)
    )


def _checks(canvas: Canvas, fund: FundForm, drawing: Drawing, top: int) -> None:
    cells: list[CellRef] = [*fund.checks.values()]
    for column, text in enumerate(_CHECKS.values(), drawing.helper + 1):
        if cells:
            canvas.label(canvas.at(top, column), text, "off_paper")
    for key, at in fund.checks.items():
        if key.endswith("annual_budget"):
            group = key.removesuffix("_annual_budget")
            canvas.label(at.shift(columns=-1), f"按{FUND_SPLITS[group]}", "off_paper")
        canvas.live(at, "check")
