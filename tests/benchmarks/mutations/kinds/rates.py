"""Rates: of the fund table, of 指标测算, of the scoring table's 完成值."""

from benchmarks.mutations.entries import Chance
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import (
    Slip,
    copied,
    cut_off,
    exact,
    law,
    made,
    middle,
    moved_point,
    swapped_digits,
    times,
    upside_down,
    wrong_digit,
)
from benchmarks.mutations.relations import RateOf
from benchmarks.mutations.world import World


def _rates(world: World) -> list[str]:
    """Stated rates that follow from stated amounts."""
    ids = world.numbers("fund.*.execution_rate", "rate.*")
    return [id for id in ids if exact(world, id) is not None]


def _of_lines(world: World) -> list[str]:
    return [id for id in _rates(world) if id.startswith("fund.") and ".total." not in id]


def _beside_total(world: World) -> list[str]:
    law_ = world.framework.fund
    return _of_lines(world) if law_ and law_.group("total") else []


def _of_growth(world: World) -> list[str]:
    """Rates that compare two years."""
    return [id for id in world.numbers("rate.*") if (rule := law(world, id)) and _is_growth(rule)]


def _is_growth(rule: RateOf) -> bool:
    return len(rule.top) == 2 and rule.top[1] == f"-{rule.bottom[0]}" and not rule.absolute


def _other_lines(world: World, id: str) -> list[str]:
    return [
        other
        for other in world.entries
        if other.startswith("fund.") and other.endswith("execution_rate") and other != id and ".total." not in other
    ]


def _total_line(world: World, id: str) -> list[str]:
    return [other for other in ("fund.total.execution_rate",) if other in world.entries and other != id]


def _with_total(side: str) -> Slip:
    """One amount of the line, the other of the total."""

    def slip(world: World, id: str, chance: Chance) -> Typed | None:
        line = id.split(".")[1]
        top, bottom = (f"fund.{line if part == side else 'total'}.{part}" for part in ("executed", "annual_budget"))
        spans = [world.span(one) for one in (top, bottom)]
        if None in spans or not middle(world, bottom):
            return None
        return made(
            world, id, middle(world, top) / middle(world, bottom), f"{'分母' if side == 'executed' else '分子'}用了"
        )

    return slip


def _current_as_base(world: World, id: str, chance: Chance) -> Typed | None:
    rule = law(world, id)
    if rule is None:
        return None
    current, prior = middle(world, rule.top[0]), middle(world, rule.bottom[0])
    return made(world, id, (current - prior) / current, "分母用了本年数") if current else None


def _without_prior(world: World, id: str, chance: Chance) -> Typed | None:
    rule = law(world, id)
    return (
        made(world, id, middle(world, rule.top[0]) / middle(world, rule.bottom[0]), "没有减去 100%") if rule else None
    )


def _measured(world: World) -> list[str]:
    """完成值 that 指标测算 works out."""
    rates = {f"row.{row.number}.actual": f"rate.{row.rate}" for row in world.rows if row.rate}
    return [id for id in world.numbers("row.*.actual") if id in rates and world.span(rates[id]) is not None]


KINDS = (
    Kind("rates", "抄了合计行的比率", _beside_total, copied(_total_line, cause=("抄了",))),
    Kind("rates", "抄了别行的比率", _of_lines, copied(_other_lines, cause=("抄了",))),
    Kind("rates", "分子分母颠倒", _rates, upside_down),
    Kind("rates", "分母用了合计行的数", _beside_total, _with_total("executed")),
    Kind("rates", "分子用了合计行的数", _beside_total, _with_total("annual_budget")),
    Kind("rates", "比率数字颠倒", _rates, swapped_digits),
    Kind("rates", "比率错一个数字", _rates, wrong_digit),
    Kind("rates", "比率小数点移位", _rates, moved_point),
    Kind("rates", "比率多乘 100", _rates, times("100", "小数点移位", "100")),
    Kind("rates", "比率少乘 100", _rates, times("0.01", "小数点移位", "100")),
    Kind("rates", "比率尾数没有四舍五入", _rates, cut_off),
    Kind("growth", "变动率的分母用了本年数", _of_growth, _current_as_base),
    Kind("growth", "变动率没有减 100%", _of_growth, _without_prior),
    Kind("rates", "完成值与测算不符：数字颠倒", _measured, swapped_digits),
    Kind("rates", "完成值与测算不符：小数点移位", _measured, moved_point),
)
