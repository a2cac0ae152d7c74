"""The 汇总表: rows against the units' workbooks, totals, rates."""

from collections.abc import Callable
from decimal import Decimal

from benchmarks.mutations.entries import Chance, Entry
from benchmarks.mutations.kinds.funds import wrong_sum
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import (
    copied,
    exact,
    made,
    middle,
    moved_point,
    off_by,
    swapped_digits,
    times,
    upside_down,
)
from benchmarks.mutations.world import World


def _cells(*roles: str) -> Callable[[World], list[str]]:
    """Figures of rows whose unit's own workbook is at hand."""
    return lambda world: [
        id for id in world.numbers(*(f"summary.*.{role}" for role in roles))
        if id.replace("summary", "unit", 1) in world.entries
    ]  # fmt: skip


def _totals(world: World) -> list[str]:
    return world.numbers("summary.total.annual_budget", "summary.total.executed")


def _rates(world: World) -> list[str]:
    return [id for id in world.numbers("summary.*.execution_rate") if exact(world, id) is not None]


def _of_rows(world: World) -> list[str]:
    return [id for id in _rates(world) if ".total." not in id]


def _beside(world: World, id: str) -> list[str]:
    """The same column in the rows above and below."""
    _, number, role = id.split(".")
    return [other for step in (-1, 1) if (other := f"summary.{int(number) + step}.{role}") in world.entries]


def _budget(world: World, id: str) -> list[str]:
    return [id.replace("executed", "annual_budget")]


def _mean(world: World, id: str, chance: Chance) -> Typed | None:
    ids = [
        other
        for other in world.entries
        if other.startswith("summary.") and other.endswith("execution_rate") and ".total." not in other
    ]
    values = [middle(world, other) for other in ids]
    return made(world, id, sum(values, Decimal(0)) / len(values), "平均")


def _names(world: World) -> list[str]:
    return world.typed("summary.*.unit")


def _same_name(world: World, id: str, chance: Chance) -> Typed | None:
    """Another unit's name: that one stands twice."""
    others = [other for other in _names(world) if other != id and other < id]
    return Typed(Entry(world[chance.choice(others)].text)) if others else None


def _other_name(world: World, id: str, chance: Chance) -> Typed | None:
    return Typed(Entry(world[id].text[3:])) if world.units else None


KINDS = (
    Kind("summary", "汇总一格数字颠倒", _cells("annual_budget", "executed"), swapped_digits),
    Kind("summary", "汇总一格小数点移位", _cells("annual_budget", "executed"), moved_point),
    Kind("summary", "汇总一格抄了邻行", _cells("annual_budget", "executed"), copied(_beside, cause=("抄了",))),
    Kind("summary", "汇总执行数填成了预算数", _cells("executed"), copied(_budget, cause=("填成了", "抄了"))),
    Kind(
        "summary",
        "汇总一格元当成万元",
        lambda world: _cells("annual_budget", "executed")(world) if world.framework.money_unit == "万元" else [],
        times("10000", "元当成万元"),
    ),
    Kind("summary", "汇总自评分数不符", _cells("self_score"), off_by("1", "-2", "0.5")),
    Kind("summary", "汇总合计漏加一个单位", _totals, wrong_sum(-1, "漏加")),
    Kind("summary", "汇总合计重复加一个单位", _totals, wrong_sum(1, "重复加")),
    Kind("summary", "汇总合计数字颠倒", _totals, swapped_digits),
    Kind("summary", "汇总合计执行率取了平均", lambda world: world.numbers("summary.total.execution_rate"), _mean),
    Kind("summary", "汇总执行率抄了邻行", _of_rows, copied(_beside, cause=("抄了",))),
    Kind("summary", "汇总执行率分子分母颠倒", _rates, upside_down),
    Kind("summary", "汇总执行率数字颠倒", _rates, swapped_digits),
    Kind(
        "summary",
        "复核分数超过 100",
        lambda world: world.numbers("summary.*.review_score"),
        lambda world, id, chance: made(world, id, Decimal(105)),
    ),
    Kind("summary", "一个单位列了两次", _names, _same_name),
    Kind("summary", "单位名称与工作簿不符", _names, _other_name),
)
