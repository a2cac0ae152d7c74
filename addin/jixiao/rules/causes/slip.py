"""What a slip is, and how the one that explains a figure is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import round_half_up
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure


class Likelihood(IntEnum):
    """How readily a slip is believed where several would give the stated figure; the first is the readiest.

    What reproduces a whole figure from another one on the sheet says more than what changes one of its digits.
    """

    COPIED = 1
    MISREAD = 2
    ADDEND = 3
    WRONG_SIGN = 4
    UNIT = 5
    SHIFTED = 6
    SWAPPED_DIGITS = 7
    ROUNDING = 8
    COPIED_BY_CHANCE = 9
    WRONG_LINE = 10
    PEN = 11


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that may have gone wrong, in words (数字颠倒), and the figure that it ``gives``.

    ``is_copy``: it gives just the figure that stands elsewhere, however exactly the right one is known.
    """

    text: str
    gives: Decimal
    likelihood: Likelihood
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """The slip that reproduces a stated figure, in words, and the figure ``proposed`` instead, as it is printed."""

    text: str
    proposed: Decimal


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure that stands elsewhere, and what messages call it."""

    label: str
    value: Decimal


def reads(stated: Figure, value: Decimal) -> bool:
    """Whether a value, printed with as many decimals, reads like the stated figure."""
    return round_half_up(value, stated.decimals) == round_half_up(stated.value, stated.decimals)


def likeliest(stated: Figure, right: Decimal, slips: Iterable[Slip], bounds: Interval | None = None) -> Cause | None:
    """The likeliest of the slips that give the stated figure; ``right`` is what it should be, unrounded if known.

    ``bounds``: what the right figure can be, where it is made of figures that were rounded. None where the figure is
    right, where no slip gives it, or where two different ones do that are as likely. Of a stated zero nothing can be
    told: too much comes to it.
    """
    if not round_half_up(stated.value, stated.decimals) or stated.comparator or reads(stated, right):
        return None
    fitting = [slip for slip in slips if _gives(slip, stated, right, bounds)]
    if not fitting:
        return None
    first = min(slip.likelihood for slip in fitting)
    texts = {slip.text for slip in fitting if slip.likelihood is first}
    return Cause(texts.pop(), round_half_up(right, stated.decimals)) if len(texts) == 1 else None


_AS_FAR_OFF = (Likelihood.ADDEND, Likelihood.WRONG_SIGN)
_IN_PROPORTION = (Likelihood.MISREAD, Likelihood.UNIT, Likelihood.SHIFTED, Likelihood.WRONG_LINE)
_MOST_OFF = Decimal("0.01")
"""Of figures less sure than to one percent, nearly anything could be explained."""


def _gives(slip: Slip, stated: Figure, right: Decimal, bounds: Interval | None) -> bool:
    """Whether a slip gives the stated figure, from the right one or from one that it can be just as well."""
    if reads(stated, slip.gives):
        return True
    room = _room(slip, right, bounds) if bounds is not None else Decimal(0)
    return bool(room) and abs(stated.value - slip.gives) <= room + Decimal(5).scaleb(-stated.decimals - 1)


def _room(slip: Slip, right: Decimal, bounds: Interval) -> Decimal:
    """How far off the right figure's bounds may put what a slip gives."""
    half = min((bounds.high - bounds.low) / 2, _MOST_OFF * abs(right))
    if slip.is_copy or not right:
        return Decimal(0)
    if slip.likelihood in _AS_FAR_OFF:
        return half
    return half / abs(right) * abs(slip.gives) if slip.likelihood in _IN_PROPORTION else Decimal(0)


_MOST_ALIKE = 30
"""With more figures than these, one of them looks like any other by chance."""


def printed_alike(stated: Figure, right: Decimal, bounds: Interval | None) -> list[Decimal]:
    """The right figure, and those that it can be just as well, as they would be printed; the nearest first."""
    if bounds is None:
        return [right]
    decimals = next(
        (d for d in (stated.decimals, _typed(stated)) if (bounds.high - bounds.low).scaleb(d) <= _MOST_ALIKE), None
    )
    if decimals is None:
        return [right]
    unit, first = Decimal(1).scaleb(-decimals), round_half_up(bounds.low, decimals)
    found = (first + step * unit for step in range(_MOST_ALIKE + 2))
    others = [value for value in found if value <= bounds.high + unit / 2 and not reads(stated, value)]
    return [right, *sorted(others, key=lambda value: abs(value - right))]


def _typed(stated: Figure) -> int:
    """The decimals of a figure without zeros at the end: 6626.00 was perhaps rounded to whole ones."""
    return decimals_of(stated.value.normalize())


def significant_digits(value: Decimal) -> int:
    """How many digits a number has without the zeros at either end: 0 has none, 1500.0 has 2."""
    return len(value.normalize().as_tuple().digits) if value else 0
