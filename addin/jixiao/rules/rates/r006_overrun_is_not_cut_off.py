"""R006: a rate that would be negative is not written as 0 without a word."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.formula import evaluate
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.model.formula import Extreme, Formula, Number
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.rates.rates import places_of, unrounded
from jixiao.rules.sameness.stated_twice import questioned


@rule(
    code="R006",
    title="超支不记作 0",
    messages="{label}现为 {printed}，不计下限时算得 {expected}，实际已超出计划，请核实。",
    hint="超出计划的，请在偏差原因中写明超出的数额和原因；口径规定记 0 的，在报告中说明。",
    basis="节约率＝（计划－实际）÷计划；结果为负表示超支，记作 0 会看不出来",
)
def overrun_is_not_cut_off(review: Review) -> Iterator[Outcome]:
    """Rates whose formula has 0 for its lower limit, where the limit was reached."""
    for computed in review.calculation.computed.values():
        inner = _without_limit(computed.live.formula) if computed.live.kind is Kind.RATE else None
        if inner is None:
            continue
        value = evaluate(inner, {name: review.operand(computed, name) for name in computed.live.operands})
        in_question = not questioned(review).keys().isdisjoint(computed.live.operands.values())
        if isinstance(value, Decimal) and value < 0 and not in_question:
            yield from _findings(review, computed, value)


def _without_limit(formula: Formula) -> Formula | None:
    """What stands beside the 0 in ``max(0, …)``; None in any other formula."""
    inner = unrounded(formula)
    if not isinstance(inner, Extreme) or inner.which != "max" or len(inner.items) != 2:
        return None
    others = [item for item in inner.items if not (isinstance(item, Number) and not item.value)]
    return others[0] if len(others) == 1 else None


def _findings(review: Review, computed: Computed, value: Decimal) -> Iterator[Finding]:
    places = places_of(computed)
    if format_percent(value, places) == format_percent(Decimal(0), places):
        return
    at = _stated_at(review, computed) or computed.live.at
    printed = review.printed(at) or format_percent(Decimal(0), places)
    yield Finding("R006", Severity.WARNING, at, named(review.framework.rate(computed.live.subject).label), printed,
                  format_percent(value, places))  # fmt: skip


def _stated_at(review: Review, computed: Computed) -> CellRef | None:
    """The actual value that says 0, where the scoring table has the rate."""
    form = review.form.indicators
    for row in form.rows if form else ():
        rate, at = review.rate_of(row), form.at("actual", row.row) if form else None
        if rate and rate.id == computed.live.subject and at is not None:
            reported = review.reported(at)
            if isinstance(reported, Figure) and not reported.value:
                return at
    return None
