"""Where the tables beside the scoring table stand: 叙述数据, 得分推导, 评价要点, 汇总表, 审核结果."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.model.cells import Area, CellRef
from jixiao.model.form.table import Table


@dataclass(frozen=True)
class StatementsForm:
    """叙述数据: one figure of the report's text a row; ``concepts``: row → what it says of the fact that it states."""

    table: Table
    concepts: Mapping[int, str]
    free: tuple[int, ...] = ()

    def rows_of(self, fact: str) -> tuple[int, ...]:
        """The rows that state a fact."""
        return tuple(row for row, concept in self.concepts.items() if concept == fact)


@dataclass(frozen=True)
class ScoringForm:
    """The list of derived scores: row of the scoring table → its row in the list.

    ``own`` are the rows of the scoring table that belong to the unit.
    """

    table: Table
    rows: Mapping[int, int]
    own: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Checklist:
    """The points of assessment of one fixed indicator: the cells of their ticks."""

    level1: str
    level2: str
    name: str
    ticks: Area


@dataclass(frozen=True)
class SummaryForm:
    """The 汇总表: a table whose data rows each hold one unit (or are blank).

    ``headings``: rows in between where a page repeats the heading.
    """

    table: Table
    title_at: CellRef | None = None
    headings: frozenset[int] = frozenset()

    def place(self, id: str) -> CellRef | None:
        """The cell of ``total.executed``, or of a row by its number: ``12.execution_rate``."""
        row, _, role = id.partition(".")
        number = self.table.total if row == "total" else int(row) if row.isdecimal() else None
        return None if number is None else self.table.at(role, number)

    @property
    def rows(self) -> tuple[int, ...]:
        """The data rows."""
        return tuple(row for row in range(self.table.first, self.table.last + 1) if row not in self.headings)


@dataclass(frozen=True)
class ResultsForm:
    """The 审核结果 sheet of our templates: first row for findings and the helper columns for marks."""

    sheet: str
    first: int
    marks_at: CellRef
    summary_at: CellRef
