"""Targets and what they earn."""

from collections.abc import Callable
from decimal import Decimal

from benchmarks.mutations.entries import Chance, Entry
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import made, off_by, words
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.targets import (
    Comparable,
    Measurable,
    NotFarBeyond,
    Praised,
    Scored,
    Ticked,
    measured,
    share_done,
)
from benchmarks.mutations.world import Row, World

_SURE = ("full_if_met", "proportional", "full_or_nothing")
_RULES = (*_SURE, "by_hand")


def _scores(*rules: str, met: bool, signed: bool = False) -> Callable[[World], list[str]]:
    """Scores of targets that were met or missed; ``signed``: only of those that say which way is better."""

    def choose(world: World) -> list[str]:
        rows = [rule.row for rule in world.relations if isinstance(rule, Scored) and rule.row.rule in rules]
        return [f"row.{row.number}.score" for row in rows if _is(world, row, met) and (not signed or _sign(world, row))]

    return choose


def _is(world: World, row: Row, met: bool) -> bool:
    share = share_done(world, row)
    return share is not None and (share >= 1) is met


def _sign(world: World, row: Row) -> bool:
    target = measured(world[f"row.{row.number}.target"].text)
    return target is not None and target[0] != ""


def _full(world: World, id: str, chance: Chance) -> Typed | None:
    points = world[id.replace("score", "points")].value
    return made(world, id, points) if isinstance(points, Decimal) else None


def _half(world: World, id: str, chance: Chance) -> Typed | None:
    points = world[id.replace("score", "points")].value
    return made(world, id, points / 2, decimals=None) if isinstance(points, Decimal) else None


def _by(relation: type):
    return lambda world: [f"row.{rule.row.number}.score" for rule in world.relations if isinstance(rule, relation)]


def _own(role: str, *relations: type):
    """The targets or actual values of the unit's own indicators that are in numbers."""

    def choose(world: World) -> list[str]:
        rows = {rule.row for rule in world.relations if isinstance(rule, relations)}
        return [
            f"row.{row.number}.{role}"
            for row in rows
            if row.own and measured(world[f"row.{row.number}.target"].text) and world[f"row.{row.number}.actual"].text
        ]

    return choose


def _copied_target(world: World, id: str, chance: Chance) -> Typed | None:
    target = world[id.replace("actual", "target")].text
    found = measured(target)
    return Typed(Entry(target)) if found and found[0] and target != world[id].text else None  # ≥50场 is no result


def _other_unit(world: World, id: str, chance: Chance) -> Typed | None:
    found = measured(world[id].text)
    units = [unit for unit in ("台", "人次", "万元", "场") if found and unit != found[2]]
    is_plain = found is not None and "万" not in world[id].text
    return Typed(Entry(f"{found[1]:f}{chance.choice(units)}")) if found and is_plain else None


def _too_low(world: World, id: str, chance: Chance) -> Typed | None:
    """A third of what was done."""
    row = next(row for row in world.rows if row.number == int(id.split(".")[1]))
    target, actual = measured(world[id].text), measured(world[id.replace("target", "actual")].text)
    if not target or not actual or target[2] == "%" or row.down or target[0] == "≤":
        return None
    shown = "".join(sign for sign in world[id].text if sign.isdigit() or sign == ".")
    third = half_up(target[1] / (10_000 if "万" in world[id].text else 1) / 3, len(shown.partition(".")[2]))
    return Typed(Entry(world[id].text.replace(shown, f"{third:f}"))) if third else None


KINDS = (
    Kind("targets", "没有达标而得满分", _scores(*_RULES, met=False), _full),
    Kind("scoring replay", "正向反向比例算错", _scores("proportional", met=False), off_by("0.5", "-0.5", "0.2")),
    Kind("scoring replay", "全有或全无却得了一半", _scores("full_or_nothing", met=False), _half),
    Kind(
        "scoring replay",
        "达标而没有得满分",
        _scores("full_if_met", "proportional", "full_or_nothing", met=True, signed=True),
        _half,
    ),
    Kind("scoring replay", "评价要点算错", _by(Ticked), off_by("-0.5", "-0.25", "0.5")),
    Kind("scoring replay", "加减分算错", _by(Praised), off_by("2.5", "-2.5", "-1")),
    Kind("targets", "完成值照抄指标值", _own("actual", Comparable), _copied_target),
    Kind("targets", "完成值单位不同", _own("actual", Comparable), _other_unit),
    Kind("targets", "指标值只有完成值的三分之一", _own("target", NotFarBeyond), _too_low),
    Kind("targets", "指标值无法衡量", _own("target", Measurable), words("进一步提高", "有所改善", "持续推进")),
)
