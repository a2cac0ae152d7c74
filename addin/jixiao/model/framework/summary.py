"""The law of the 汇总表."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from jixiao.model.framework.figures import Statement
from jixiao.model.parts import FormulaText, Label, Labels, Part, Prose, with_roles

SUMMARY_ROLES = ("number", "unit", "project", "annual_budget", "executed", "execution_rate", "self_score",
                 "review_score", "grade")  # fmt: skip
"""What the columns of the 汇总表 hold; a framework gives each its headings, the printed one first."""

_SUMMARY_NEEDED = ("number", "unit", "annual_budget", "executed", "execution_rate", "self_score")

PROJECT = "project"
"""The entry of the form that names its project, and the column of a 汇总表 that lists projects."""


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
