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

    ``clears``: how many other findings vanish once the cell holds what is expected; each of these has that cell as
    its ``root``. ``explanation``: what the office wrote of it in 审核结果 (说明), "" where nothing;
    ``is_explained``: that settles it, as it does a warning, never an error.
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
    clears: int = 0
    root: CellRef | None = None
    explanation: str = ""
    is_explained: bool = False

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
    explanation: str = ""


@dataclass(frozen=True)
class Explanation:
    """What an office wrote (说明) beside a line of an earlier 审核结果.

    ``level``, ``label``: as the line has them. ``at``: its cell, wherever that is now, None where it had none;
    ``cells``: those that it named, ``count`` how many it spoke of.
    """

    code: str
    level: str
    at: CellRef | None
    label: str
    cells: tuple[CellRef, ...]
    count: int
    text: str


@dataclass(frozen=True)
class ResultLine:
    """One line of 审核结果 as it stands in a workbook.

    ``row``: its row there. ``about``: which finding it tells, and what the office wrote beside it ("" for nothing).
    ``message``: 问题和改法. ``is_hidden``: a filter hides it.
    """

    row: int
    about: Explanation
    message: str
    is_hidden: bool = False

    @property
    def at(self) -> CellRef | None:
        """Its cell, wherever that is now; None where it was deleted or there never was one."""
        return self.about.at

    @property
    def level(self) -> str:
        """错误, 提示, 说明, 已说明, 未查 or 已消除."""
        return self.about.level
