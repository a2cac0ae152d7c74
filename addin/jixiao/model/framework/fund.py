"""The law of the fund table."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from jixiao.model.parts import FormulaText, Identifier, Label, Labels, Part, Points, with_roles

FUND_AMOUNTS = ("initial_budget", "annual_budget", "received", "executed")
"""The amounts that a line of the fund table may state: 年初预算数, 全年预算数, 实际到位, 全年执行数."""

FUND_ROLES = ("label", *FUND_AMOUNTS, "points", "execution_rate", "score")
"""What the columns of the fund table hold; a framework gives each its headings, the printed one first."""

_FUND_NEEDED = ("label", "annual_budget", "executed", "execution_rate")
FUND_SCORE = "fund_score"
"""What the formula of the total score calls the score that the fund table gives for the execution rate."""

FUND_SPLITS: Mapping[str, str] = {"source": "资金来源", "structure": "资金结构", "tier": "预算级次"}
"""The ways to split the fund total: group of lines → its name."""


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
