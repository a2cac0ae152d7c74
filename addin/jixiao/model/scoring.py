"""Scoring rules as data: how an indicator's score follows from its target, its actual value and its points.

A framework names one rule for all indicators, for a second-level indicator or for a single one. What a rule
comes to is told by ``compute.scoring``.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from jixiao.model.parts import Direction, Identifier, Label, Part, Points, Share, must_fall


class ByHand(Part):
    """The unit scores by local rules; nothing is computed (人工评分)."""

    rule: Literal["by_hand"]


class FullIfMet(Part):
    """Full points where the target is surely met; otherwise the unit scores by local rules (达标得满分)."""

    rule: Literal["full_if_met"]


class FullOrNothing(Part):
    """Full points where the target is met, none where it is missed (全有或全无)."""

    rule: Literal["full_or_nothing"]


class Proportional(Part):
    """Points × actual ÷ target, for a reverse indicator points × target ÷ actual, at most the points.

    ``direction`` is taken from the rate or from the target's own sign where it is absent.
    """

    rule: Literal["proportional"]
    direction: Direction | None = None


class DeductOver(Part):
    """Full points up to ``limit`` (a share); above it ``each`` points off per percentage point, down to 0.

    ``counted`` says what counts as a percentage point: ``whole`` ones only, each one ``started``, or the
    ``exact`` excess.
    """

    rule: Literal["deduct_over"]
    limit: Share = Decimal(1)
    each: Points
    counted: Literal["whole", "started", "exact"] = "whole"


class Step(Part):
    """One step: so many ``points`` where the value is on the good side of ``at`` (a share), or just there."""

    at: Share
    points: Points


class Steps(Part):
    """Points by steps, best first: ≥ 90 % → 5, ≥ 80 % → 4 …, and ``otherwise`` where no step is reached.

    ``direction`` up reads a step as "at least", down as "at most".
    """

    rule: Literal["steps"]
    direction: Direction = Direction.UP
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)]
    otherwise: Points = Decimal(0)

    @model_validator(mode="after")
    def _best_first(self) -> "Steps":
        places = [step.at for step in self.steps]
        in_order = sorted(set(places), reverse=self.direction is Direction.UP)
        if places != in_order:
            order = "从大到小" if self.direction is Direction.UP else "从小到大"
            raise ValueError(f"各档应从好到差排列，界限（at）{order}，不重复")
        points = [*(step.points for step in self.steps), self.otherwise]
        if points != sorted(points, reverse=True):
            raise ValueError("越差的档，分数（points）不能越高")
        return self


class Band(Part):
    """One band of a qualitative rule: what the unit writes, and the least share of the points it stands for."""

    label: Label
    start: Share


class Bands(Part):
    """Qualitative bands, best first (全部达成 100–80 %, 基本达成 80–60 %, 部分达成 60–0 %).

    The band bounds the score; within it the unit scores by hand.
    """

    rule: Literal["bands"]
    bands: Annotated[tuple[Band, ...], Field(min_length=2, max_length=10)]

    @model_validator(mode="after")
    def _without_gap(self) -> "Bands":
        must_fall([band.label for band in self.bands], [band.start for band in self.bands])
        best = self.bands[0]
        if best.start >= 1:
            raise ValueError(f"最高一档“{best.label}”从 {best.start} 起，没有分数可给；应低于 1（100%）")
        return self


class Checklist(Part):
    """Points × points of assessment met ÷ points of assessment that apply (评价要点)."""

    rule: Literal["checklist"]


class Bonus(Part):
    """``each`` points on per gain and off per loss, at most ``cap`` either way (加减分).

    ``gains`` and ``losses`` are the concepts (基础数据) that count them.
    """

    rule: Literal["bonus"]
    each: Points
    cap: Points
    gains: Identifier
    losses: Identifier


_ByRule = Annotated[
    ByHand | FullIfMet | FullOrNothing | Proportional | DeductOver | Steps | Bands | Checklist | Bonus,
    Field(discriminator="rule"),
]


def _named(rule: object) -> object:
    return {"rule": rule} if isinstance(rule, str) else rule


Scoring = Annotated[_ByRule, BeforeValidator(_named)]
"""A rule as a table, or by its name alone where it has no settings: ``scoring = "full_if_met"``."""

NotApplicable = Literal["left_out", "full", "rescaled"]
"""What happens to an indicator that does not apply (``-``): its points are given to others (``left_out``), it
gets full points (``full``), or the total is scaled up to full points (``rescaled``)."""

UNIT_CHOICES: Mapping[str, _ByRule] = MappingProxyType(
    {
        "正向比例": Proportional(rule="proportional", direction=Direction.UP),
        "反向比例": Proportional(rule="proportional", direction=Direction.DOWN),
        "达标得满分": FullIfMet(rule="full_if_met"),
        "全有或全无": FullOrNothing(rule="full_or_nothing"),
        "人工评分": ByHand(rule="by_hand"),
    }
)
"""The rules among which a unit chooses for an indicator of its own, by the words in its 计分办法 cell."""
