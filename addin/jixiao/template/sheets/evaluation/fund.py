"""The fund table: its lines one below the other, or side by side."""

from itertools import groupby

from jixiao.model.cells import CellRef
from jixiao.model.form import FundForm, FundLine
from jixiao.model.framework import FUND_SPLITS, Framework, Fund
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import Drawing
from jixiao.template.source_parts import FundPart, Span

_LINE = 24
_NOTHING = "—"
_CHECKS = {
    "initial_budget": "年初预算核对",
    "annual_budget": "预算核对",
    "received": "到位核对",
    "executed": "执行核对",
}
_SCORED = ("points", "score")


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
        for role in (role for role in law.columns if role != "label"):
            if role in _SCORED:
                _scored(canvas, fund, law, line, role, part)
            else:
                _cell(canvas, fund, line, role, part, framework.money_unit)
    _checks(canvas, fund, law, drawing, top)


def _area(canvas: Canvas, top: int, bottom: int, span: Span):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return canvas.area(top, span.left, bottom, span.right)


def _headings_down(canvas: Canvas, fund: FundForm, framework: Framework, part: FundPart) -> None:
    law, header = framework.fund, fund.table.header
    assert law is not None
    for role, words in law.columns.items():
        text = part.heading if role == "label" else words[0]
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


def _scored(canvas: Canvas, fund: FundForm, law: Fund, line: FundLine, role: str, part: FundPart) -> None:
    """Points and score of the execution rate: those of the total only, the other lines have none."""
    at = fund.at(role, line)
    assert at is not None
    area = _area(canvas, at.row, at.row, part.spans[line.id if part.across else role])
    if line.group != "total":
        canvas.merge(area, "label", _NOTHING)
    elif role == "points":
        canvas.merge(area, "fixed_points")
        canvas.label(at, law.points or 0, "fixed_points")
        canvas.written[at] = "fixed_points"
    else:
        canvas.merge(area, "stated_points")
        canvas.live(at, "stated_points")
        points = fund.at("points", line)
        assert points is not None
        canvas.validate(canvas.area(at.row, at.column, at.row, at.column), rule.score(at, points))


def _checks(canvas: Canvas, fund: FundForm, law: Fund, drawing: Drawing, top: int) -> None:
    cells: list[CellRef] = [*fund.checks.values()]
    for column, role in enumerate(law.amounts, drawing.helper + 1):
        if cells:
            canvas.label(canvas.at(top, column), _CHECKS[role], "off_paper")
    for key, at in fund.checks.items():
        if key.endswith(f"_{law.amounts[0]}"):
            group = key.removesuffix(f"_{law.amounts[0]}")
            canvas.label(at.shift(columns=-1), f"按{FUND_SPLITS[group]}", "off_paper")
        canvas.live(at, "check")
