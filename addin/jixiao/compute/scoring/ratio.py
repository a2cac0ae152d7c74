"""Points by the share of the target that was reached (正向比例、反向比例)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.scoring.judgement import figures, full_if_met
from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, between, by_person, rounded, sure, worked
from jixiao.compute.scoring.words import measure, plain
from jixiao.compute.targets import UNCLEAR_UNIT, Pair, readings
from jixiao.model.figures import Figure
from jixiao.model.framework import Direction
from jixiao.model.scoring import Proportional
from jixiao.model.targets import TOWARDS

_UPWARDS = (">", "≥")
_CONTRADICTION = "目标的方向与计分办法不一致"
_NO_SHARE = "目标不是正数，不能按比例计分"


def proportional(rule: Proportional, inputs: Inputs, points: Decimal) -> Scored:
    """Points × actual ÷ target, for a reverse indicator points × target ÷ actual, at most the points.

    A target that is a text only gives points where the actual value is the same text.
    """
    target, actual = inputs.target, inputs.actual
    if not isinstance(target, Figure) or not isinstance(actual, Figure):
        return full_if_met(inputs, points)
    sign = TOWARDS.get(target.comparator)
    if rule.direction is not None and sign not in (None, rule.direction):
        return _left(inputs, _CONTRADICTION)
    goal = sign or rule.direction or inputs.direction
    pairs = readings(target, actual)
    if goal is None or not pairs:
        return full_if_met(inputs, points)
    if len(pairs) == 1:
        return _of_pair(pairs[0], goal, inputs, points)
    return _of_many(pairs, goal, inputs, points)


def _of_many(pairs: Sequence[Pair], goal: Direction, inputs: Inputs, points: Decimal) -> Scored:
    """What follows whichever reading is meant; a target met in every reading is shown in no one's numbers."""
    met = full_if_met(replace(inputs, direction=goal), points)
    if met.score is not None:
        return met
    each = [_of_pair(pair, goal, inputs, points) for pair in pairs]
    return each[0] if len(set(map(_numbers, each))) == 1 else _left(inputs, UNCLEAR_UNIT)


def _left(inputs: Inputs, reason: str) -> Scored:
    return by_person(f"{figures(inputs)}，{reason}，{BY_UNIT}")


def _numbers(scored: Scored) -> tuple[Decimal | None, ...]:
    return scored.score, scored.low, scored.high


def _of_pair(pair: Pair, goal: Direction, inputs: Inputs, points: Decimal) -> Scored:
    """What follows from one reading of both figures."""
    if pair.actual.comparator:
        return _of_bound(pair, goal, inputs, points)
    if _share(pair, goal) is None:
        return _left(inputs, _NO_SHARE)
    upper, lower = (pair.actual, pair.target) if goal is Direction.UP else (pair.target, pair.actual)
    if lower.value <= 0:  # met: a cost of 0, or more than a target of 0
        return sure(points, f"{figures(inputs)}，达标 → {plain(points)}")
    working = f"{plain(points)} × {measure(upper.value, upper.unit)} ÷ {measure(lower.value, lower.unit)}"
    return worked(working, points * upper.value / lower.value, points)


def _share(pair: Pair, goal: Direction) -> Decimal | None:
    """The share of the points that an actual value gives; None where a missed target allows no proportion."""
    target, actual = pair.target.value, pair.actual.value
    if actual >= target if goal is Direction.UP else actual <= target:
        return Decimal(1)
    if goal is Direction.UP:
        return max(Decimal(0), actual / target) if target > 0 else None
    return target / actual if target >= 0 else None


def _of_bound(pair: Pair, goal: Direction, inputs: Inputs, points: Decimal) -> Scored:
    """An actual value that is a bound: between the score at the bound and the score far beyond it."""
    near = _share(pair, goal)
    beyond = Direction.UP if pair.actual.comparator in _UPWARDS else Direction.DOWN
    far = Decimal(1) if beyond is goal else Decimal(0)
    allows_none = pair.target.value < 0 or (pair.target.value == 0 and goal is Direction.UP)
    if near is None or (far == 0 and allows_none):
        return _left(inputs, _NO_SHARE)
    low, high = sorted(rounded(points * share, points) for share in (near, far))
    if low < high:
        return between(low, high, figures(inputs))
    outcome = "，达标" if near == far == 1 else ""
    return sure(low, f"{figures(inputs)}{outcome} → {plain(low)}")
