"""Where each item of a self-evaluation stands in one workbook.

The template builder makes a Form when it lays out the sheets; the reader finds the same Form in a returned
workbook. All that computes, checks or fills works on a Form, so it never knows a fixed cell address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.model.cells import Area, CellRef

FIELD_LABELS = {
    "unit": "单位名称",
    "department": "主管部门",
    "year": "年度",
    "money_unit": "金额单位",
    "scope": "填报口径",
    "subordinates": "下属单位个数",
    "preparer": "填报人",
    "date": "填报日期",
    "state": "状态",
    "goal_planned": "年初设定目标",
    "goal_achieved": "全年完成情况",
}
"""Single entries of the form: id → what messages call it."""

UNIT_ONLY, WHOLE_DEPARTMENT = "本单位", "部门汇总"
SCOPES = (UNIT_ONLY, WHOLE_DEPARTMENT)
"""填报口径: a workbook for the whole department holds its units' figures and is not summed up again."""


def named(name: str) -> str:
    """A name as messages quote it; one that brings quotation marks of its own is left as it is."""
    return name if "“" in name else f"“{name}”"


@dataclass(frozen=True)
class Table:
    """A table on a sheet: its heading row, the columns found (role → column number), its data rows.

    ``first`` and ``last`` are the data rows without the total row; ``total`` is the total row or None.
    """

    sheet: str
    header: int
    columns: Mapping[str, int]
    first: int
    last: int
    total: int | None = None

    def at(self, role: str, row: int) -> CellRef | None:
        """The cell of a column in a row; None where the table lacks that column."""
        column = self.columns.get(role)
        return None if column is None else CellRef(self.sheet, row, column)

    def area(self, role: str, first: int | None = None, last: int | None = None) -> Area | None:
        """The cells of a column from row ``first`` to ``last`` (by default all data rows)."""
        column = self.columns.get(role)
        if column is None:
            return None
        return Area(self.sheet, first or self.first, column, last or self.last, column)


@dataclass(frozen=True)
class FundLine:
    """One line of the fund table."""

    id: str
    group: str
    label: str
    row: int


@dataclass(frozen=True)
class FundForm:
    """The fund table and its known lines, from top to bottom."""

    table: Table
    lines: tuple[FundLine, ...]

    def line(self, id: str) -> FundLine | None:
        """The line of that id, if the table has it."""
        return next((line for line in self.lines if line.id == id), None)

    def group(self, name: str) -> tuple[FundLine, ...]:
        """The lines of one way to split the total: ``source`` or ``structure``."""
        return tuple(line for line in self.lines if line.group == name)


@dataclass(frozen=True)
class IndicatorRow:
    """One third-level indicator; ``name`` is "" on a blank row that waits for the unit's own indicator."""

    row: int
    level1: str
    level2: str
    name: str


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
    """The scoring table. ``grade_at`` is the cell of the grade, ``total_at`` cells lie in ``table.total``."""

    table: Table
    rows: tuple[IndicatorRow, ...]
    groups: tuple[IndicatorGroup, ...]
    grade_at: CellRef | None = None


@dataclass(frozen=True)
class SummaryForm:
    """The 汇总表: a table whose data rows each hold one unit (or are blank)."""

    table: Table
    title_at: CellRef | None = None


@dataclass(frozen=True)
class ResultsForm:
    """The 审核结果 sheet of our templates: first row for findings and the helper columns for marks."""

    sheet: str
    first: int
    marks_at: CellRef
    summary_at: CellRef


@dataclass(frozen=True)
class MissingColumn:
    """A column of a known table that a returned workbook lacks, and the cell where it belongs."""

    table: str
    label: str
    role: str
    at: CellRef


@dataclass(frozen=True)
class Form:
    """Where everything stands in one workbook.

    ``ours``: the workbook was built from our template. ``fields``: id of a single entry (单位名称, 年度, 目标 …)
    → cell. ``concepts`` and ``rates``: id → entry or result cell. ``notes``: sheet name → column of the 核对
    messages. ``headings``: id of a live heading → cell.
    """

    ours: bool = False
    fields: Mapping[str, CellRef] = field(default_factory=dict)
    fund: FundForm | None = None
    indicators: IndicatorForm | None = None
    summary: SummaryForm | None = None
    concepts: Mapping[str, CellRef] = field(default_factory=dict)
    rates: Mapping[str, CellRef] = field(default_factory=dict)
    results: ResultsForm | None = None
    notes: Mapping[str, int] = field(default_factory=dict)
    missing_columns: tuple[MissingColumn, ...] = ()
    headings: Mapping[str, CellRef] = field(default_factory=dict)
