"""Where the fund table stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.model.cells import Area, CellRef
from jixiao.model.form.table import Table


@dataclass(frozen=True)
class FundLine:
    """One line of the fund table; ``place`` is its row, or its column where the lines stand side by side."""

    id: str
    group: str
    label: str
    place: int


@dataclass(frozen=True)
class FundForm:
    """The fund table and its known lines, from top to bottom, or ``across`` the sheet from left to right.

    ``table.columns`` tells the column of each role; where the lines stand across, ``roles`` tells its row.
    ``checks``: cells off the paper that compare two splits, by the name of what they compare. ``of_total``: roles that
    the form states for the total only.
    """

    table: Table
    lines: tuple[FundLine, ...]
    roles: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, CellRef] = field(default_factory=dict)
    of_total: frozenset[str] = frozenset()

    @property
    def across(self) -> bool:
        """Whether the lines are columns of the sheet."""
        return bool(self.roles)

    def at(self, role: str, line: FundLine | None) -> CellRef | None:
        """The cell of a role (annual_budget …) in a line; None where the table lacks it."""
        if line is None or (role in self.of_total and line.group != "total"):
            return None
        if not self.across:
            return self.table.at(role, line.place)
        row = self.roles.get(role)
        return None if row is None else CellRef(self.table.sheet, row, line.place)

    def area(self, role: str, lines: Sequence[FundLine]) -> Area | None:
        """The cells of a role from the first of some lines to the last."""
        first, last = (self.at(role, line) for line in (lines[0], lines[-1])) if lines else (None, None)
        if first is None or last is None:
            return None
        return Area(self.table.sheet, first.row, first.column, last.row, last.column)

    def line(self, id: str) -> FundLine | None:
        """The line of that id, if the table has it."""
        return next((line for line in self.lines if line.id == id), None)

    def line_at(self, at: CellRef) -> FundLine | None:
        """The line that a cell of the table belongs to."""
        place = at.column if self.across else at.row
        return next((line for line in self.lines if line.place == place), None)

    def group(self, name: str) -> tuple[FundLine, ...]:
        """The lines of one way to split the total: ``source``, ``structure`` or ``tier``."""
        return tuple(line for line in self.lines if line.group == name)
