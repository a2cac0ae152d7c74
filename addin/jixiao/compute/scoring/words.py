"""How derivations print numbers and cells: plainly, shortly, one way throughout."""

from decimal import Decimal

from jixiao.compute.numbers import EXACT, format_number
from jixiao.model.figures import Figure, Reported, Text

_SHARES = {"%": 2, "‰": 3}
_LONGEST_TEXT = 12
_INNER_QUOTES = str.maketrans("“”", "‘’")


def plain(value: Decimal) -> str:
    """A number without zeros at the end, with a proper minus."""
    return format_number(value).replace("-", "−")


def percent(share: Decimal) -> str:
    """A share as a percentage with all its decimals: 0.925 → ``92.5%``."""
    return measure(share, "%")


def measure(value: Decimal, unit: str) -> str:
    """A value in a calculation: shares with their sign, quantities as bare numbers."""
    if unit not in _SHARES:
        return plain(value)
    return plain(value.scaleb(_SHARES[unit], context=EXACT)) + unit


def facts(target: Reported, actual: Reported, target_text: str, actual_text: str) -> str:
    """The beginning of a derivation: ``目标 ≥95%，完成 100%``."""
    return f"目标{cell(target, target_text)}，完成{cell(actual, actual_text)}"


def cell(reported: Reported, printed: str) -> str:
    """A cell as it is printed, with what sets it apart from the words before: a blank, or quotation marks."""
    text = brief(printed)
    if isinstance(reported, Figure):
        return f" {text or reported.comparator + plain_figure(reported)}"
    return f"“{text or brief(reported.text if isinstance(reported, Text) else reported.value)}”"


def plain_figure(figure: Figure) -> str:
    """A figure with its unit, without its comparator."""
    return measure(figure.value, figure.unit) + ("" if figure.unit in _SHARES else figure.unit)


def brief(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = "".join(character for character in " ".join(text.split()) if character.isprintable())
    line = line.translate(_INNER_QUOTES)
    return line if len(line) <= _LONGEST_TEXT else f"{line[: _LONGEST_TEXT - 1]}…"
