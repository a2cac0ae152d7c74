"""R004: what was spent is not more than the annual budget, or the office says why."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.funds.magnitudes import is_other_unit


@rule(
    code="R004",
    title="执行数不超过全年预算数",
    messages="{label}{executed}大于{budget}，执行率超过 100%，请核实。",
    hint="全年预算数应是调整后的预算；填了年初预算数的请改正，确实超出的请在报告中说明原因。",
    basis="执行率＝全年执行数÷全年预算数，没有预算不得支出（预算法第十三条）；指标体系可以规定不查",
)
def execution_is_within_the_budget(review: Review) -> Iterator[Outcome]:
    """The lines of the fund table, and the units of the 汇总表; all of one table are told of together."""
    if review.framework.over_budget == "explain":
        yield from _fund(review)
        yield from _summary(review)


def _fund(review: Review) -> Iterator[Finding]:
    fund, law = review.form.fund, review.framework.fund
    for line in fund.lines if fund and law else ():
        assert fund is not None and law is not None  # else there are no lines
        places = {role: fund.at(role, line) for role in ("annual_budget", "executed", "execution_rate")}
        headings = {role: words[0] for role, words in law.columns.items()}
        yield from _over(review, named(line.label), places, headings)


def _summary(review: Review) -> Iterator[Finding]:
    summary, law = review.form.summary, review.framework.summary_table
    rows = [*review.listed_names(), *([(summary.table.total, "合计")] if summary and summary.table.total else [])]
    for row, name in rows if summary and law else ():
        assert summary is not None and law is not None  # else there are no rows
        places = {role: summary.table.at(role, row) for role in ("annual_budget", "executed", "execution_rate")}
        headings = {role: words[0] for role, words in law.columns.items()}
        yield from _over(review, named(name), places, headings)


def _over(review: Review, label: str, places: dict[str, CellRef | None], headings: dict[str, str]) -> Iterator[Finding]:
    """By the amounts; where one of them is lost, by the rate that is stated."""
    budget, executed = (review.right_number(places[role]) for role in ("annual_budget", "executed"))
    rate_at, at = places["execution_rate"], places["executed"]
    if isinstance(budget, Decimal) and isinstance(executed, Decimal):
        is_over = 0 < budget < executed and not is_other_unit(executed, budget)  # M001 speaks of that
    else:
        fact = review.calculation.stated.get(rate_at) if rate_at else None
        is_over, at = fact is not None and isinstance(fact.reported, Figure) and fact.reported.value > 1, rate_at
    if is_over and at is not None:
        values = {"executed": headings["executed"], "budget": headings["annual_budget"]}
        yield Finding("R004", Severity.WARNING, at, label, review.printed(at), values=values,
                      group=f"{at.sheet} {headings['executed']}")  # fmt: skip
