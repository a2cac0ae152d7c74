"""Slips of the pen: digits exchanged, left out, written twice or mistyped, a sign too many or too few."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jixiao.compute.numbers import round_half_up
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.rules.causes.slip import Likelihood, Slip, significant_digits

_ENOUGH = 4
"""Of a figure with fewer digits than these, nearly any other one is a single digit away."""

_MOST_DECIMALS = 6


def swapped_digits(stated: Figure, right: Decimal) -> Iterator[Slip]:
    """Two neighbouring digits exchanged, with or without the point between them."""
    text = _text(right, stated.decimals)
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            digits = [*text]
            digits[one], digits[other] = digits[other], digits[one]
            yield Slip("数字颠倒", Decimal("".join(digits)), Likelihood.SWAPPED_DIGITS)


def wrong_sign(right: Decimal) -> Iterator[Slip]:
    """A minus where none belongs, or none where one does."""
    if right:
        yield Slip("漏了负号" if right < 0 else "多了负号", -right, Likelihood.WRONG_SIGN)


def single_digit(stated: Figure, right: Decimal) -> Iterator[Slip]:
    """One digit mistyped, left out or written twice, where the figure has enough others that are as they should be.

    The last digit does not count: that is how a figure looks that was computed from others.
    """
    for decimals in {stated.decimals, min(decimals_of(right), _MOST_DECIMALS)}:
        text = _text(right, decimals)
        if significant_digits(Decimal(text)) >= _ENOUGH:
            yield from _left_out_or_doubled(stated, text)
            yield from _mistyped(stated, text)


def _mistyped(stated: Figure, text: str) -> Iterator[Slip]:
    given = _text(stated.value, decimals_of(Decimal(text)))
    if len(given) != len(text):
        return
    places = [place for place, (one, other) in enumerate(zip(text, given, strict=True)) if one != other]
    if len(places) == 1 and places[0] < len(text) - 1 and text[places[0]].isdigit() and given[places[0]].isdigit():
        yield Slip(f"数字 {text[places[0]]} 错成 {given[places[0]]}", Decimal(given), Likelihood.PEN)


def _left_out_or_doubled(stated: Figure, text: str) -> Iterator[Slip]:
    """What is left may be printed with other decimals than the right figure, so that it has to be the very number."""
    for place, digit in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        for said, typed in (("漏写数字", before + after), ("重复写了数字", f"{before}{digit}{digit}{after}")):
            if digit.isdigit() and typed.strip(".-") and Decimal(typed) == stated.value:
                yield Slip(f"{said} {digit}", stated.value, Likelihood.PEN)


def _text(value: Decimal, decimals: int) -> str:
    """A number as it is printed, zeros at the end included."""
    return f"{round_half_up(value, decimals):.{max(decimals, 0)}f}"
