"""What the rules say: findings, and what they could not check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jixiao.model.cells import CellRef


class Severity(StrEnum):
    """How bad: an error must be corrected, a warning explained, an info is good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold, as arguments; the rule's message is rendered late.

    ``at`` is the cell to blame; ``cells`` all of them where equal findings are one. ``variant`` picks the
    message among those of the rule. ``printed`` and ``expected`` are text as a person would print it.
    Findings of one code with the same non-empty ``group`` become one line with a list of cells.
    """

    code: str
    severity: Severity
    at: CellRef
    label: str
    printed: str = ""
    expected: str = ""
    cause: str = ""
    variant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[CellRef, ...] = ()
    group: str = ""

    @property
    def all_cells(self) -> tuple[CellRef, ...]:
        """Every cell that the finding names, the one to blame first."""
        return self.cells or (self.at,)


@dataclass(frozen=True)
class NotChecked:
    """Something a rule would have checked, had its figures been reported."""

    code: str
    label: str
    reason: str
    at: CellRef | None = None
