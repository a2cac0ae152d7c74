"""What the names of a formula stand for: cells and areas, their numbers, and why a result has none."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.compute.formula.rules import Needs
from jixiao.model.figures import Missing
from jixiao.model.formula import SumBeside, WeightedMean

Result = Decimal | str | bool | Missing
Operand = Result | Sequence[Result]
"""What a name stands for: a cell's number or text or why it has none; for an area, one of these per cell."""

_TELLING = (Missing.NOT_COMPUTED, Missing.UNREADABLE, Missing.BLANK)


def reason_for_none(needs: Needs, values: Mapping[str, Operand]) -> Missing | None:
    """Why a tree has no result, if so; where several things are missing, the most telling one."""
    cells = [cell_of(values, name) for name in needs.cells]
    reasons = [_reason(cell) for cell in cells if not isinstance(cell, Decimal)]
    if not _have_numbers(needs, values):
        reasons.append(Missing.BLANK)
    for missing in _TELLING if reasons else ():
        if missing in reasons:
            return missing
    return Missing.NIL if needs.may_be_nil and len(reasons) == len(cells) else None


def _have_numbers(needs: Needs, values: Mapping[str, Operand]) -> bool:
    """Whether the areas that a tree needs hold the numbers it needs."""
    for area in needs.areas:
        if not numbers_in(values, area):
            return False
    return all(is_weighable(mean, values) for mean in needs.means) and all(
        numbers_beside(formula, values) for formula in needs.besides
    )


def _reason(operand: str | bool | Missing) -> Missing:
    """Why a needed cell has no number. A text, also 无法计算 in another formula's cell, is not a number."""
    if not isinstance(operand, Missing) or operand is Missing.ZERO_DENOMINATOR:
        return Missing.UNREADABLE
    return operand


def cell_of(values: Mapping[str, Operand], name: str) -> Result:
    """What stands in one cell; a text without characters is blank, an area is no cell."""
    operand = values.get(name, Missing.BLANK)
    if isinstance(operand, Decimal):
        return operand if operand.is_finite() else Missing.UNREADABLE
    if isinstance(operand, str):
        return operand or Missing.BLANK
    return operand if isinstance(operand, bool | Missing) else Missing.UNREADABLE


def area_of(values: Mapping[str, Operand], name: str) -> Sequence[Decimal | None]:
    """The numbers of an area by position, None where there is none. A single cell is an area of one."""
    return [cell if isinstance(cell, Decimal) and cell.is_finite() else None for cell in _cells(values, name)]


def numbers_in(values: Mapping[str, Operand], name: str) -> list[Decimal]:
    """The numbers of an area."""
    return [cell for cell in _cells(values, name) if isinstance(cell, Decimal) and cell.is_finite()]


def _cells(values: Mapping[str, Operand], name: str) -> Sequence[Result]:
    operand = values.get(name, Missing.BLANK)
    if isinstance(operand, list) or (isinstance(operand, Sequence) and not isinstance(operand, str)):
        return operand
    return (operand,)


def is_weighable(mean: WeightedMean, values: Mapping[str, Operand]) -> bool:
    """Whether both areas hold equally many numbers, and some."""
    return 0 < len(numbers_in(values, mean.values.name)) == len(numbers_in(values, mean.weights.name))


def numbers_beside(formula: SumBeside, values: Mapping[str, Operand]) -> list[Decimal]:
    """The numbers of its one area that stand beside a number of the other."""
    pairs = zip(area_of(values, formula.weights.name), area_of(values, formula.parts.name), strict=False)
    return [weight for weight, part in pairs if weight is not None and part is not None]
