"""Quotients whose numerator and denominator share a figure: their bounds are narrower than those of two figures."""

from collections.abc import Callable
from decimal import Decimal

from jixiao.compute.changes import growth_over, share
from jixiao.compute.intervals import Interval
from jixiao.model.formula import Arithmetic, Formula

_ONE = Interval.exact(Decimal(1))


def shared(formula: Arithmetic, bounds: Callable[[Formula], Interval]) -> Interval | None:
    """The bounds of such a quotient, or None where the formula is none. ``bounds`` reads the figures in it."""
    match formula:
        case Arithmetic("/", Arithmetic("+" | "-" as op, one, other), base) if base in (one, other):
            return _over_one_of_its_parts(op, one, other, base, bounds)
        case Arithmetic("/", change, Arithmetic("-", current, again)) if change == again:
            return growth_over(bounds(current), bounds(change))
        case Arithmetic("/", part, Arithmetic("+", one, other)) if part in (one, other):
            return _share(bounds(part), bounds(other if part == one else one))
    return None


def _over_one_of_its_parts(
    op: str, one: Formula, other: Formula, base: Formula, bounds: Callable[[Formula], Interval]
) -> Interval:
    """(a ± b) ÷ b is a ÷ b ± 1, and (a ± b) ÷ a is 1 ± b ÷ a."""
    under = bounds(base)
    if base == other:
        quotient = bounds(one) / under
        return quotient + _ONE if op == "+" else quotient - _ONE
    quotient = bounds(other) / under
    return _ONE + quotient if op == "+" else _ONE - quotient


def _share(part: Interval, rest: Interval) -> Interval | None:
    return share(part, rest) if min(part.low, rest.low) >= 0 and part.low + rest.low else None
