"""Where each item of a self-evaluation stands in one workbook.

The template builder makes a Form when it lays out the sheets; the reader finds the same Form in a returned
workbook. All that computes, checks or fills works on a Form, so it never knows a fixed cell address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.model.account_form import AccountForm
from jixiao.model.cells import Area, CellRef
from jixiao.model.form.fund import FundForm
from jixiao.model.form.indicators import IndicatorForm, IndicatorRow
from jixiao.model.form.side_tables import Checklist, ResultsForm, ScoringForm, StatementsForm, SummaryForm
from jixiao.model.form.table import MissingColumn


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

    @property
    def coverage_at(self) -> CellRef | None:
        """Above the 汇总表, left of its money unit: how many of the units it is of."""
        at = self.headings.get("summary_money_unit")
        return None if at is None or at.column == 1 else CellRef(at.sheet, at.row, 1)

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
