"""The law as data: one indicator framework (指标体系), as its TOML file states it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from jixiao.model.account_tables import TABLES, AccountColumn, AccountLine, AccountTable
from jixiao.model.framework.figures import PRIOR, Concept, PerHead, Rate, Statement, TieOut
from jixiao.model.framework.fund import Fund
from jixiao.model.framework.grading import Grading
from jixiao.model.framework.identity import EntryField, Reference
from jixiao.model.framework.summary import PROJECT, Summary
from jixiao.model.parts import Identifier, Label, Part
from jixiao.model.scoring_table import Group, Indicator, IndicatorTable, Level

INDICATOR_ROLES = ("target", "actual")
"""The values of an indicator that other places may repeat."""

SCORE_FACTS = ("total.points", "total.score", "total.grade", "counts.indicators")
SUMMARY_FACTS = ("counts.units", *(f"summary.total.{role}" for role in ("annual_budget", "executed", "execution_rate")))
PROJECTS_FACT = "counts.projects"
"""Facts of every framework that has a scoring table, or a 汇总表."""


class Framework(Part):
    """One indicator framework: identity, forms, concepts, rates, indicators, grades.

    That its parts agree with each other (formulas with concepts, indicators with rates, points with sums) is
    checked where it is read, see ``frameworks.load``.
    """

    id: Identifier
    version: Label
    title: Label
    region: Label
    year: Annotated[int, Field(ge=2000, le=2100)]
    basis: Label
    money_unit: Literal["万元", "元"]
    references: tuple[Reference, ...] = ()
    fields: tuple[EntryField, ...] = ()
    fund: Fund | None = None
    scoring_table: Annotated[IndicatorTable | None, Field(alias="indicators")] = None
    grading: Grading | None = None
    summary_table: Annotated[Summary | None, Field(alias="summary")] = None
    tables: Annotated[tuple[AccountTable, ...], Field(max_length=20)] = ()
    concepts: Annotated[tuple[Concept, ...], Field(max_length=500)] = ()
    rates: Annotated[tuple[Rate, ...], Field(max_length=200)] = ()
    tie_outs: Annotated[tuple[TieOut, ...], Field(max_length=100)] = ()
    per_head: PerHead | None = None
    over_budget: Literal["explain", "allowed"] = "explain"
    statements: Annotated[tuple[Statement, ...], Field(max_length=500)] = ()

    @property
    def indicators(self) -> IndicatorTable:
        """The scoring table, for what works on one; LookupError where the framework has none."""
        if self.scoring_table is None:
            raise LookupError(f"{self.id} has no scoring table")
        return self.scoring_table

    @property
    def summary(self) -> Summary:
        """The 汇总表, for what works on one; LookupError where the framework has none."""
        if self.summary_table is None:
            raise LookupError(f"{self.id} has no summary table")
        return self.summary_table

    @property
    def levels(self) -> tuple[Level, ...]:
        """The first-level indicators; none without a scoring table."""
        return () if self.scoring_table is None else self.scoring_table.levels

    def concept(self, id: str) -> Concept:
        """The concept of that id, or of its prior figure; KeyError where there is none."""
        for concept in self.concepts:
            if id in (concept.id, concept.id + PRIOR):
                return concept
        raise KeyError(id)

    @cached_property
    def table_cells(self) -> Mapping[str, tuple[AccountTable, AccountLine, AccountColumn]]:
        """The fixed cells of the tables of accounts, by the facts that they state."""
        return {
            f"{TABLES}.{table.id}.{line.id}.{column.id}": (table, line, column)
            for table in self.tables
            for line, column in table.cells()
        }

    def rate(self, id: str) -> Rate:
        """The rate of that id; KeyError where there is none."""
        for rate in self.rates:
            if rate.id == id:
                return rate
        raise KeyError(id)

    @cached_property
    def fixed(self) -> Mapping[tuple[str, str, str], tuple[Group, Indicator]]:
        """The indicators that the framework fixes, by the names of their three levels, in order."""
        return {
            (level.name, group.name, item.name): (group, item)
            for level in self.levels
            for group in level.groups
            for item in group.indicators
        }

    @cached_property
    def checklists(self) -> tuple[tuple[str, str, str], ...]:
        """The indicators with points of assessment, by the names of their three levels, in order."""
        return tuple(key for key, (_, item) in self.fixed.items() if item.checklist)

    def open_group(self, level1: str, level2: str) -> Group | None:
        """The open section that a unit's own indicator below these headings belongs to."""
        groups = {g.name: g for level in self.levels if level.name == level1 for g in level.groups}
        group = groups.get(level2) or groups.get("")
        return group if group is not None and group.is_open else None

    @cached_property
    def additive(self) -> Mapping[str, str]:
        """The facts that add up over units, each with its unit: amounts of the fund table, base figures of both years.

        Rates are left out: they are computed anew from these. So are shares and scores.
        """
        lines = self.fund.lines if self.fund else ()
        amounts = {f"fund.{line.id}.{role}": self.money_unit for line in lines for role in self.fund.amounts}  # type: ignore[union-attr]
        figures = {concept.id + of: concept.unit for concept in self.concepts if concept.adds_up for of in ("", PRIOR)}
        return amounts | figures

    @cached_property
    def stated_elsewhere(self) -> Mapping[str, str]:
        """Base figures that another fact of the form states, too: id → that fact."""
        return {concept.id: concept.same_as for concept in self.concepts if concept.same_as}

    @property
    def lists_projects(self) -> bool:
        """Whether the rows of its 汇总表 are projects."""
        return self.summary_table is not None and PROJECT in self.summary_table.columns

    def facts(self) -> frozenset[str]:
        """The ids of all facts that one may state: concepts, rates, amounts of the fund table, totals, entries, counts.

        ``staff`` and ``staff_prior`` are a concept, ``rates.carryover`` a rate, ``fund.basic.executed`` an amount,
        ``summary.total.executed`` a total of the 汇总表, ``total.score`` and ``total.grade`` the totals,
        ``fields.unit_count`` an entry of the form, ``counts.units``, ``counts.projects`` and ``counts.indicators`` how
        many rows a table lists, ``indicator.某指标.actual`` and
        ``indicator.某指标.target`` the values of an indicator (``indicator.二级指标/某指标.actual`` where its name
        stands twice), ``tables.summary.income.amount`` a cell of a table of accounts. A unit's own
        indicators are facts of its workbook only, see ``Form.place``.
        """
        return frozenset(
            {
                *(concept.id + suffix for concept in self.concepts for suffix in ("", PRIOR)),
                *(f"rates.{rate.id}" for rate in self.rates),
                *(
                    f"fund.{line.id}.{role}"
                    for line in (self.fund.lines if self.fund else ())
                    for role in (self.fund.columns if self.fund else ())
                    if role != "label"
                ),
                *(() if self.scoring_table is None else SCORE_FACTS),
                *(f"fields.{entry.id}" for entry in self.fields),
                *self.table_cells,
                "fields.subordinates",
                *(() if self.summary_table is None else SUMMARY_FACTS),
                *((PROJECTS_FACT,) if self.lists_projects else ()),
                *(
                    f"indicator.{name}.{role}"
                    for (_, level2, level3) in self.fixed
                    for name in (level3, f"{level2}/{level3}")
                    for role in INDICATOR_ROLES
                ),
            }
        )
