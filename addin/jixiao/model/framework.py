"""The law as data: one indicator framework (指标体系), as its TOML file states it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from jixiao.model.formula import Formula, parse_formula


def _formula(text: object) -> object:
    if not isinstance(text, str):
        raise ValueError('公式应写成文字，例如 "round(a / b, 4)"')
    return parse_formula(text)


def _decimal(number: object) -> object:
    return Decimal(number) if isinstance(number, int) and not isinstance(number, bool) else number


FormulaText = Annotated[Formula, BeforeValidator(_formula)]
Points = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, le=1000)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Label = Annotated[str, Field(min_length=1, max_length=200)]
Labels = Annotated[tuple[Label, ...], Field(min_length=1)]


FUND_ROLES = ("label", "annual_budget", "executed", "execution_rate")
INDICATOR_ROLES = ("level1", "weight", "level2", "level3", "target", "actual", "points", "score", "variance_note")
SUMMARY_ROLES = ("number", "unit", "annual_budget", "executed", "execution_rate", "self_score", "review_score")
"""What the columns of the three tables hold; a framework gives each its headings, the printed one first."""


def _exactly(*roles: str) -> Callable[[Mapping[str, Labels]], Mapping[str, Labels]]:
    def check(columns: Mapping[str, Labels]) -> Mapping[str, Labels]:
        missing, unknown = [r for r in roles if r not in columns], [c for c in columns if c not in roles]
        if missing or unknown:
            problems = [f"缺少列 {'、'.join(missing)}"] * bool(missing) + [f"没有这些列：{'、'.join(unknown)}"] * bool(
                unknown
            )
            raise ValueError("；".join(problems))
        return columns

    return check


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Direction(StrEnum):
    """Which way is better: a higher value (正向) or a lower one (反向)."""

    UP = "up"
    DOWN = "down"


class Grade(_Part):
    """One grade band: the label for scores from ``start`` points up to the next band."""

    label: Label
    start: Points


class Grading(_Part):
    """The grade bands, best first, with their legal basis."""

    basis: Label
    bands: Annotated[tuple[Grade, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _best_first(self) -> "Grading":
        starts = [band.start for band in self.bands]
        if starts != sorted(starts, reverse=True) or starts[-1] != 0 or len(set(starts)) < len(starts):
            raise ValueError("等级应从高到低排列，各档起点不同，最低一档从 0 分起")
        return self


class FundLine(_Part):
    """One line of the fund table; ``group`` tells whether it splits the total by source or by structure."""

    id: Identifier
    group: Literal["source", "structure", "total"]
    label: Label
    keys: Labels


class Fund(_Part):
    """The fund table: its columns' headings (the first is printed), its lines, its rate."""

    title: Label
    columns: Annotated[Mapping[str, Labels], AfterValidator(_exactly(*FUND_ROLES))]
    execution_rate: FormulaText
    total: FormulaText
    lines: tuple[FundLine, ...]
    basis: Label


class Concept(_Part):
    """One base figure (基础数据) that rates need."""

    id: Identifier
    label: Label
    unit: Label
    definition: Label


class Rate(_Part):
    """One rate: a formula over concepts; its result is a share, printed as a percentage."""

    id: Identifier
    label: Label
    formula: FormulaText
    direction: Direction
    basis: Label


class Indicator(_Part):
    """A third-level indicator that the framework fixes."""

    name: Label
    points: Points
    target: str = ""
    rate: Identifier | None = None


class Group(_Part):
    """A second-level indicator. ``points`` is absent where the office publishes none.

    A fixed group lists its indicators; an open one leaves ``rows`` blank rows for the unit's own.
    """

    name: Label
    points: Points | None = None
    rows: Annotated[int, Field(ge=1, le=30)] | None = None
    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _fixed_or_open(self) -> "Group":
        if bool(self.indicators) == (self.rows is not None):
            raise ValueError("二级指标要么列出固定的三级指标（indicators），要么留空行数（rows），二者择一")
        if self.indicators:
            _must_make(self.points or Decimal(0), "三级指标分值", [item.points for item in self.indicators])
        return self


def _must_make(whole: Decimal, name: str, parts: Sequence[Decimal]) -> None:
    total = sum(parts, Decimal(0))
    if total != whole:
        raise ValueError(f"{name}之和是 {total}，应为 {whole}")


class Level(_Part):
    """A first-level indicator with its points (权重)."""

    name: Label
    points: Points
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _points_add_up(self) -> "Level":
        _must_make(self.points, "二级指标分值", [group.points or Decimal(0) for group in self.groups])
        return self


class IndicatorTable(_Part):
    """The scoring table: headings of its columns, total points and the formulas of its totals."""

    title: Label
    columns: Annotated[Mapping[str, Labels], AfterValidator(_exactly(*INDICATOR_ROLES))]
    total_points: Points
    total: FormulaText
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    scoring: Literal["full_if_met", "by_hand"]
    scoring_basis: Label
    basis: Label

    @model_validator(mode="after")
    def _points_add_up(self) -> "IndicatorTable":
        _must_make(self.total_points, "一级指标分值", [level.points for level in self.levels])
        return self


class Summary(_Part):
    """The 汇总表: headings of its columns and the formulas of its rate and total row."""

    title: Label
    columns: Annotated[Mapping[str, Labels], AfterValidator(_exactly(*SUMMARY_ROLES))]
    execution_rate: FormulaText
    total: FormulaText
    total_score: FormulaText
    basis: Label
    total_score_basis: Label


class Framework(_Part):
    """One indicator framework: identity, forms, concepts, rates, indicators, grades.

    That its parts refer to each other rightly (formulas to concepts, indicators to rates) is checked where it
    is read, see ``frameworks.load``.
    """

    id: Identifier
    version: Label
    title: Label
    region: Label
    year: Annotated[int, Field(ge=2000, le=2100)]
    basis: Label
    money_unit: Literal["万元", "元"]
    fund: Fund
    indicators: IndicatorTable
    grading: Grading
    summary: Summary
    concepts: tuple[Concept, ...] = ()
    rates: tuple[Rate, ...] = ()

    def concept(self, id: str) -> Concept:
        """The concept of that id; KeyError where there is none."""
        return next(concept for concept in self.concepts if concept.id == id)

    def rate(self, id: str) -> Rate:
        """The rate of that id; KeyError where there is none."""
        return next(rate for rate in self.rates if rate.id == id)
