"""Bounds of rates whose numerator and denominator share a figure: growth, shares of a sum, a derived base.

As independent figures their bounds would be too wide: in (a − b) ÷ b, b cannot be high above and low below the line.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from jixiao.compute.intervals import Interval

_ONE = Interval.exact(Decimal(1))
_ZERO = Interval.exact(Decimal(0))


def total(parts: Iterable[Interval]) -> Interval:
    """The bounds of a sum; of nothing it is 0."""
    return sum(parts, _ZERO)


def growth(current: Interval, prior: Interval) -> Interval:
    """The bounds of (current − prior) ÷ prior. Raises ZeroDivisionError where prior may be zero."""
    return current / prior - _ONE


def growth_over(current: Interval, change: Interval) -> Interval:
    """The bounds of change ÷ (current − change), the growth rate where only the change is stated.

    Raises ZeroDivisionError where the base may be zero.
    """
    base = current - change
    if base.low <= 0 <= base.high:
        raise ZeroDivisionError("基数的取值范围包含 0")
    if not change.low <= 0 <= change.high:
        return _ONE / (current / change - _ONE)
    return _between_corners(current, change)


def _between_corners(current: Interval, change: Interval) -> Interval:
    """The rate rises or falls with each of the two throughout, so its ends lie at corners; both count as in."""
    rates = [
        Interval.exact(part) / (Interval.exact(whole) - Interval.exact(part))
        for whole in (current.low, current.high)
        for part in (change.low, change.high)
    ]
    low, high = min(rate.low for rate in rates), max(rate.high for rate in rates)
    return Interval(low, high, high_open=False)


def share(part: Interval, rest: Interval) -> Interval:
    """The bounds of part ÷ (part + rest), both zero or more. Raises ZeroDivisionError where both may be zero."""
    if part.low < 0 or rest.low < 0 or part.low + rest.low == 0:
        raise ZeroDivisionError("部分与其余之和的取值范围包含 0 或负数")
    least, most = _share(part.low, rest.high), _share(part.high, rest.low)
    return Interval(least.low, most.high, high_open=False)


def _share(part: Decimal, rest: Decimal) -> Interval:
    return Interval.exact(part) / (Interval.exact(part) + Interval.exact(rest))


def among(rates: Iterable[Interval]) -> Interval | None:
    """Where the rate of a total lies whose parts have these rates and weights of zero or more: between them.

    None where there are no parts.
    """
    found = [*rates]
    return reduce(Interval.hull, found) if found else None
