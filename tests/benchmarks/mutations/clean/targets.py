"""A unit's own indicators: names, targets, and actual values that meet them or miss them a little."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarks.mutations.clean.data import words
from benchmarks.mutations.clean.draft import Draft, between
from benchmarks.mutations.spans import half_up

MISSED = 0.25


@dataclass(frozen=True)
class Goal:
    """``share``: of the target that was reached, 1 and more where it is met, None where it is in words."""

    name: str
    target: str
    actual: str
    down: bool
    share: Decimal | None


def own_goal(draft: Draft, names: set[str]) -> Goal:
    """An indicator whose name is not taken yet."""
    chance = draft.chance
    while True:
        kind = chance.choice(words()["indicators"])
        name = chance.choice(words()["areas"]) + chance.choice(kind["names"])
        if name not in names:
            break
    if "pairs" in kind:
        return Goal(name, *chance.choice(kind["pairs"]), False, None)
    if "range" not in kind:
        return Goal(name, kind["target"][0], kind["actual"], False, None)
    target, actual = _numbers(draft, kind, missed=chance.random() < MISSED)
    down = kind.get("down", False)
    said = [chance.choice(kind["target"]).replace("N", f"{target:f}"), kind["actual"].replace("N", f"{actual:f}")]
    return Goal(name, *said, down, target / actual if down else actual / target)


def _numbers(draft: Draft, kind: Mapping[str, Any], missed: bool) -> tuple[Decimal, Decimal]:
    """Target and actual value; one that is met is not exceeded by much, for that would mean a target set too low."""
    chance, decimals = draft.chance, int(kind.get("decimals", 0))
    low, high = kind["range"]
    target = between(chance, low, high, 0 if decimals != 1 or "most" in kind else 1)
    down, most = kind.get("down", False), kind.get("most")
    factor = between(chance, 0.75, 0.97) if missed is not down else between(chance, 1, 1.2)
    if missed and down:
        factor = between(chance, 1.05, 1.3)
    actual = half_up(target * factor, decimals)
    if not missed:
        actual = min(actual, target) if down else max(actual, target)
    elif actual == target:
        actual = target + (1 if down else -1)
    return target, min(actual, Decimal(most)) if most else max(actual, Decimal(1))


def fixed_goal(draft: Draft, target: str) -> tuple[str, Decimal | None]:
    """An actual value for a target that the framework prints, and the share reached."""
    chance = draft.chance
    if not target[:1].isdigit():
        return target, None
    number, unit = Decimal(target.rstrip("%")), "%" if target.endswith("%") else ""
    if number == 100:
        actual = number if chance.random() > MISSED else half_up(between(chance, 90, 99.4), draft.places)
    else:
        met = chance.random() > MISSED
        actual = half_up(number * (between(chance, 1, 1.1) if met else between(chance, 0.85, 0.99)), draft.places)
        actual = min(actual, Decimal(100))
    return f"{actual:f}{unit}", actual / number
