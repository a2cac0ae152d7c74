"""Exact decimal numbers: how precise arithmetic is, the one place that rounds, plain writing.

At the bottom of the package, so that reading and computing share it.
"""

from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from functools import lru_cache

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
EXACT = Context(prec=50, rounding=ROUND_HALF_UP, traps=_TRAPS)
"""For all arithmetic on figures: 50 digits, and an exception where a result would be no number."""

DOWN = Context(prec=50, rounding=ROUND_FLOOR, traps=_TRAPS)
UP = Context(prec=50, rounding=ROUND_CEILING, traps=_TRAPS)
"""For the lower and the upper bound of an interval: an inexact result moves outwards."""


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded to so many decimals, half away from zero, as Excel's ROUND does it.

    Negative ``decimals`` round to tens, hundreds …; a value that is coarser already comes back unchanged.
    """
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"不是有限数字：{value}")
    if exponent >= -decimals:
        return value
    digits = value.adjusted() + decimals + 2
    context = EXACT if digits <= EXACT.prec else Context(prec=digits, rounding=ROUND_HALF_UP, traps=_TRAPS)
    rounded = value.quantize(_step(decimals), context=context)
    return rounded if rounded else rounded.copy_abs()


@lru_cache(maxsize=64)
def _step(decimals: int) -> Decimal:
    """One in the last of so many decimals."""
    return Decimal(1).scaleb(-decimals)


def format_number(value: Decimal) -> str:
    """A number as plainly as it can be written: no exponent, no zeros at the end (``1.50`` → ``1.5``)."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def decimals_of(value: Decimal) -> int:
    """How many decimals a number is written with, zeros at the end included."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
