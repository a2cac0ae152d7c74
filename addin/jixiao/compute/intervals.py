"""Intervals: what a printed figure can stand for, and whether two figures can be the same one.

After XBRL Calculations 1.1: ``97.3%`` may have been any share in [0.9725, 0.9735). Only figures whose
intervals do not meet contradict each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import Enum

from jixiao.compute.numbers import round_half_up
from jixiao.model.decimals import DOWN, UP
from jixiao.model.figures import Figure

_Bound = tuple[Decimal, bool]
"""An end of an interval: where, and whether the end itself is out."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``; as written, the lower end is in and the upper one out.

    The flags say otherwise where needed (the negative of [1, 2) is (−2, −1]). Equal ends are that one number.
    Raises ValueError for ends in the wrong order. Results of arithmetic contain every result that numbers
    of the operands can give.
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"区间下限 {self.low} 大于上限 {self.high}")
        if self.low == self.high:
            object.__setattr__(self, "low_open", False)
            object.__setattr__(self, "high_open", False)

    @staticmethod
    def exact(value: Decimal) -> "Interval":
        """The interval of one number, which nobody rounded."""
        return Interval(value, value)

    @staticmethod
    def of_printed(value: Decimal, decimals: int) -> "Interval":
        """All numbers that are printed as this one: half a unit of the last decimal to both sides.

        A value with more decimals than printed is rounded first. ``decimals`` may be negative (6万 → −4).
        """
        printed = round_half_up(value, decimals)
        half = Decimal(5).scaleb(-decimals - 1)
        low, high = DOWN.subtract(printed, half), UP.add(printed, half)
        return Interval(low, high, low_open=printed <= 0, high_open=printed >= 0)  # half-up is away from zero

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        return above and (value < self.high or (value == self.high and not self.high_open))

    def __neg__(self) -> "Interval":
        return Interval(self.high.copy_negate(), self.low.copy_negate(), self.high_open, self.low_open)

    def __add__(self, other: "Interval") -> "Interval":
        low, high = DOWN.add(self.low, other.low), UP.add(self.high, other.high)
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return _of_corners(self, other, Context.multiply)

    def __truediv__(self, other: "Interval") -> "Interval":
        """Raises ZeroDivisionError where the denominator may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("分母的取值范围包含 0")
        return _of_corners(self, other, Context.divide)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that contains both."""
        low, high = min(self._lower, other._lower), max(self._upper, other._upper)
        return Interval(low[0], high[0], low[1], not high[1])

    def smaller(self, other: "Interval") -> "Interval":
        """What the smaller one of two numbers can be."""
        low, high = min(self._lower, other._lower), min(self._upper, other._upper)
        return Interval(low[0], high[0], low[1], not high[1])

    def larger(self, other: "Interval") -> "Interval":
        """What the larger one of two numbers can be."""
        return -(-self).smaller(-other)

    @property
    def _lower(self) -> _Bound:
        """The lower end; an end that is in comes before one that is out."""
        return self.low, self.low_open

    @property
    def _upper(self) -> _Bound:
        """The upper end and, other than elsewhere, whether it is in, so that such an end comes later."""
        return self.high, not self.high_open


def _of_corners(one: Interval, other: Interval, operation: Callable[[Context, Decimal, Decimal], Decimal]) -> Interval:
    """The interval of a product or quotient: its ends lie where both operands are at an end."""
    corners = [
        (x, y, _is_out(x, y))
        for x in ((one.low, one.low_open), (one.high, one.high_open))
        for y in ((other.low, other.low_open), (other.high, other.high_open))
    ]
    low, low_open = min((operation(DOWN, x[0], y[0]), is_open) for x, y, is_open in corners)
    high, high_in = max((operation(UP, x[0], y[0]), not is_open) for x, y, is_open in corners)
    return Interval(low, high, low_open, not high_in)


def _is_out(x: _Bound, y: _Bound) -> bool:
    """Whether a corner's result is out: an end of an operand is, and no zero makes the other operand idle."""
    is_zero = any(not value and not is_open for value, is_open in (x, y))
    return (x[1] or y[1]) and not is_zero


def meets(one: Interval, other: Interval) -> bool:
    """Whether some number lies in both: [1, 2) and [2, 3) do not meet, the point 2 and [2, 3) do."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return low < high or (low == high and low in one and low in other)


class Agreement(Enum):
    """How a stated figure stands to the computed one. Only the last is an error."""

    CONSISTENT = "一致"
    ROUNDING = "舍入可解释"
    IMPOSSIBLE = "不可能"


def agreement(stated: Figure, point: Decimal, interval: Interval | None) -> Agreement:
    """How a stated figure stands to a computed one.

    ``point`` is the figure computed from the printed inputs, ``interval`` what it could be given that these
    were rounded; None means that it cannot be bounded, and then nothing is impossible. A stated figure with a
    comparator is a bound: ``>100%`` agrees with 1.2.
    """
    if _claims(stated, Interval.exact(point)):
        return Agreement.CONSISTENT
    if interval is None or _claims(stated, interval):
        return Agreement.ROUNDING
    return Agreement.IMPOSSIBLE


def _claims(stated: Figure, interval: Interval) -> bool:
    """Whether some number of the interval is what the figure states."""
    match stated.comparator:
        case ">":
            return interval.high > stated.value
        case "<":
            return interval.low < stated.value
        case "≥":
            return interval.high > stated.value or stated.value in interval
        case "≤":
            return interval.low < stated.value or stated.value in interval
    return meets(Interval.of_printed(stated.value, stated.decimals), interval)
