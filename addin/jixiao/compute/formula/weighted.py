"""The bounds of a weighted mean, whose numerator and denominator share the weights."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from itertools import zip_longest

from jixiao.compute.intervals import Interval
from jixiao.model.decimals import UP

_ZERO = Interval.exact(Decimal(0))


def weighted_mean(values: Sequence[Interval | None], weights: Sequence[Interval | None]) -> Interval:
    """The bounds of Σxw ÷ Σw, cell by cell; what is no number counts as 0.

    Raises ZeroDivisionError where the weights may add up to zero.
    """
    pairs = [(value or _ZERO, weight or _ZERO) for value, weight in zip_longest(values, weights)]
    heavy = [weight for _, weight in pairs]
    with localcontext(UP):
        if any(weight.low < 0 for weight in heavy):
            return sum((value * weight for value, weight in pairs), _ZERO) / sum(heavy, _ZERO)
        if not sum(weight.low for weight in heavy):
            raise ZeroDivisionError("权重之和的取值范围包含 0")
        low = -_highest([-value.low for value, _ in pairs], heavy)
        return Interval(low, _highest([value.high for value, _ in pairs], heavy), high_open=False)


def _highest(values: Sequence[Decimal], weights: Sequence[Interval]) -> Decimal:
    """The largest mean: the largest values have weights at their upper ends, the rest at their lower ends."""
    weight = sum((weight.low for weight in weights), Decimal(0))
    total = sum((value * weight.low for value, weight in zip(values, weights, strict=True)), Decimal(0))
    highest = total / weight
    for value, bounds in sorted(zip(values, weights, strict=True), key=lambda pair: pair[0], reverse=True):
        weight += bounds.high - bounds.low
        total += value * (bounds.high - bounds.low)
        highest = max(highest, total / weight)
    return highest
