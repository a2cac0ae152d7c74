"""Every cell of the form that a formula fills: which formula, over which cells.

The template builder writes these as live Excel formulas, the engine evaluates the same trees; both start from
a Form, so a formula is stated once, in the framework.
"""

from collections.abc import Iterator
from functools import cache

from jixiao.compute.live_accounts import account_cells
from jixiao.compute.live_cell import AMOUNTS, Kind, Live, Operand
from jixiao.compute.live_funds import fund_cells
from jixiao.compute.live_rates import rate_cells
from jixiao.compute.live_scores import derivation_cells, grade_formula, indicator_cells, total_cells
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Form, SummaryForm, Table
from jixiao.model.formula import Formula, parse_formula
from jixiao.model.framework import Framework, Grading
from jixiao.read.alike import per_layout, per_outline


@per_outline
def live_cells(form: Form, framework: Framework) -> tuple[Live, ...]:
    """All live cells of a form, each after those it depends on. Whichever names its indicators have, they are these."""
    found: list[Live] = [*_headings(form, framework)]
    if form.fund is not None and framework.fund is not None:
        found += fund_cells(form.fund, framework.fund, form.ours)
    found += rate_cells(form, framework)
    if form.indicators is not None:
        found += indicator_cells(form, form.indicators, framework, totals=not is_scored_elsewhere(form, framework))
        found += derivation_cells(form)
    for summary in form.summaries:
        found += _summary(summary, framework)
    found += account_cells(form, framework)
    return tuple(found)


def live_figures(form: Form, framework: Framework) -> tuple[Live, ...]:
    """Of the live cells of a unit's own tables those that a 汇总表 takes, and all that these depend on."""
    if form.indicators is None or is_scored_elsewhere(form, framework):
        return _live_funds(form, framework)
    return (*_live_funds(form, framework), *total_cells(form, form.indicators, framework))


@per_layout
def _live_funds(form: Form, framework: Framework) -> tuple[Live, ...]:
    law = framework.fund
    return tuple(fund_cells(form.fund, law, form.ours)) if form.fund is not None and law is not None else ()


def is_scored_elsewhere(form: Form, framework: Framework) -> bool:
    """Whether points for the execution rate belong to the total, and the form does not tell which."""
    fund = form.fund
    if framework.fund is not None and framework.fund.points is not None:
        return fund is None or any(fund.at(role, fund.line("total")) is None for role in ("points", "score"))
    return not form.ours and fund is not None and not {"points", "score"}.isdisjoint(fund.table.columns)


_HEADINGS = {
    "accounts_unit": ("部门：", "unit", ""),
    "accounts_money_unit": ("金额单位：", "money_unit", ""),
    "evaluation_year": ("（ ", "year", " 年度）"),
    "summary_title": ("", "year", "年度"),
    "evaluation_money_unit": ("单位：", "money_unit", ""),
    "summary_money_unit": ("单位：", "money_unit", ""),
    "seal_preparer": ("填报人：", "preparer", ""),
    "seal_date": ("填报日期：", "date", ""),
    "summary_department": ("主管部门（盖章）：", "department", ""),
    "seal_unit": ("部门（盖章）：", "unit", ""),
}


_SHOWN = "evaluation_"
"""A heading that shows an entry of the cover in the form itself."""


def _headings(form: Form, framework: Framework) -> Iterator[Live]:
    for id, at in form.headings.items():
        before, field, after = _HEADINGS.get(id.partition("__")[0], ("", id.removeprefix(_SHOWN), ""))
        after += framework.summary.title if id == "summary_title" else ""
        if field in form.fields:
            yield Live(at, Kind.HEADING, id, _heading(before, field, after), {field: form.fields[field]})


@cache
def _heading(before: str, field: str, after: str) -> Formula:
    pieces = [f'"{text}"' if text != field else text for text in (before, field, after) if text]
    return parse_formula(f"text({', '.join(pieces)})")


def _summary(form: SummaryForm, framework: Framework) -> Iterator[Live]:
    table, law = form.table, framework.summary
    for row in form.rows:
        yield from _summary_rate(form, framework, row, "")
        yield from _summary_grade(table, framework.grading, row)
    if table.total is None:
        return
    for role in AMOUNTS:
        area, at = table.area(role), table.at(role, table.total)
        if area and at:
            label = f"汇总表合计{law.columns[role][0]}"
            yield Live(at, Kind.SUMMARY_TOTAL, label, law.total, {"parts": area}, _parts(form, area), role)
    yield from _summary_rate(form, framework, table.total, "合计")
    scores, budgets, at = (
        table.area("self_score"),
        table.area("annual_budget"),
        table.at("self_score", table.total),
    )
    if scores and budgets and at and law.total_score is not None:
        operands: dict[str, Operand] = {"scores": scores, "budgets": budgets}
        yield Live(
            at,
            Kind.SUMMARY_SCORE,
            "汇总表合计自评分数",
            law.total_score,
            operands,
            (*_parts(form, scores), *_parts(form, budgets)),
        )


def _summary_grade(table: Table, grading: Grading | None, row: int) -> Iterator[Live]:
    at, score = table.at("grade", row), table.at("self_score", row)
    if at and score and grading:
        label = f"汇总表第 {row - table.first + 1} 行等级"
        yield Live(at, Kind.SUMMARY_GRADE, label, grade_formula(grading), {"score": score}, subject=str(row))


def _parts(form: SummaryForm, column: Area) -> tuple[CellRef, ...]:
    return tuple(cell for cell in column if cell.row not in form.headings)


def _summary_rate(form: SummaryForm, framework: Framework, row: int, subject: str) -> Iterator[Live]:
    table = form.table
    at = table.at("execution_rate", row)
    operands = {role: cell for role in AMOUNTS if (cell := table.at(role, row)) is not None}
    if at and len(operands) == len(AMOUNTS):
        label = f"汇总表{subject or f'第 {row - table.first + 1} 行'}执行率"
        yield Live(
            at,
            Kind.SUMMARY_RATE,
            label,
            framework.summary.execution_rate,
            operands,
            subject=subject or str(row),
        )
