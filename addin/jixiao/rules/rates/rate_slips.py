"""What a stated rate may have been computed from instead: figures of other lines and years, or the wrong way."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import AMOUNTS, Kind
from jixiao.compute.live_rates import label_of as base_label
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.form import named
from jixiao.model.formula import Arithmetic, Formula, Ref
from jixiao.model.framework import PRIOR
from jixiao.rules.causes import Labelled, Likelihood, Slip, plain_mean, wrong_base, wrong_growth, wrong_numerator
from jixiao.rules.rates.rates import unrounded


def rate_slips(review: Review, computed: Computed) -> Iterator[Slip]:
    """The slips that would give the rate another value, as far as the figures around it are known."""
    if computed.live.kind is Kind.RATE:
        yield from _of_measure(review, computed)
    else:
        yield from _of_line(review, computed)


def _of_line(review: Review, computed: Computed) -> Iterator[Slip]:
    """An execution rate with an amount of another line; that of a total as the mean of its lines."""
    summary, at = review.form.summary, computed.live.at
    lines = [line for place in _beside(review, computed) if (line := _line(review, place)) is not None]
    executed, budget = (review.operand(computed, role) for role in reversed(AMOUNTS))
    if isinstance(executed, Decimal) and isinstance(budget, Decimal):
        yield from wrong_base(executed, (Labelled(label, amounts[0]) for label, amounts in lines))
        yield from wrong_numerator((Labelled(label, amounts[1]) for label, amounts in lines), budget)
    if computed.live.kind is Kind.SUMMARY_RATE and summary is not None and at.row == summary.table.total:
        rates = (review.number(summary.table.at("execution_rate", row)) for row, _ in review.unit_names())
        yield from plain_mean(rate for rate in rates if isinstance(rate, Decimal))


def _beside(review: Review, computed: Computed) -> Iterator[CellRef]:
    """The rates whose amounts are easily taken instead: in the fund table all others, else the total's and the next."""
    fund, summary, at = review.form.fund, review.form.summary, computed.live.at
    if computed.live.kind is Kind.FUND_RATE and fund is not None:
        places = (fund.at("execution_rate", line) for line in reversed(fund.lines))
        yield from (place for place in places if place is not None and place != at)
    elif summary is not None:
        rows = [row for row in (summary.table.total, at.row - 1, at.row + 1) if row is not None and row != at.row]
        yield from (CellRef(at.sheet, row, at.column) for row in dict.fromkeys(rows))


def _line(review: Review, at: CellRef) -> tuple[str, tuple[Decimal, Decimal]] | None:
    """What the line of a rate is called, and its budget and executed amount."""
    other = review.calculation.computed.get(at)
    budget, executed = (review.operand(other, role) if other else None for role in AMOUNTS)
    if other is None or not isinstance(budget, Decimal) or not isinstance(executed, Decimal):
        return None
    return line_label(review, other), (budget, executed)


def line_label(review: Review, computed: Computed) -> str:
    """What the line of a rate is called in its table."""
    fund, summary = review.form.fund, review.form.summary
    if computed.live.kind is Kind.FUND_RATE and fund is not None:
        line = fund.line_at(computed.live.at)
        return line.label if line else ""
    if computed.live.kind is Kind.SUMMARY_RATE and summary is not None:
        return review.listed_name(computed.live.at) or "合计"
    return computed.live.label


def _of_measure(review: Review, computed: Computed) -> Iterator[Slip]:
    """A rate of 指标测算: growth on the wrong base, or a base figure of the other year."""
    formula = unrounded(computed.live.formula)
    growth = _growth_of(formula)
    if growth is not None:
        current, prior = (review.operand(computed, name) for name in growth)
        if isinstance(current, Decimal) and isinstance(prior, Decimal):
            yield from wrong_growth(current, prior)
    elif isinstance(formula, Arithmetic) and formula.op == "/":
        yield from _of_other_year(review, computed, formula)


def _growth_of(formula: Formula) -> tuple[str, str] | None:
    """The names of current and prior figure in ``(current - prior) / prior``."""
    match formula:
        case Arithmetic("/", Arithmetic("-", Ref(current), Ref(prior)), Ref(base)) if base == prior:
            return current, prior
    return None


def _of_other_year(review: Review, computed: Computed, formula: Arithmetic) -> Iterator[Slip]:
    match formula:
        case Arithmetic("/", Ref(above), Ref(below)):
            one, other = (_twin(review, name) for name in (above, below))
            numerator, denominator = (review.operand(computed, name) for name in (above, below))
            if isinstance(one, Decimal) and isinstance(denominator, Decimal) and denominator:
                yield _other_year(review, above, one / denominator)
            if isinstance(numerator, Decimal) and isinstance(other, Decimal) and other:
                yield _other_year(review, below, numerator / other)


def _other_year(review: Review, name: str, value: Decimal) -> Slip:
    year = "本年数" if name.endswith(PRIOR) else "上年数"
    return Slip(f"{named(base_label(review.framework, name.removesuffix(PRIOR)))}用了{year}", value, Likelihood.MISREAD)


def _twin(review: Review, name: str) -> object:
    """The figure of the other year."""
    at: CellRef | None = review.form.concepts.get(name.removesuffix(PRIOR) if name.endswith(PRIOR) else name + PRIOR)
    return review.number(at)
