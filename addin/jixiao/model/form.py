"""Where each item of a self-evaluation stands in one workbook.

The template builder makes a Form when it lays out the sheets; the reader finds the same Form in a returned
workbook. All that computes, checks or fills works on a Form, so it never knows a fixed cell address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.model.account_form import AccountForm
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


LISTED = "·"
"""Stands between a unit and its project."""


def listed_name(unit: str, project: str = "") -> str:
    """What messages call a row of a 汇总表: the unit, or the project behind its unit."""
    return f"{unit}{LISTED}{project}" if project else unit


@dataclass(frozen=True)
class Table:
    """A table on a sheet: its heading row, the columns found (role → column number), its data rows.

    ``first`` and ``last`` are the data rows without the total row; ``total`` is the total row or None. ``top`` is the
    first row of a heading of several rows, of which ``header`` is the last; 0 where it has one.
    """

    sheet: str
    header: int
    columns: Mapping[str, int]
    first: int
    last: int
    total: int | None = None
    top: int = 0

    @property
    def heading(self) -> range:
        """The rows of the heading."""
        return range(self.top or self.header, self.header + 1)

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
    → cell. ``concepts`` and ``rates``: id → entry or result cell; a concept's figure of the year before has the
    id with ``_prior`` behind it. ``notes``: sheet name → column of the 核对 messages. ``headings``: id of a live
    heading → cell. ``score_list``: scores and grades of the rows of the 汇总表, where they stand in a table apart.
    """

    ours: bool = False
    fields: Mapping[str, CellRef] = field(default_factory=dict)
    fund: FundForm | None = None
    indicators: IndicatorForm | None = None
    summary: SummaryForm | None = None
    score_list: SummaryForm | None = None
    concepts: Mapping[str, CellRef] = field(default_factory=dict)
    rates: Mapping[str, CellRef] = field(default_factory=dict)
    scoring: ScoringForm | None = None
    checklists: tuple[Checklist, ...] = ()
    statements: StatementsForm | None = None
    results: ResultsForm | None = None
    notes: Mapping[str, int] = field(default_factory=dict)
    missing_columns: tuple[MissingColumn, ...] = ()
    headings: Mapping[str, CellRef] = field(default_factory=dict)
    tables: Mapping[str, AccountForm] = field(default_factory=dict)

    @property
    def summaries(self) -> tuple[SummaryForm, ...]:
        """The 汇总表 and the table of its scores, as far as there are such."""
        return tuple(form for form in (self.summary, self.score_list) if form is not None)

    def checklist_of(self, row: IndicatorRow) -> Area | None:
        """The ticks of an indicator's points of assessment, if it has any."""
        key = (row.level1, row.level2, row.name)
        return next((item.ticks for item in self.checklists if (item.level1, item.level2, item.name) == key), None)

    def place(self, fact: str) -> CellRef | None:
        """The cell of the form that states a fact, see ``Framework.facts``; None where the form has none."""
        kind, _, id = fact.partition(".")
        if kind == "fund" and self.fund is not None:
            line, _, role = id.partition(".")
            return self.fund.at(role, self.fund.line(line))
        if kind == "total" and self.indicators is not None:
            return self.indicators.grade_at if id == "grade" else self.indicators.total_at(id)
        if kind == "indicator" and self.indicators is not None:
            name, _, role = id.rpartition(".")
            row = self.indicators.row_named(name)
            return None if row is None else self.indicators.at(role, row.row)
        if kind == "group" and self.indicators is not None:
            return self.indicators.group_place(*id.rpartition(".")[::2])
        if kind == "summary" and self.summary is not None:
            return self.summary.place(id)
        if kind == "tables":
            table, _, cell = id.partition(".")
            line, _, column = cell.partition(".")
            return self.tables[table].at(line, column) if table in self.tables else None
        places = {"rates": self.rates, "fields": self.fields}
        return places.get(kind, {}).get(id) if id else self.concepts.get(fact)
