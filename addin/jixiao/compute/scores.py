"""Has an indicator met its target? And what score follows from it."""

from decimal import Decimal

from jixiao.model.figures import Figure, Reported, Text
from jixiao.model.framework import Direction

_GOAL_OF = {"<": Direction.DOWN, "≤": Direction.DOWN, ">": Direction.UP, "≥": Direction.UP}
_STRICT = ("<", ">")


def goal_of(target: Figure, direction: Direction | None) -> Direction | None:
    """Which way is better: the target's own sign tells, and where it has none, ``direction``."""
    return _GOAL_OF.get(target.comparator, direction)


def is_met(target: Reported, actual: Reported, direction: Direction | None) -> bool | None:
    """Whether the actual value meets the target; None where that cannot be told for sure.

    ``direction`` None: nobody said which way is better. Then only a target that says so itself (``≥90%``), or
    an actual value equal to the target, can be judged. An actual value may be a bound (``>100%``).
    """
    if isinstance(target, Text) and isinstance(actual, Text):
        return True if target.text == actual.text else None
    if not isinstance(target, Figure) or not isinstance(actual, Figure) or target.unit != actual.unit:
        return None
    goal = goal_of(target, direction)
    if goal is None:
        return True if actual.value == target.value and not actual.comparator else None
    if actual.comparator and _GOAL_OF[actual.comparator] is not goal:
        return _false_if_beyond(target, actual, goal)
    if actual.value == target.value:
        return target.comparator not in _STRICT or actual.comparator in _STRICT or _false_unless_bound(actual)
    return _is_better(actual, target, goal) or _false_unless_bound(actual)


def _is_better(one: Figure, other: Figure, goal: Direction) -> bool:
    return one.value > other.value if goal is Direction.UP else one.value < other.value


def _false_if_beyond(target: Figure, actual: Figure, goal: Direction) -> bool | None:
    """A bound on the bad side: more than 8 % misses at most 5 %; more than 3 % may miss it or not."""
    if actual.value == target.value:
        return False if target.comparator in _STRICT or actual.comparator in _STRICT else None
    return False if _is_better(target, actual, goal) else None


def _false_unless_bound(actual: Figure) -> bool | None:
    """A value short of the target misses it; a bound short of it may still reach it."""
    return None if actual.comparator else False


def score_if_met(points: Decimal, target: Reported, actual: Reported, direction: Direction | None) -> Decimal | None:
    """Full points where the target is surely met; None leaves the score to a person."""
    return points if is_met(target, actual, direction) else None
