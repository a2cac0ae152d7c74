"""Where the scoring table stands."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao.model.cells import CellRef
from jixiao.model.form.table import Table


@dataclass(frozen=True)
class IndicatorRow:
    """One third-level indicator; ``name`` is "" on a blank row that waits for the unit's own indicator."""

    row: int
    level1: str
    level2: str
    name: str


_known_row = lru_cache(maxsize=4096)(IndicatorRow)

_LONGEST_KNOWN = 300
"""Characters of a row's names; of longer ones none is kept."""


def indicator_row(row: int, level1: str, level2: str, name: str) -> IndicatorRow:
    """A row of the scoring table. Most rows come again in every workbook of a template, as the same object."""
    known = len(level1) + len(level2) + len(name) <= _LONGEST_KNOWN
    return _known_row(row, level1, level2, name) if known else IndicatorRow(row, level1, level2, name)


@dataclass(frozen=True)
class IndicatorGroup:
    """A first- or second-level indicator: the rows it spans and the points stated for it.

    ``points`` is None where none are stated; ``points_at`` is the cell that states them.
    """

    level: int
    name: str
    first: int
    last: int
    points: Decimal | None
    points_at: CellRef


@dataclass(frozen=True)
class IndicatorForm:
    """The scoring table. ``grade_at`` is the cell of the grade, ``total_at`` cells lie in ``table.total``.

    ``table`` holds the columns that any of its parts has. Where parts are laid out differently, each of them is one
    of the ``blocks``, with its own heading row and columns, and the same points and score columns throughout.
    """

    table: Table
    rows: tuple[IndicatorRow, ...]
    groups: tuple[IndicatorGroup, ...]
    grade_at: CellRef | None = None
    blocks: tuple[Table, ...] = ()

    def block(self, row: int) -> Table:
        """The part of the table that a row belongs to."""
        if not self.blocks:
            return self.table
        return next((block for block in self.blocks if block.header < row <= block.last), self.table)

    def at(self, role: str, row: int) -> CellRef | None:
        """The cell of a role in a row; None where the row's part of the table lacks that column."""
        return self.block(row).at(role, row)

    def total_at(self, role: str) -> CellRef | None:
        """The cell of the total of a role: ``points`` or ``score``; names that say their points have no total."""
        is_name = role == "points" and self.has_points_in_names
        return None if self.table.total is None or is_name else self.table.at(role, self.table.total)

    @property
    def has_points_in_names(self) -> bool:
        """Whether the names say the points (某项指标（4分）) and no column does."""
        return "points" in self.table.columns and self.table.columns["points"] == self.table.columns.get("level3")

    def row_named(self, name: str) -> IndicatorRow | None:
        """The third-level indicator of a name, ``二级指标/三级指标`` where it stands twice; None if not one alone."""
        level2, _, level3 = name.rpartition("/")
        whole = [row for row in self.rows if row.name == name]
        found = whole or [row for row in self.rows if (row.level2, row.name) == (level2, level3)]
        return found[0] if name and len(found) == 1 else None

    def group_place(self, name: str, role: str) -> CellRef | None:
        """Where the ``points`` or the ``score`` of a first- or second-level indicator stand; None if not one alone."""
        found = [group for group in self.groups if group.name == name]
        if not name or len(found) != 1:
            return None
        return found[0].points_at if role == "points" else self.at(f"level{found[0].level}_{role}", found[0].first)

    def heading_row(self, level: int, row: int) -> int:
        """The first row of the first- or second-level indicator that a row belongs to; the row itself if none."""
        return next((g.first for g in self.groups if g.level == level and g.first <= row <= g.last), row)
