"""The law as data: one indicator framework (指标体系), as its TOML file states it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from jixiao.model.account_tables import TABLES, AccountColumn, AccountLine, AccountTable
from jixiao.model.formula import Rounded
from jixiao.model.parts import Direction as Direction
from jixiao.model.parts import FormulaText, Identifier, Label, Labels, Part, Points, Prose, must_fall, with_roles
from jixiao.model.scoring_table import Group, Indicator, IndicatorTable, Level

FUND_AMOUNTS = ("initial_budget", "annual_budget", "received", "executed")
"""The amounts that a line of the fund table may state: 年初预算数, 全年预算数, 实际到位, 全年执行数."""

FUND_ROLES = ("label", *FUND_AMOUNTS, "points", "execution_rate", "score")
_FUND_NEEDED = ("label", "annual_budget", "executed", "execution_rate")
SUMMARY_ROLES = ("number", "unit", "project", "annual_budget", "executed", "execution_rate", "self_score",
                 "review_score", "grade")  # fmt: skip
_SUMMARY_NEEDED = ("number", "unit", "annual_budget", "executed", "execution_rate", "self_score")
"""What the columns of fund table and 汇总表 hold; a framework gives each its headings, the printed one first."""

PROJECT = "project"
"""The entry of the form that names its project, and the column of a 汇总表 that lists projects."""

FUND_SCORE = "fund_score"
"""What the formula of the total score calls the score that the fund table gives for the execution rate."""

PRIOR = "_prior"
"""Behind the id of a concept: its figure of the year before (上年数)."""

INDICATOR_ROLES = ("target", "actual")
"""The values of an indicator that other places may repeat."""

SCORE_FACTS = ("total.points", "total.score", "total.grade", "counts.indicators")
SUMMARY_FACTS = ("counts.units", *(f"summary.total.{role}" for role in ("annual_budget", "executed", "execution_rate")))
PROJECTS_FACT = "counts.projects"
"""Facts of every framework that has a scoring table, or a 汇总表."""

FUND_SPLITS: Mapping[str, str] = {"source": "资金来源", "structure": "资金结构", "tier": "预算级次"}
"""The ways to split the fund total: group of lines → its name."""


class Reference(Part):
    """A legal or published source. ``confirmed``: what is taken from it was read in it or in a publication of it."""

    number: Label
    title: Label
    issued: Annotated[date | None, Field(strict=True)] = None
    confirmed: bool
    note: Prose = ""


class EntryField(Part):
    """A single entry of the form beside those of the cover: 财供人数, 未能完成原因.

    A ``choice`` prints its ``choices`` on one line, each with a box; one of them is ticked.
    """

    id: Identifier
    label: Label
    kind: Literal["text", "count", "choice"] = "text"
    choices: Annotated[tuple[Label, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _has_choices(self) -> "EntryField":
        if (self.kind == "choice") != (len(self.choices) > 1):
            raise ValueError("选一项（choice）的应列出两个以上选项（choices），其他的不能有选项")
        return self


class Grade(Part):
    """One grade band: the label for scores from ``start`` points up to the next band."""

    label: Label
    start: Points


class Grading(Part):
    """The grade bands, best first, with their legal basis.

    ``label``: what the form calls the grade; ``boxes``: it prints all grades and ticks one, ``优√　良□　中□　差□``.
    """

    basis: Label
    label: Label = "自评等级"
    boxes: bool = False
    bands: Annotated[tuple[Grade, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _best_first(self) -> "Grading":
        must_fall([band.label for band in self.bands], [band.start for band in self.bands])
        return self

    @property
    def labels(self) -> tuple[str, ...]:
        """The grades, best first."""
        return tuple(band.label for band in self.bands)


class FundLine(Part):
    """One line of the fund table; ``group`` tells by which way of splitting it is a part of the total."""

    id: Identifier
    group: Literal["source", "structure", "tier", "total"]
    label: Label
    keys: Labels


class Fund(Part):
    """The fund table: its columns' headings (the first is printed), its lines, its rate; ``subject``: whose money.

    ``points`` (分值) are given for the execution rate of the total, and make part of the full score (总分);
    ``score`` is what they come to, over ``points``, ``execution_rate`` and the two amounts of the rate.
    """

    title: Label
    subject: Label = "整体支出"
    columns: Annotated[Mapping[str, Labels], AfterValidator(with_roles(FUND_ROLES, _FUND_NEEDED))]
    execution_rate: FormulaText
    total: FormulaText
    points: Points | None = None
    score: FormulaText | None = None
    lines: Annotated[tuple[FundLine, ...], Field(min_length=1)]
    basis: Label

    @property
    def amounts(self) -> tuple[str, ...]:
        """The roles of its columns of amounts."""
        return tuple(role for role in FUND_AMOUNTS if role in self.columns)

    def group(self, name: str) -> tuple[FundLine, ...]:
        """The lines of one way to split the total."""
        return tuple(line for line in self.lines if line.group == name)

    @model_validator(mode="after")
    def _scored_or_not(self) -> "Fund":
        has = [self.points is not None, self.score is not None, "points" in self.columns, "score" in self.columns]
        if any(has) and not all(has):
            raise ValueError("执行率计分的资金表要同时写明分值（points）、算式（score）和分值、得分两列的表头")
        if self.points is not None and not self.group("total"):
            raise ValueError("执行率计分的资金表应有合计行（group 为 total）")
        return self


class Concept(Part):
    """One base figure (基础数据). ``same_as`` is another place of the form that states the same fact.

    Formulas use its figure of this year by its id, that of the year before by its id and ``_prior``.
    """

    id: Identifier
    label: Label
    unit: Label
    definition: Label
    same_as: str = ""


class Rate(Part):
    """One rate: a formula over concepts and rates; its result is a share, printed as a percentage.

    ``same_as`` is another place of the form that states the same rate, for offices that leave its base figures blank.
    """

    id: Identifier
    label: Label
    formula: FormulaText
    direction: Direction
    definition: Prose = ""
    same_as: str = ""
    basis: Label

    @property
    def decimals(self) -> int:
        """To how many decimals the share is rounded: 4 prints as 12.34 %."""
        return self.formula.decimals if isinstance(self.formula, Rounded) else 4


class TieOut(Part):
    """A tie-out (勾稽) of base figures: both formulas give the same, or the ``left`` one at most the ``right`` one.

    ``certain``: it cannot be otherwise, whatever else happened in the year.
    """

    label: Label
    left: FormulaText
    right: FormulaText
    relation: Literal["equal", "at_most"] = "equal"
    certain: bool = False
    basis: Label


class PerHead(Part):
    """A rough check of the money unit: the ``least`` and the ``most`` in 万元 that an ``amount`` a head comes to.

    ``amount`` and ``heads`` are facts, see ``Framework.facts``.
    """

    amount: str
    heads: str
    least: Points
    most: Points
    basis: Label

    @model_validator(mode="after")
    def _in_order(self) -> "PerHead":
        if self.least >= self.most:
            raise ValueError(f"最低 {self.least} 应小于最高 {self.most}")
        return self


class Statement(Part):
    """A figure that offices state in their report text (叙述数据). ``concept`` is the fact, see ``Framework.facts``."""

    item: Label
    unit: Prose = ""
    concept: str = ""


class Summary(Part):
    """The 汇总表: headings of its columns and the formulas of its rate and total row.

    ``amounts``: where a unit's workbook states 全年预算数 and 全年执行数, if not in the total of its fund table; role →
    fact (see ``Framework.facts``). A column ``project`` makes it a list of projects, one a row; ``grade`` is the band
    of the score. Without ``total_score`` the total row has none. ``statements``: figures of the report on the whole
    table (叙述数据), such as ``summary.total.executed``.
    """

    title: Label
    columns: Annotated[Mapping[str, Labels], AfterValidator(with_roles(SUMMARY_ROLES, _SUMMARY_NEEDED))]
    execution_rate: FormulaText
    total: FormulaText
    total_score: FormulaText | None = None
    amounts: Mapping[Literal["annual_budget", "executed"], str] = {}
    basis: Label
    total_score_basis: Prose = ""
    statements: Annotated[tuple[Statement, ...], Field(max_length=500)] = ()

    @model_validator(mode="after")
    def _score_has_a_basis(self) -> "Summary":
        if (self.total_score is None) != (not self.total_score_basis):
            raise ValueError("合计行的得分要同时写明算式（total_score）和依据（total_score_basis），没有得分的都不写")
        return self

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of its columns in the order they are printed."""
        return tuple(role for role in SUMMARY_ROLES if role in self.columns)


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
