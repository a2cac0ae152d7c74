"""H004: what the report's text says of the year before is what 基础数据 says of it."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.intervals import Interval, meets
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.framework import PRIOR
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.sameness.fact_names import fact_of
from jixiao.rules.sameness.standing import in_force
from jixiao.rules.statements.growth import Amount, growth_rows, prior_of
from jixiao.rules.statements.stated_rows import StatedRow
from jixiao.rules.units import unit_of


@rule(
    code="H004",
    title="报告里的上年数与基础数据的上年数一致",
    messages={
        "": "{label}上年数现为 {printed}，与{there} {expected} 不一致，请核实。",
        "derived": "{label}上年数按本年数减增减额为 {printed}，与{there} {expected} 不一致，请核实。",
    },
    hint="请核对报告和“基础数据”的上年数；口径有变动的，请在报告中说明。",
    basis="同一项目的上年数只有一个（叙述数据的上年数、增减额与基础数据的上年数）",
)
def prior_year_agrees(review: Review) -> Iterator[Outcome]:
    """The base as stated, or this year's figure less the change, against the prior figure of the same base figure."""
    form = review.form.statements
    for row in growth_rows(review):
        fact = fact_of(review, form.concepts.get(row.row, "")) if form else ""
        place, prior = review.form.concepts.get(fact + PRIOR), prior_of(row)
        if place is not None and prior is not None:
            yield from _compared(review, row, prior, place, review.framework.concept(fact).unit)


def _compared(review: Review, row: StatedRow, prior: Amount, place: CellRef, unit: str) -> Iterator[Finding]:
    standing, own, goal = in_force(review, place), unit_of(row.unit), unit_of(unit)
    if standing is None or standing.bounds is None or isinstance(standing.value, str) or own.base != goal.base:
        return
    factor = Decimal(10) ** (own.power - goal.power)
    if not meets(prior.bounds * Interval.exact(factor), standing.bounds):
        at = row.base.at if row.base else row.change.at if row.change else row.at
        yield Finding("H004", Severity.WARNING, at, row.label, row.shown(prior.value, 10), f"{standing.text} {unit}",
                      variant="" if row.base else "derived",
                      values={"there": f"{place.sheet} {place.a1} 的"})  # fmt: skip
