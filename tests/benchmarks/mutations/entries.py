"""What an office typed into a cell, and how exactly it is meant."""

import random
import re
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.mutations.spans import NOTHING, Span, half_up

Chance = random.Random
NIL = "—"
_NUMBER = re.compile(r"[≥≤><]?(-?[0-9]+(?:\.[0-9]+)?)(%?)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell. ``decimals``: to how many decimals a typed number was rounded, None where it is the very number.

    A percentage is a share: 96.34 % has four decimals. ``look``: number format, "" for the one the cell has.
    ``live``: the formula of the template stands there, or no cell at all: the figure follows from others.
    """

    value: Decimal | str | None
    decimals: int | None = None
    look: str = ""
    live: bool = False

    @property
    def span(self) -> Span | None:
        """What it can stand for; None for a text, and for nothing."""
        if isinstance(self.value, Decimal):
            return Span.of(self.value, self.decimals)
        return _read(self.value) if self.value else None

    @property
    def text(self) -> str:
        """What the office wrote, "" for nothing."""
        return "" if self.value is None else str(self.value)


LIVE = Entry(None, live=True)
BLANK = Entry(None)


def _read(text: str) -> Span | None:
    if text in ("-", NIL):
        return NOTHING
    match = _NUMBER.fullmatch(text)
    if match is None or (not text[0].isdigit() and text[0] != "-"):
        return None
    decimals = len(match[1].partition(".")[2])
    if match[2]:
        return Span.of(Decimal(match[1]).scaleb(-2), decimals + 2)
    return Span.of(Decimal(match[1]), decimals)


def amount(exact: Decimal, decimals: int) -> Entry:
    """An amount, honestly rounded; zeros at the end are not typed."""
    return Entry(plain(half_up(exact, decimals)), decimals)


def exactly(value: Decimal | int) -> Entry:
    """A number that nobody rounded: points, people, days."""
    return Entry(plain(Decimal(value)))


def percent_text(share: Decimal, decimals: int) -> str:
    """``96.3%``."""
    return f"{half_up(share.scaleb(2), decimals):f}%"


def rate(share: Decimal, decimals: int, chance: Chance) -> Entry:
    """A rate as offices print it, to so many decimals of a percent: as a text, as a share, or as a whole quotient."""
    kind = chance.random()
    if kind < 0.35:
        return Entry(percent_text(share, decimals))
    look = f"0.{'0' * decimals}%" if decimals else "0%"
    if kind < 0.7:
        return Entry(plain(half_up(share, decimals + 2)), decimals + 2, look)
    return Entry(plain(half_up(share, 12)), decimals + 2, look)  # a formula of their own, pasted as a value


def plain(value: Decimal) -> Decimal:
    """The number without zeros at the end, never in powers of ten."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
