"""Numbers as the form prints them. Rounding is half-up everywhere and happens in ``model.decimals`` only."""

from decimal import Decimal

from jixiao.model.decimals import EXACT, format_number, round_half_up

__all__ = ["EXACT", "format_amount", "format_number", "format_percent", "round_half_up"]


def format_percent(value: Decimal, decimals: int = 2) -> str:
    """A share as a percentage with so many decimals: 1.26591 → ``126.59%``."""
    percent = round_half_up(value.scaleb(2, context=EXACT), decimals)
    return f"{_with_decimals(percent, decimals)}%"


def format_amount(value: Decimal, grouping: bool = False) -> str:
    """An amount with at least two decimals and all that it has: ``335.3`` → ``335.30``.

    ``grouping`` writes a comma between thousands. The unit (元, 万元) is left to the caller.
    """
    digits = format_number(value).partition(".")[2]
    return _with_decimals(value, max(2, len(digits)), grouping)


def _with_decimals(value: Decimal, decimals: int, grouping: bool = False) -> str:
    """A value that has no more decimals than asked for, filled up with zeros."""
    text = f"{value:,f}" if grouping else f"{value:f}"
    whole, _, digits = text.partition(".")
    digits = digits[:decimals].ljust(max(decimals, 0), "0")
    text = f"{whole}.{digits}" if digits else whole
    return text.removeprefix("-") if not value else text
