"""Why a figure may be wrong: the slips that happen, each tried against the figure that was stated.

One file a family of slips; each yields what the right figure would have become by it. ``likeliest`` names the one
that reproduces the stated figure at its printed precision, and proposes the right one. The functions here put the
families together for the kinds of figures that rules compare; they return the cause's words, "" where nothing fits.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import round_half_up
from jixiao.model.figures import Figure
from jixiao.rules.causes.addends import wrong_addend
from jixiao.rules.causes.copied import copied_rate, from_column, from_line, telling
from jixiao.rules.causes.pen import single_digit, swapped_digits, wrong_sign
from jixiao.rules.causes.quotients import (
    plain_mean,
    upside_down,
    wrong_base,
    wrong_growth,
    wrong_numerator,
    wrong_share,
)
from jixiao.rules.causes.rounding import wrong_rounding
from jixiao.rules.causes.scale import money_unit, shifted_point
from jixiao.rules.causes.slip import Cause, Labelled, Likelihood, Slip, likeliest, printed_alike, reads

__all__ = [
    "Cause",
    "Labelled",
    "Likelihood",
    "Slip",
    "amount_cause",
    "because",
    "cause_of",
    "from_column",
    "from_line",
    "likeliest",
    "money_unit",
    "of_digits",
    "plain_mean",
    "printed_alike",
    "rate_cause",
    "reads",
    "shifted_point",
    "single_digit",
    "slip",
    "sum_cause",
    "swapped_digits",
    "telling",
    "upside_down",
    "wrong_addend",
    "wrong_base",
    "wrong_growth",
    "wrong_numerator",
    "wrong_rounding",
    "wrong_share",
    "wrong_sign",
]


_PLAY = 10
"""A digit that counts so many times what the right figure leaves open was mistyped, one that counts less may differ."""


def cause_of(stated: Figure, right: Decimal, *families: Iterable[Slip], bounds: Interval | None = None) -> str:
    """The likeliest cause in words among some families of slips and those of the pen; "" where nothing fits.

    ``bounds``: what the right figure can be, where it is made of figures that were rounded.
    """
    found = likeliest(stated, right, chain(*families, of_digits(stated, right, bounds)), bounds)
    return found.text if found else ""


def of_digits(stated: Figure, right: Decimal, bounds: Interval | None = None) -> Iterator[Slip]:
    """The slips that any figure may suffer: point, sign, digits, rounding."""
    for value in (right, round_half_up(right, stated.decimals)):  # before it was rounded, and afterwards
        yield from shifted_point(value)
    yield from wrong_sign(right)
    yield from wrong_rounding(stated, right)
    alike = printed_alike(stated, right, bounds)
    for value in alike:
        yield from swapped_digits(stated, value)
    for value in alike:
        mistyped = [*single_digit(stated, value)] if value == right or _is_plain(stated, value, bounds) else []
        yield from mistyped
        if any(reads(stated, slip.gives) for slip in mistyped):
            return  # of several figures that it may have been, the nearest


def _is_plain(stated: Figure, value: Decimal, bounds: Interval | None) -> bool:
    """Whether the two differ by so much that it is no play of the last digits, which nobody knows for sure."""
    return bounds is not None and abs(stated.value - value) > _PLAY * (bounds.high - bounds.low)


def amount_cause(
    stated: Figure,
    right: Decimal,
    lines: Iterable[Labelled] = (),
    columns: Iterable[Labelled] = (),
    money: bool = True,
    bounds: Interval | None = None,
) -> str:
    """The cause of a wrong amount, or "".

    ``lines`` of the same column and ``columns`` of the same line may have been copied; ``money``: 元 and 万元 may
    have been mixed up. ``bounds``: see ``cause_of``.
    """
    units = money_unit(right) if money else ()
    return cause_of(stated, right, from_line(telling(lines)), from_column(columns), units, bounds=bounds)


def sum_cause(
    stated: Figure,
    right: Decimal,
    parts: Iterable[tuple[str, Decimal]],
    columns: Iterable[Labelled] = (),
    money: bool = True,
    bounds: Interval | None = None,
) -> str:
    """The cause of a wrong sum, or "": a part left out, added twice or subtracted, or what befalls any amount.

    ``columns``: sums of other columns that may have been copied. ``money``: 元 and 万元 may have been mixed up.
    ``bounds``: see ``cause_of``.
    """
    lines = [Labelled(*part) for part in parts]
    copied = from_line(telling(lines), likelihood=Likelihood.WRONG_LINE)
    units = money_unit(right) if money else ()
    return cause_of(stated, right, wrong_addend(right, lines), copied, from_column(columns), units, bounds=bounds)


def rate_cause(
    stated: Figure,
    right: Decimal,
    copied_from: str = "",
    is_ratio: bool = True,
    others: Iterable[Slip] = (),
    bounds: Interval | None = None,
) -> str:
    """The cause of a wrong rate, or "".

    ``copied_from``: label of a line that has the stated rate. ``is_ratio``: the rate is one amount over another.
    ``others``: what else may have happened to it, from the families of ``quotients``. ``bounds``: see ``cause_of``.
    """
    copied = copied_rate(stated, copied_from) if copied_from else ()
    ratio = upside_down(right) if is_ratio else ()
    return cause_of(stated, right, copied, ratio, others, bounds=bounds)


def slip(stated: Figure, right: Decimal, bounds: Interval | None = None) -> str:
    """A slip that also tells which of several figures is the wrong one: 元 for 万元, point, sign, digits exchanged."""
    swapped = (each for value in printed_alike(stated, right, bounds) for each in swapped_digits(stated, value))
    found = likeliest(stated, right, chain(money_unit(right), shifted_point(right), wrong_sign(right), swapped), bounds)
    return found.text if found else ""


def because(cause: str) -> str:
    """The clause of a message that names the cause: ``，可能是数字颠倒``; "" without one."""
    return f"，可能是{cause}" if cause else ""
