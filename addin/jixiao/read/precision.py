"""To how many decimals the amounts of a table were rounded, as the whole table tells.

An office that writes 335 and not 335.33 rounds all amounts of a table alike; the cells' format then prints 335.00.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure

AMOUNT_DECIMALS = 2
"""Forms ask for amounts with two decimals, of 万元 and of 元: nobody rounds less than that."""

_MANY = 4
"""Of so many amounts, one alone that has more decimals than all others is a slip: it says nothing of them."""


def rounded_amounts(amounts: Iterable[tuple[CellRef, Cell, Figure]]) -> Mapping[CellRef, int]:
    """The typed amounts of sheets where they have fewer decimals than the form asks for, each with its decimals.

    Results of formulas do not count: they are as exact as what they were made of.
    """
    sheets: dict[str, dict[CellRef, int]] = {}
    for at, cell, figure in amounts:
        if cell.formula is None:
            sheets.setdefault(at.sheet, {})[at] = _typed_decimals(cell, figure)
    found: dict[CellRef, int] = {}
    for typed in sheets.values():
        usual = _usual([*typed.values()])
        if usual < AMOUNT_DECIMALS:
            found |= {at: max(usual, own) for at, own in typed.items()}
    return found


def _usual(decimals: Sequence[int]) -> int:
    """The most decimals that any amount of a table has; of many, that at least two have."""
    falling = sorted(decimals, reverse=True)
    return falling[1] if len(falling) >= _MANY else falling[0]


def _typed_decimals(cell: Cell, figure: Figure) -> int:
    """The decimals as they were typed; zeros that only the cell's format adds do not count."""
    if isinstance(cell.value, Decimal):
        return min(figure.decimals, decimals_of(figure.value.normalize()))
    return figure.decimals
