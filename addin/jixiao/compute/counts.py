"""Whole numbers behind a printed share: can 89.79 % be so many people out of 647?"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from jixiao.compute.intervals import Interval
from jixiao.model.decimals import EXACT

_MOST = 10**12
"""Nobody counts further."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many out of a whole, and the ``share`` that this is, unrounded."""

    number: int
    share: Decimal


def is_countable(value: Decimal) -> bool:
    """Whether a figure can be a number of people or things: whole, not negative, not beyond all bounds."""
    return 0 <= value <= _MOST and value == value.to_integral_value()


def counts_within(bounds: Interval, whole: int) -> range:
    """The numbers from 0 to ``whole`` whose share of it lies within the bounds of a printed share.

    Raises ValueError for a whole that is not positive.
    """
    _refuse_nothing(whole)
    low, high = (EXACT.multiply(end, Decimal(whole)) for end in (bounds.low, bounds.high))
    first = int(low.to_integral_value(ROUND_CEILING, EXACT))
    last = int(high.to_integral_value(ROUND_FLOOR, EXACT))
    first += bounds.low_open and first == low
    last -= bounds.high_open and last == high
    return range(max(first, 0), max(min(last, whole), -1) + 1)


def nearest_counts(share: Decimal, whole: int) -> tuple[Count, ...]:
    """The number just below a share of the whole and the one just above; one where the share is just that number.

    Raises ValueError for a whole that is not positive.
    """
    _refuse_nothing(whole)
    exact = EXACT.multiply(share, Decimal(whole))
    ends = (int(exact.to_integral_value(way, EXACT)) for way in (ROUND_FLOOR, ROUND_CEILING))
    numbers = dict.fromkeys(min(max(number, 0), whole) for number in ends)
    return tuple(Count(number, EXACT.divide(Decimal(number), Decimal(whole))) for number in numbers)


def _refuse_nothing(whole: int) -> None:
    if whole <= 0:
        raise ValueError(f"总数不是正数：{whole}")
