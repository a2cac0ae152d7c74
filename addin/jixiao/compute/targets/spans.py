"""Which numbers a statement can mean, and which numbers satisfy a target."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure
from jixiao.model.parts import Direction
from jixiao.model.targets import STRICT, TOWARDS, Precision, Quantity

_ROUGH = Decimal("0.1")
"""How far off, as a share, a number may be that is meant roughly (约100, 近百)."""


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from ``low`` to ``high``, each end in unless it is open; None is no end at all."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def is_within(self, other: "Span") -> bool:
        """Whether every number of this span lies in the other one."""
        return _ends_later(self.low, self.low_open, other.low, other.low_open) and _ends_later(
            _minus(self.high), self.high_open, _minus(other.high), other.high_open
        )

    def is_apart_from(self, other: "Span") -> bool:
        """Whether no number lies in both."""
        return _is_below(self, other) or _is_below(other, self)


def _minus(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.copy_negate()


def _ends_later(one: Decimal | None, one_open: bool, other: Decimal | None, other_open: bool) -> bool:
    """Whether a lower end is at or above another one."""
    if other is None or one is None:
        return other is None
    return one > other or (one == other and (one_open or not other_open))


def _is_below(one: Span, other: Span) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def meant(quantity: Quantity) -> Span:
    """The numbers that a quantity can mean as it is written."""
    figure, upper = quantity.figure, quantity.upper
    if upper is not None:
        return Span(figure.value, upper.value, figure.comparator in STRICT, upper.comparator in STRICT)
    towards = TOWARDS.get(figure.comparator)
    if towards is not None:
        return _half_line(figure.value, towards, figure.comparator in STRICT)
    return _roughly(figure, quantity.precision)


def _roughly(figure: Figure, precision: Precision) -> Span:
    value = figure.value
    rough = EXACT.multiply(abs(value), _ROUGH)
    match precision:
        case Precision.OVER:
            return Span(value, EXACT.add(value, _step(value)), low_open=True, high_open=True)
        case Precision.NEARLY:
            return Span(EXACT.subtract(value, rough), value, high_open=True)
        case Precision.ABOUT:
            return Span(EXACT.subtract(value, rough), EXACT.add(value, rough))
    return Span(value, value)


def _step(value: Decimal) -> Decimal:
    """By how much a number can grow below its last digit other than 0: 150多 stays below 160."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) and value else 0)


def printed_span(quantity: Quantity) -> Span:
    """The numbers that can have been rounded to a plain number: half a unit of its last decimal to both sides."""
    if quantity.is_bound:
        return meant(quantity)
    half = Decimal(5).scaleb(-quantity.figure.decimals - 1)
    value = quantity.figure.value
    return Span(EXACT.subtract(value, half), EXACT.add(value, half), high_open=True)


def satisfying(target: Quantity, goal: Direction | None) -> tuple[Span, Span]:
    """The numbers that surely satisfy a target, and those that perhaps do."""
    figure, upper = target.figure, target.upper
    if upper is not None:
        return (meant(target), meant(target)) if upper.comparator else _of_loose_range(target, goal)
    if goal is None:
        return Span(figure.value, figure.value), Span()
    surely = _half_line(figure.value, goal, figure.comparator in STRICT)
    rough = meant(target)
    end = rough.low if goal is Direction.UP else rough.high
    if figure.comparator or end is None:
        return surely, surely
    return surely, _half_line(end, goal, is_open=False)


def _of_loose_range(target: Quantity, goal: Direction | None) -> tuple[Span, Span]:
    """50～60人: within is met; beyond it is too, where more is better."""
    inside = meant(target)
    if goal is Direction.UP:
        return Span(inside.low), Span(inside.low)
    if goal is Direction.DOWN:
        return Span(high=inside.high), Span(high=inside.high)
    return inside, Span()


def _half_line(value: Decimal, towards: Direction, is_open: bool) -> Span:
    if towards is Direction.UP:
        return Span(value, None, low_open=is_open)
    return Span(None, value, high_open=is_open)
