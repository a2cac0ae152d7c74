"""What a sheet's cells may point to in the rest of the workbook."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.hosts.xlsx.lint.formula_reader import Known
from jixiao.hosts.xlsx.lint.formulas import FormulaCheck
from jixiao.hosts.xlsx.lint.parts import Relation
from jixiao.hosts.xlsx.lint.styles import StyleCounts
from jixiao.model.cells import MAX_COLUMN


@dataclass(frozen=True)
class Surroundings:
    """``strings`` is None where the shared strings could not be read.

    ``wanted`` are the packed places of cells whose texts tables need, ``views`` the number of windows.
    """

    formulas: FormulaCheck = field(default_factory=lambda: FormulaCheck(Known()))
    strings: Sequence[str] | None = None
    styles: StyleCounts = field(default_factory=StyleCounts)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    wanted: Collection[int] = ()
    views: int = 0
    strict: bool = False


def packed(row: int, column: int) -> int:
    """A place as one number, in the order of rows, then columns."""
    return row * MAX_COLUMN + column - 1


def unpacked(place: int) -> tuple[int, int]:
    """Row and column of a packed place."""
    row, column = divmod(place, MAX_COLUMN)
    return row, column + 1
