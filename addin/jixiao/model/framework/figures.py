"""Base figures, rates, what ties them together, what reports state."""

from typing import Literal

from pydantic import model_validator

from jixiao.model.formula import Rounded
from jixiao.model.parts import Direction, FormulaText, Identifier, Label, Part, Points, Prose

PRIOR = "_prior"
"""Behind the id of a concept: its figure of the year before (上年数)."""


_OF_ONE_UNIT = ("%", "‰", "分", "倍")
"""Units of figures that are said of one office and cannot be added to those of another."""


class Concept(Part):
    """One base figure (基础数据). ``same_as`` is another place of the form that states the same fact.

    ``combine``: how figures of several units are put together: their ``sum``, or ``none`` (counts of which each project
    has a unit of its own). Where it is not said, the unit tells: amounts and counts have a sum, shares have none.

    Formulas use its figure of this year by its id, that of the year before by its id and ``_prior``.
    """

    id: Identifier
    label: Label
    unit: Label
    definition: Label
    same_as: str = ""
    combine: Literal["sum", "none"] | None = None

    @property
    def adds_up(self) -> bool:
        """Whether its figures of several units have a sum."""
        if self.combine is not None:
            return self.combine == "sum"
        return self.unit not in _OF_ONE_UNIT and "/" not in self.unit


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
