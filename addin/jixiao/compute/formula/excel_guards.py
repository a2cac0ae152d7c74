"""The guards of a live formula: Excel claims about cells that lack what the formula needs."""

from collections.abc import Mapping

from jixiao.compute.formula.rules import Needs
from jixiao.model.formula import SumBeside, WeightedMean

NIL_NAME = "jx_nil"
"""Defined name of the column in the template that holds the nil marks: NIL_MARKS and no empty cell."""

ANY_NUMBER = '"<1E+99"'
"""A criterion of SUMIF and COUNTIFS that every number meets and no text does, and neither does an empty cell."""


def quoted(text: str) -> str:
    """A text as an Excel constant."""
    return '"' + text.replace('"', '""') + '"'


def any_of(claims: list[str]) -> str:
    """The claim that at least one of these holds."""
    return claims[0] if len(claims) == 1 else f"OR({','.join(claims)})"


def address_of(name: str, addresses: Mapping[str, str]) -> str:
    """Where a name stands; ValueError where the caller gave no address."""
    if name not in addresses:
        raise ValueError(f"公式中的名称 {name} 没有对应的单元格。")
    return addresses[name]


def is_nil(address: str) -> str:
    """The claim that a cell holds a nil mark alone.

    Not MATCH, for which a typed ``?`` would match every mark; an error value in the cell is no mark either.
    """
    return f"ISNUMBER(1/SUMPRODUCT(--(TRIM({address})={NIL_NAME})))"


def are_all_nil(needs: Needs, addresses: Mapping[str, str]) -> str:
    """The claim that no needed cell holds a number; where none is lacking, they are all nil then."""
    return f"COUNT({','.join(_cells(needs, addresses))})=0"


def lacking(needs: Needs, addresses: Mapping[str, str]) -> list[str]:
    """The claims of which none may hold, or the result is missing."""
    claims = []
    cells = _cells(needs, addresses)
    if cells:
        marks = "+".join(is_nil(cell) for cell in cells)
        claims.append(f"COUNT({','.join(cells)})+{marks}<{len(cells)}")
    claims += [f"COUNT({address_of(area, addresses)})=0" for area in needs.areas]
    for mean in needs.means:
        claims += unweighable(mean, addresses)
    claims += [nothing_beside(beside, addresses) for beside in needs.besides]
    return list(dict.fromkeys(claims))


def unweighable(mean: WeightedMean, addresses: Mapping[str, str]) -> list[str]:
    """The claims that the areas of a weighted mean hold no numbers, or not equally many."""
    values, weights = (address_of(area.name, addresses) for area in (mean.values, mean.weights))
    return [f"COUNT({values})=0", f"COUNT({values})<>COUNT({weights})"]


def nothing_beside(beside: SumBeside, addresses: Mapping[str, str]) -> str:
    """The claim that no number of the one area stands beside a number of the other."""
    weights, parts = (address_of(area.name, addresses) for area in (beside.weights, beside.parts))
    return f"COUNTIFS({weights},{ANY_NUMBER},{parts},{ANY_NUMBER})=0"


def _cells(needs: Needs, addresses: Mapping[str, str]) -> list[str]:
    """The addresses of the needed cells; two names may share one."""
    return list(dict.fromkeys(address_of(name, addresses) for name in needs.cells))
