"""Arithmetic that never rounds: room for any sum of doubles and of their products."""

from collections.abc import Callable
from decimal import Clamped, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, Underflow

_EXACT = Context(
    prec=6_000, Emax=99_999, Emin=-99_999,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped],
)  # fmt: skip
"""Room for any sum of doubles and of their products; where it did not suffice, it would say so and not round."""


add: Callable[[Decimal, Decimal], Decimal] = _EXACT.add
"""The exact sum; the method itself, because a collection of files asks for millions of them."""


def shifted(value: Decimal, power: int) -> Decimal:
    """The value times ten to a power, exactly."""
    return _EXACT.scaleb(value, power)


def times(one: Decimal, other: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(one, other)
