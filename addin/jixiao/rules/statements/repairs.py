"""Which of several figures that do not fit is the wrong one: the one that a single slip of the pen sets right."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from jixiao.compute.intervals import Interval
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.rules.statements.stated_rows import Stated

_SHIFTS = (1, 2, 3, 4, -1, -2, -3, -4)


@dataclass(frozen=True)
class Repair:
    """A figure to blame, and what it should be: ``what`` names it, ``cause`` is the slip."""

    at: CellRef
    what: str
    printed: str
    right: Decimal
    cause: str


def with_value(stated: Stated, value: Decimal, decimals: int | None = None) -> Stated:
    """The same figure with another value, as exact as before."""
    figure = replace(stated.figure, value=value, decimals=stated.figure.decimals if decimals is None else decimals)
    bounds = Interval.exact(value) if stated.is_exact else Interval.of_printed(value, figure.decimals)
    return replace(stated, figure=figure, bounds=bounds)


def repair(what: str, stated: Stated | None, fits: Callable[[Stated], bool]) -> Repair | None:
    """The figure put right, where just one figure that is a slip away fits."""
    found = [(other, cause) for other, cause in _slips(stated) if fits(other)] if stated else []
    values = {other.value for other, _ in found}
    if stated is None or len(values) != 1:
        return None
    return Repair(stated.at, what, stated.text, found[0][0].value, found[0][1])


def the_only(found: Iterable[Repair | None]) -> Repair | None:
    """The repair, where just one of several figures can be put right."""
    repairs = [each for each in found if each is not None]
    return repairs[0] if len(repairs) == 1 else None


def _slips(stated: Stated) -> Iterator[tuple[Stated, str]]:
    """Every figure that differs by two neighbouring digits exchanged, or by a shifted point."""
    text = f"{stated.value:f}"
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            digits = [*text]
            digits[one], digits[other] = digits[other], digits[one]
            yield with_value(stated, Decimal("".join(digits))), "数字颠倒"
    for shift in _SHIFTS if stated.value else ():
        value = stated.value.scaleb(shift, context=EXACT)
        cause = "小数点移位" if abs(shift) < 4 else "元当成万元" if shift < 0 else "万元当成元"
        yield with_value(stated, value, stated.figure.decimals - shift), cause
