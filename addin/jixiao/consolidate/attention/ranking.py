"""Reasons put together: whom to look at first."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.consolidate.attention.profile import Profile
from jixiao.consolidate.attention.signal import Reason, Setting, Signal
from jixiao.consolidate.attention.signals.execution import execution_far
from jixiao.consolidate.attention.signals.findings import many_errors
from jixiao.consolidate.attention.signals.full_marks import all_hundred, full_marks
from jixiao.consolidate.attention.signals.jumps import jump, score_jump
from jixiao.consolidate.attention.signals.review_gap import review_gap
from jixiao.consolidate.attention.signals.round_figures import round_figures
from jixiao.consolidate.attention.signals.same_rates import same_rates
from jixiao.consolidate.attention.signals.same_reasons import same_reasons
from jixiao.consolidate.attention.signals.scores import score_far, unlike_rules
from jixiao.consolidate.attention.spread import Spread, spread_of
from jixiao.model.framework import Framework

SIGNALS: tuple[Signal, ...] = (
    review_gap,
    many_errors,
    unlike_rules,
    same_rates,
    same_reasons,
    execution_far,
    jump,
    score_jump,
    score_far,
    full_marks,
    all_hundred,
    round_figures,
)
"""The catalogue."""

MOST_LISTED = 200
"""A longer list is none of whom to look at first."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One unit of the list, from rank 1. ``weight`` is the sum of its reasons' weights, the heaviest come first."""

    rank: int
    profile: Profile
    weight: int
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        """All reasons, the heaviest first."""
        return "；".join(reason.sentence for reason in self.reasons)


def rank(
    profiles: Sequence[Profile], framework: Framework, limit: int = MOST_LISTED, signals: Sequence[Signal] = SIGNALS
) -> list[Attention]:
    """The units that some signal names, by the weight of their reasons; of equal weight in the order of the 汇总表.

    A unit's number must be its own. The same profiles always give the same list, in whatever order they come.
    """
    ordered = sorted(profiles, key=lambda profile: profile.number)
    setting = Setting(ordered, framework, "项目" if framework.lists_projects else "单位")
    by_unit: dict[int, list[Reason]] = {}
    for signal in signals:
        for reason in signal.reasons(setting):
            by_unit.setdefault(reason.number, []).append(reason)
    weights = {number: sum(reason.weight for reason in reasons) for number, reasons in by_unit.items()}
    first = heapq.nsmallest(limit, by_unit, key=lambda number: (-weights[number], number))
    known = {profile.number: profile for profile in ordered}
    return [
        Attention(place, known[number], weights[number], _heaviest_first(by_unit[number]))
        for place, number in enumerate(first, 1)
    ]


def _heaviest_first(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: -reason.weight))


def spreads(profiles: Sequence[Profile]) -> Mapping[str, Spread]:
    """The spread of each figure that enough units report, by its role in the 汇总表."""
    found = {
        role: spread_of(getattr(profile, role) for profile in profiles)
        for role in ("execution_rate", "self_score", "review_score")
    }
    return {role: spread for role, spread in found.items() if spread is not None}
