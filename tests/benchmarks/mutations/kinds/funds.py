"""Amounts of the fund table and of 基础数据."""

from decimal import Decimal

from benchmarks.mutations.entries import Chance
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import (
    copied,
    figure,
    made,
    middle,
    moved_point,
    negative,
    swapped_digits,
    times,
    wrong_digit,
)
from benchmarks.mutations.relations import Adds, Same
from benchmarks.mutations.world import World

_ROLES = ("annual_budget", "executed")


def _parts(world: World) -> list[str]:
    return [id for id in world.numbers("fund.*.annual_budget", "fund.*.executed") if ".total." not in id]


def _told(world: World) -> list[str]:
    """Parts of lines with a stated rate: it tells which part of a split is off, unless it has few digits."""
    return [id for id in _parts(world) if world.decimals == 2 and _rate_tells(world, id)]


def _rate_tells(world: World, id: str) -> bool:
    entry = world[f"{id.rpartition('.')[0]}.execution_rate"]
    return not entry.live and entry.span is not None and entry.span.high - entry.span.low <= Decimal("0.001")


def _spent(world: World) -> list[str]:
    return [id for id in _told(world) if id.endswith(".executed")]


def _totals(world: World) -> list[str]:
    return world.numbers("fund.total.annual_budget", "fund.total.executed")


def _in(unit: str):
    return lambda world: _parts(world) if world.money_unit == unit else []


def _same_column(world: World, id: str) -> list[str]:
    role = id.rpartition(".")[2]
    return [other for other in _parts(world) if other.endswith(role) and other != id]


def _budget(world: World, id: str) -> list[str]:
    return [id.replace("executed", "annual_budget")]


def _executed(world: World, id: str) -> list[str]:
    """The other column of the total."""
    return [id.replace(*(_ROLES if "annual_budget" in id else reversed(_ROLES)))]


def wrong_sum(sign: int, word: str):
    """A total with one part left out (-1), twice (+1) or subtracted (-2)."""

    def slip(world: World, id: str, chance: Chance) -> Typed | None:
        rule = next((rule for rule in world.relations if isinstance(rule, Adds) and rule.result == id), None)
        parts = [part for part in (rule.parts if rule else ()) if (span := world.span(part)) and span.low > 0]
        if rule is None or len(parts) < 2:
            return None
        part = chance.choice(parts)
        values = [middle(world, other) for other in parts]
        value = middle(world, part)
        alike = [v for v in values if v in (value, 2 * value, value / 2)]
        cause = (word,) if len(alike) == 1 else ()  # of equal ones nobody can tell which it was
        total = sum((middle(world, other) for other in rule.parts if world.span(other)), Decimal(0))
        return made(world, id, total + sign * value, *cause)

    return slip


def _twins(world: World) -> list[str]:
    """Base figures that stand elsewhere, too."""
    ids = {rule.one for rule in world.relations if isinstance(rule, Same) and rule.one.startswith("concept.")}
    return [id for id in world.numbers("concept.*") if id in ids]


def _is_large(world: World) -> list[str]:
    return [id for id in _parts(world) if len(f"{figure(world[id]):f}".replace(".", "")) >= 3]


KINDS = (
    Kind("units", "一项金额元当成万元", _in("万元"), times("10000", "元当成万元")),
    Kind("units", "一项金额万元当成元", _in("元"), times("0.0001", "万元当成元")),
    Kind("funds", "一项金额数字颠倒", _is_large, swapped_digits),
    Kind("funds", "一项金额错一个数字", _told, wrong_digit),
    Kind("funds", "一项金额小数点移位", _parts, moved_point),
    Kind("funds", "一项金额抄了别行的数", _told, copied(_same_column, cause=("抄了",))),
    Kind("funds", "一项金额多了负号", _parts, negative),
    Kind("funds", "执行数填成了预算数", _spent, copied(_budget, cause=("填成了", "抄了"))),
    Kind("sums", "合计漏加一项", _totals, wrong_sum(-1, "漏加")),
    Kind("sums", "合计重复加一项", _totals, wrong_sum(1, "重复加")),
    Kind("sums", "合计一项加减号相反", _totals, wrong_sum(-2, "加减号相反")),
    Kind("sums", "合计数字颠倒", _totals, swapped_digits),
    Kind("sums", "合计填成了另一列的数", _totals, copied(_executed, cause=("填成了", "抄了"))),
    Kind(
        "units",
        "合计元当成万元",
        lambda world: _totals(world) if world.money_unit == "万元" else [],
        times("10000", "元当成万元"),
    ),
    Kind("same fact", "基础数据与资金表不符", _twins, swapped_digits),
    Kind(
        "same fact",
        "基础数据与资金表差一万倍",
        lambda world: _twins(world) if world.money_unit == "万元" else [],
        times("10000", "元当成万元"),
    ),
)
