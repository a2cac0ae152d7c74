"""Scores, their total, the grade."""

from decimal import Decimal

from benchmarks.mutations.entries import Chance, Entry
from benchmarks.mutations.kinds.funds import wrong_sum
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import figure, made, moved_point, off_by, swapped_digits, wrong_digit
from benchmarks.mutations.relations import GradeOf
from benchmarks.mutations.world import World


def _scores(world: World) -> list[str]:
    praise = {f"row.{row.number}.score" for row in world.rows if row.rule == "bonus"}
    return [id for id in world.numbers("row.*.score") if id not in praise]


def _total(world: World) -> list[str]:
    return world.numbers("total.score")


def _over(world: World, id: str, chance: Chance) -> Typed | None:
    points = world[id.replace("score", "points")].span
    return made(world, id, points.high + Decimal(chance.choice(["1", "0.5", "2"]))) if points else None


def _ten_times(world: World, id: str, chance: Chance) -> Typed | None:
    return made(world, id, figure(world[id]) * 10)


def _mistyped(world: World, id: str, chance: Chance) -> Typed | None:
    """One digit mistyped; where the difference is just some score, nobody can tell that one from a score left out."""
    slip = wrong_digit(world, id, chance)
    scores = {figure(world[other]) for other in world.numbers("row.*.score")}
    off = abs(figure(slip.entry) - figure(world[id])) if slip else None
    return Typed(slip.entry) if slip and (off in scores or (off and off / 2 in scores)) else slip


def _grade(world: World) -> list[str]:
    return world.typed("grade")


def _other_grade(world: World, id: str, chance: Chance) -> Typed | None:
    rule = next(rule for rule in world.relations if isinstance(rule, GradeOf))
    return Typed(Entry(chance.choice([label for label, _ in rule.bands if label != world[id].text])))


KINDS = (
    Kind("scores", "得分超过分值", _scores, _over),
    Kind("scores", "得分多一个零", _scores, _ten_times),
    Kind("scores", "得分为负", _scores, lambda world, id, chance: made(world, id, -figure(world[id]))),
    Kind("sums", "总得分漏加一项", _total, wrong_sum(-1, "漏加")),
    Kind("sums", "总得分重复加一项", _total, wrong_sum(1, "重复加")),
    Kind("sums", "总得分数字颠倒", _total, swapped_digits),
    Kind("sums", "总得分小数点移位", _total, moved_point),
    Kind("sums", "总得分错一个数字", _total, _mistyped),
    Kind("sums", "总得分差一点", _total, off_by("1", "-1", "0.5", "-0.1")),
    Kind("grades", "等级不符", _grade, _other_grade),
)
