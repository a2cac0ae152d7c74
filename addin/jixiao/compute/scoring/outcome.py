"""What a rule looks at, and what it says."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from jixiao.compute.numbers import round_half_up
from jixiao.compute.scoring.words import plain
from jixiao.model.figures import Missing, Reported
from jixiao.model.framework import Direction

SCORE_DECIMALS = 2
BY_UNIT = "由单位评分"


class Tick(Enum):
    """What stands beside one point of assessment (评价要点)."""

    YES = "是"
    NO = "否"
    NOT_APPLICABLE = "不适用"
    BLANK = ""


_TICKS = {
    **{tick.value: tick for tick in Tick},
    **dict.fromkeys("√✓✔", Tick.YES),
    **dict.fromkeys("×✗✘", Tick.NO),
}


def tick_of(text: str) -> Tick:
    """The tick that a cell's text says; anything else than 是, 否, 不适用 or a usual sign is not ticked yet."""
    return _TICKS.get("".join(unicodedata.normalize("NFKC", text).split()), Tick.BLANK)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a rule may look at.

    ``points``: the full points, None where none are stated. ``direction``: the rate's, or UP for an indicator
    that the framework fixes; None where nobody said which way is better. ``target_text``, ``actual_text``: as
    printed. ``ticks``: one per point of assessment. ``gains``, ``losses``: how many there were.
    """

    points: Decimal | None
    target: Reported = Missing.BLANK
    actual: Reported = Missing.BLANK
    direction: Direction | None = None
    target_text: str = ""
    actual_text: str = ""
    ticks: tuple[Tick, ...] = ()
    gains: Decimal | Missing = Missing.BLANK
    losses: Decimal | Missing = Missing.BLANK


@dataclass(frozen=True, slots=True)
class Scored:
    """What a rule says of an indicator.

    ``score``: the one that surely follows, with at most two decimals (full points stay as stated); None leaves it
    to a person. ``low`` and ``high``: the range it lies in, as far as the rule tells; equal to ``score`` where
    that is sure, None where nothing can be said. ``derivation``: how it follows, or why it does not, in short.
    """

    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    derivation: str


def sure(score: Decimal, derivation: str) -> Scored:
    """A score that surely follows."""
    return Scored(score, score, score, derivation)


def by_person(derivation: str) -> Scored:
    """Nothing follows; a person scores."""
    return Scored(None, None, None, derivation)


def between(low: Decimal, high: Decimal, reason: str) -> Scored:
    """Only a range follows; the ``reason`` comes before it."""
    return Scored(None, low, high, f"{reason}，得分在 {plain(low)}～{plain(high)} 之间，{BY_UNIT}")


def worked(working: str, exact: Decimal, points: Decimal) -> Scored:
    """What a working such as ``2 × 3 ÷ 4`` comes to, kept within 0 and the points."""
    score = rounded(exact, points)
    if exact > points:
        return sure(score, f"{working} → 上限 {plain(score)}")
    if exact < 0:
        return sure(score, f"{working} → 下限 0")
    return sure(score, f"{working} {'=' if score == exact else '→'} {plain(score)}")


def rounded(exact: Decimal, points: Decimal) -> Decimal:
    """A score as it is given: half-up to two decimals, at least 0, at most the points."""
    return min(points, max(Decimal(0), round_half_up(exact, SCORE_DECIMALS)))
