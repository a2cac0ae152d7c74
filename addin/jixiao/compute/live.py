"""Every cell of the form that a formula fills: which formula, over which cells.

The template builder writes these as live Excel formulas, the engine evaluates the same trees; both start from
a Form, so a formula is stated once, in the framework.
"""

from collections.abc import Iterator
from functools import cache

from jixiao.compute.live_cell import AMOUNTS, Kind, Live, Operand
from jixiao.compute.live_scores import indicator_cells
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Form, FundForm, SummaryForm, named
from jixiao.model.formula import Formula, IfElse, IsMissing, Join, Literal, Logic, Ref, parse_formula, parts
from jixiao.model.framework import Framework


def live_cells(form: Form, framework: Framework) -> tuple[Live, ...]:
    """All live cells of a form, each after those it depends on."""
    found: list[Live] = [*_headings(form)]
    if form.fund is not None:
        found += _fund(form.fund, framework, form.ours)
    found += _rates(form, framework)
    if form.indicators is not None:
        found += indicator_cells(form.indicators, framework, totals=not is_scored_elsewhere(form))
    if form.summary is not None:
        found += _summary(form.summary, framework)
    return tuple(found)


def is_scored_elsewhere(form: Form) -> bool:
    """Whether points for the execution rate stand in the fund table, so that indicators alone are not the total."""
    fund = form.fund
    return not form.ours and fund is not None and not {"points", "score"}.isdisjoint(fund.table.columns)


_HEADINGS = {
    "evaluation_year": ("（ ", "year", " 年度）"),
    "summary_title": ("", "year", "年度部门整体支出自评情况汇总表"),
    "evaluation_money_unit": ("单位：", "money_unit", ""),
    "summary_money_unit": ("单位：", "money_unit", ""),
    "evaluation_subordinates": ("", "subordinates", ""),
    "seal_preparer": ("填报人：", "preparer", ""),
    "seal_date": ("填报日期：", "date", ""),
    "evaluation_unit": ("", "unit", ""),
    "summary_department": ("主管部门（盖章）：", "department", ""),
    "seal_unit": ("部门（盖章）：", "unit", ""),
}


def _headings(form: Form) -> Iterator[Live]:
    for id, at in form.headings.items():
        before, field, after = _HEADINGS.get(id, ("", "", ""))
        if field in form.fields:
            yield Live(at, Kind.HEADING, id, _heading(before, field, after), {field: form.fields[field]})


@cache
def _heading(before: str, field: str, after: str) -> Formula:
    pieces = [f'"{text}"' if text != field else text for text in (before, field, after) if text]
    return parse_formula(f"text({', '.join(pieces)})")


def _fund(fund: FundForm, framework: Framework, ours: bool) -> Iterator[Live]:
    table = fund.table
    for role in AMOUNTS:
        area, at = _sources(fund, role, ours), _total(fund, role)
        if area and at:
            label = f"整体支出{framework.fund.columns[role][0]}合计"
            yield Live(at, Kind.FUND_TOTAL, label, framework.fund.total, {"parts": area}, tuple(area), role)
    for line in fund.lines:
        at = table.at("execution_rate", line.row)
        operands = {role: cell for role in AMOUNTS if (cell := table.at(role, line.row)) is not None}
        if at and len(operands) == len(AMOUNTS):
            label = f"{named(line.label)}{framework.fund.columns['execution_rate'][0]}"
            yield Live(at, Kind.FUND_RATE, label, framework.fund.execution_rate, operands, subject=line.id)
    yield from _fund_checks(fund, framework)


def _total(fund: FundForm, role: str) -> CellRef | None:
    total = fund.line("total")
    return None if total is None else fund.table.at(role, total.row)


def _sources(fund: FundForm, role: str, ours: bool) -> Area | None:
    """The cells that make the total. In anyone's table nothing but sources may stand among or beside them."""
    source = fund.group("source")
    if len(source) < (1 if ours else 2):
        return None
    first, last = source[0].row, source[-1].row
    within = [line.group for line in fund.lines if first <= line.row <= last]
    strange = "total" in within or (not ours and any(line.group == "other" for line in fund.lines))
    return None if strange or (not ours and set(within) != {"source"}) else fund.table.area(role, first, last)


_FUND_CHECK = parse_formula(
    '"✓ 与按结构合计一致" if max(round(sum(parts), 6) - total, total - round(sum(parts), 6)) <= 0.015'
    ' else text("✗ 按结构合计为 ", round(sum(parts), 6))'
)
"""Two parts and a total, each rounded to two decimals, may differ by 0.015: what rule F001 lets pass is no ✗ here."""


def _fund_checks(fund: FundForm, framework: Framework) -> Iterator[Live]:
    """Helper cells off the paper: does the split by structure add up to the total?"""
    table, total, structure = fund.table, fund.line("total"), fund.group("structure")
    if total is None or not structure:
        return
    for role in AMOUNTS:
        at, cell = table.at(f"{role}_check", total.row), table.at(role, total.row)
        area = table.area(role, structure[0].row, structure[-1].row)
        if at and cell and area:
            label = f"{framework.fund.columns[role][0]}按结构核对"
            yield Live(at, Kind.FUND_CHECK, label, _FUND_CHECK, {"parts": area, "total": cell}, tuple(area))


def _rates(form: Form, framework: Framework) -> Iterator[Live]:
    for rate in framework.rates:
        at = form.rates.get(rate.id)
        concepts = _in_order(rate.formula)
        operands = {name: form.concepts[name] for name in concepts if name in form.concepts}
        if at is None or len(operands) < len(concepts):
            continue
        yield Live(at, Kind.RATE, named(rate.label), rate.formula, operands, subject=rate.id)
        if at.column > 1 and operands:
            inputs = _inputs(framework, tuple(operands))
            yield Live(at.shift(columns=-1), Kind.RATE_INPUTS, f"{named(rate.label)}所用数据", inputs, operands)


def _in_order(formula: Formula) -> tuple[str, ...]:
    """The names of a formula in the order they are written, each once."""
    if isinstance(formula, Ref):
        return (formula.name,)
    return tuple(dict.fromkeys(name for part in parts(formula) for name in _in_order(part)))


def _inputs(framework: Framework, concepts: tuple[str, ...]) -> Formula:
    return _input_text(tuple((id, framework.concept(id).label) for id in concepts))


def _input_text(concepts: tuple[tuple[str, str], ...]) -> Formula:
    """Labels and figures one after the other; nothing while none is filled in."""
    items: list[Formula] = []
    for id, label in concepts:
        items += [Literal(f"{'；' if items else ''}{label} "), Ref(id)]
    unfilled = tuple(IsMissing(Ref(id)) for id, _ in concepts)
    return IfElse(Logic("and", unfilled) if len(unfilled) > 1 else unfilled[0], Literal(""), Join(tuple(items)))


def _summary(form: SummaryForm, framework: Framework) -> Iterator[Live]:
    table, law = form.table, framework.summary
    rows = [*range(table.first, table.last + 1)]
    for row in rows:
        yield from _summary_rate(form, framework, row, "")
    if table.total is None:
        return
    for role in AMOUNTS:
        area, at = table.area(role), table.at(role, table.total)
        if area and at:
            label = f"汇总表合计{law.columns[role][0]}"
            yield Live(at, Kind.SUMMARY_TOTAL, label, law.total, {"parts": area}, tuple(area), role)
    yield from _summary_rate(form, framework, table.total, "合计")
    scores, budgets, at = (
        table.area("self_score"),
        table.area("annual_budget"),
        table.at("self_score", table.total),
    )
    if scores and budgets and at:
        operands: dict[str, Operand] = {"scores": scores, "budgets": budgets}
        yield Live(at, Kind.SUMMARY_SCORE, "汇总表合计自评分数", law.total_score, operands, (*scores, *budgets))


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
