"""What must hold of targets, actual values and the scores that they earn."""

import re
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import Row, World

_STATED = re.compile(
    r"(?P<sign>[≥≤]?)(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<times>万?)(?P<unit>件|场|台|人次|人|天|元|起|%|)(?P<more>以上)?"
)


def measured(text: str) -> tuple[str, Decimal, str] | None:
    """Comparator, number and unit of a target or an actual value; None where it is none of the plain ones."""
    match = _STATED.fullmatch(text)
    if match is None:
        return None
    number = Decimal(match["number"]) * (10_000 if match["times"] else 1)
    return "≥" if match["more"] else match["sign"], number, match["unit"]


def share_done(world: World, row: Row) -> Decimal | None:
    """Actual value ÷ target, or target ÷ actual value where less is better; None where they cannot be compared."""
    target, actual = (measured(world[f"row.{row.number}.{role}"].text) for role in ("target", "actual"))
    if target is None or actual is None or target[2] != actual[2] or actual[0] or not target[1]:
        return None
    is_down = target[0] == "≤" or (not target[0] and row.down)
    if is_down and not actual[1]:
        return Decimal(1)
    return target[1] / actual[1] if is_down else actual[1] / target[1]


@dataclass(frozen=True)
class Comparable:
    """An actual value says how much was done: a figure in the unit of a target that is one."""

    row: Row

    def holds(self, world: World) -> bool:
        target, actual = (measured(world[f"row.{self.row.number}.{role}"].text) for role in ("target", "actual"))
        if target is None or (actual and actual[0] == "≤" and actual[2] == "天"):  # all of it within so many days
            return True
        return actual is not None and not actual[0] and actual[2] == target[2]


@dataclass(frozen=True)
class Measurable:
    """A target says how much is wanted: a figure, yes or no, or a word of a scale. Effects may be put in words."""

    row: Row

    def holds(self, world: World) -> bool:
        return re.search("效|公平|满意|影响", self.row.level1 + self.row.level2) is not None or (
            re.search("[0-9]|^(是|达标|合格|优秀|良好|不发生|无|按时|-|—)", world[f"row.{self.row.number}.target"].text)
            is not None
        )


@dataclass(frozen=True)
class NotFarBeyond:
    """A target of at least so much that was exceeded by 30 % and more was set too low."""

    row: Row

    def holds(self, world: World) -> bool:
        target = measured(world[f"row.{self.row.number}.target"].text)
        share = share_done(world, self.row)
        return share is None or target is None or target[0] != "≥" or target[2] == "%" or share < Decimal("1.3")


@dataclass(frozen=True)
class Scored:
    """The score is the one that target and actual value earn: full where met, less where missed, or by proportion."""

    row: Row

    def holds(self, world: World) -> bool:
        number = self.row.number
        points, score, share = (
            world.span(f"row.{number}.points"),
            world.span(f"row.{number}.score"),
            share_done(world, self.row),
        )
        if points is None or score is None or share is None:
            return True
        if share >= 1:
            return self.row.rule == "by_hand" or score.low == points.low
        if self.row.rule == "full_or_nothing":
            return score.low == 0
        if self.row.rule == "proportional":
            return score.low == half_up(points.low * share, 2)
        return score.low < points.low


@dataclass(frozen=True)
class Ticked:
    """The score is the share of the points of assessment that are met."""

    row: Row
    ticks: tuple[str, ...]

    def holds(self, world: World) -> bool:
        said = [world[id].text for id in self.ticks]
        points, score = (world.span(f"row.{self.row.number}.{role}") for role in ("points", "score"))
        apply = len(said) - said.count("不适用")
        if points is None or score is None or not apply or "" in said:
            return True
        return score.low == half_up(points.low * said.count("是") / apply, 2)


@dataclass(frozen=True)
class Praised:
    """Points on top for each praise, off for each complaint, each side up to a cap."""

    row: Row
    gains: str
    losses: str
    each: Decimal
    cap: Decimal

    def holds(self, world: World) -> bool:
        score, gains, losses = map(world.span, (f"row.{self.row.number}.score", self.gains, self.losses))
        if score is None or gains is None or losses is None:
            return True
        return score.low == min(self.cap, self.each * gains.low) - min(self.cap, self.each * losses.low)


@dataclass(frozen=True)
class Reasoned:
    """A reason does not say that a missed target was exceeded."""

    row: Row

    def holds(self, world: World) -> bool:
        share = share_done(world, self.row)
        said = re.search("超额完成|高于年度目标", world[f"row.{self.row.number}.variance_note"].text)
        is_down = self.row.down or world[f"row.{self.row.number}.target"].text.startswith("≤")
        return said is None or share is None or share >= 1 or is_down
