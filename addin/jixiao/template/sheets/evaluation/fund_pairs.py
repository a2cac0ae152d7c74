"""The fund table whose amounts each have their labels beside them, with their own names in the line of the total."""

from jixiao.model.form import FundForm, FundLine
from jixiao.model.framework import Framework, Fund
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import Drawing
from jixiao.template.source_parts import FundPart

_TOP, _LINE = 34, 20


def write_fund_pairs(canvas: Canvas, drawing: Drawing, framework: Framework, part: FundPart) -> None:
    """Labels and amounts of every line; off the paper the rate of the total."""
    fund, law = drawing.fund, framework.fund
    if fund is None or law is None:
        return
    for line in fund.lines:
        canvas.row(line.place, _TOP if line.group == "total" else _LINE)
        for role in law.amounts:
            _pair(canvas, fund, law, line, role, part, framework.money_unit)
    _rate(canvas, fund, law)


def _pair(canvas: Canvas, fund: FundForm, law: Fund, line: FundLine, role: str, part: FundPart, unit: str) -> None:
    at, is_total = fund.at(role, line), line.group == "total"
    if at is None:
        return
    bottom = fund.table.last if role in fund.of_total else line.place
    label, amount = (part.spans[name] for name in (f"{role}_label", role))
    text = f"{law.columns[role][0]}\n（{unit}）" if is_total else line.label
    canvas.merge(canvas.area(at.row, label.left, bottom, label.right), "label" if is_total else "label_left", text)
    look = "stated_amount" if at in canvas.calculation.computed else "amount"
    canvas.merge(canvas.area(at.row, amount.left, bottom, amount.right), look)
    if look == "amount":
        canvas.entry(at, look)
    else:
        canvas.live(at, look)
    canvas.validate(canvas.area(at.row, at.column, at.row, at.column), rule.amount(at, unit))


def _rate(canvas: Canvas, fund: FundForm, law: Fund) -> None:
    at = fund.at("execution_rate", fund.line("total"))
    if at is not None:
        canvas.label(at.shift(columns=-1), law.columns["execution_rate"][0], "off_paper")
        canvas.live(at, "stated_rate")
        canvas.validate(canvas.area(at.row, at.column, at.row, at.column), rule.rate(at))
