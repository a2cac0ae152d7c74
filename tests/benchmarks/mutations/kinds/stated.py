"""Figures of the report's text: growth, shares, counts, and facts that the form states, too."""

from collections.abc import Callable
from decimal import Decimal

from benchmarks.mutations.entries import Chance, Entry
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import figure, law, made, middle, moved_point, swapped_digits, times, upside_down
from benchmarks.mutations.relations import Adds, Counted, Growth, RateOf, Same
from benchmarks.mutations.sayings import Says
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import World


def _in(relation: type, role: str) -> Callable[[World], list[str]]:
    """The cells of that role in rows of 叙述数据 for which such a relation holds."""

    def choose(world: World) -> list[str]:
        ids = {
            value
            for rule in world.relations
            if isinstance(rule, relation)
            for value in vars(rule).values()
            if isinstance(value, str)
        }
        return [id for id in world.numbers(f"stated.*.{role}") if id in ids]

    return choose


def _growth(world: World, id: str) -> Growth:
    return next(rule for rule in world.relations if isinstance(rule, Growth) and id in vars(rule).values())


def _of_current(world: World, id: str, chance: Chance) -> Typed | None:
    row = _growth(world, id)
    value, base = middle(world, row.value), middle(world, row.base)
    return made(world, id, (value - base) / value, "分母用了本年数") if value else None


def _chosen(world: World) -> list[str]:
    """Percentages of rows that say that they compare two years: others may well be shares of a plan."""
    ids = _in(Growth, "percentage")(world)
    return [id for id in ids if world[id.replace("percentage", "relation")].text == "增减"]


def _not_less_one(world: World, id: str, chance: Chance) -> Typed | None:
    row = _growth(world, id)
    return made(world, id, middle(world, row.value) / middle(world, row.base), "没有减去 100%")


def _rest(world: World, id: str, chance: Chance) -> Typed | None:
    return made(world, id, 1 - figure(world[id]), "其余部分")


def _in_full(world: World) -> list[str]:
    """This year's figures beside which all others stand: base, change and percentage tell that it is the wrong one."""
    return [
        rule.value
        for rule in world.relations
        if isinstance(rule, Growth)
        and world.typed(rule.value)
        and all(world.span(id) for id in (rule.base, rule.change, rule.percentage))
    ]


def _last_year(world: World, id: str, chance: Chance) -> Typed | None:
    """The figure of the year before once more."""
    return made(world, id, middle(world, _growth(world, id).base), "填成了", "抄了", "上年")


def _of_parts(world: World) -> list[str]:
    ids = {rule.result for rule in world.relations if isinstance(rule, Adds)}
    return [id for id in world.numbers("stated.*.value") if id in ids]


def _left_out(world: World, id: str, chance: Chance) -> Typed | None:
    rule = next(rule for rule in world.relations if isinstance(rule, Adds) and rule.result == id)
    part = chance.choice(rule.parts)
    return made(world, id, middle(world, id) - middle(world, part), "漏加")


def _same(*kinds: str) -> Callable[[World], list[str]]:
    """Rows that state a fact of the form: by the beginnings of its id."""

    def choose(world: World) -> list[str]:
        ids = {
            rule.one
            for rule in world.relations
            if isinstance(rule, Same) and rule.other.startswith(kinds) and world.span(rule.other)
        }
        return [id for id in world.numbers("stated.*.value") if id in ids]

    return choose


def _uncountable(world: World, id: str, chance: Chance) -> Typed | None:
    """A percentage between those of two whole numbers."""
    rule = next(rule for rule in world.relations if isinstance(rule, Counted) and rule.percentage == id)
    whole = middle(world, rule.whole)
    between = (half_up(figure(world[id]) * whole, 0) + Decimal("0.5")) / whole
    return made(world, id, between)


def turned(world: World, id: str, chance: Chance) -> Typed | None:
    """An increase for a decrease, or the other way round."""
    return made(world, id, -figure(world[id]), "负号", "方向相反")


def _grade(world: World) -> list[str]:
    ids = {rule.id for rule in world.relations if isinstance(rule, Says)}
    return [id for id in world.typed("stated.*.value") if id in ids]


def _is_part(world: World) -> list[str]:
    return [id for id in _in(RateOf, "percentage")(world) if (rule := law(world, id)) and len(rule.top) == 1]


_AMOUNTS = ("fund.", "concept.")

KINDS = (
    Kind("growth", "增减额正负号相反", _in(Growth, "change"), turned),
    Kind("growth", "增减额数字颠倒", _in(Growth, "change"), swapped_digits),
    Kind("growth", "增减幅度的分母用了本年数", _in(Growth, "percentage"), _of_current),
    Kind("growth", "增减幅度没有减 100%", _chosen, _not_less_one),
    Kind("growth", "增减幅度正负号相反", _in(Growth, "percentage"), turned),
    Kind("growth", "增减幅度数字颠倒", _in(Growth, "percentage"), swapped_digits),
    Kind("growth", "增减幅度小数点移位", _in(Growth, "percentage"), moved_point),
    Kind("growth", "本年数抄了上年数", _in_full, _last_year),
    Kind("shares", "占比数字颠倒", _is_part, swapped_digits),
    Kind("shares", "占比填成了其余部分", _is_part, _rest),
    Kind("shares", "占比分子分母颠倒", _is_part, upside_down),
    Kind("shares", "占比小数点移位", _is_part, moved_point),
    Kind("sums", "叙述合计漏加一项", _of_parts, _left_out),
    Kind("counts", "没有一个整数能得出的占比", _in(Counted, "percentage"), _uncountable),
    Kind("same fact", "叙述的金额数字颠倒", _same(*_AMOUNTS), swapped_digits),
    Kind("same fact", "叙述的金额小数点移位", _same(*_AMOUNTS), moved_point),
    Kind(
        "units",
        "叙述的金额元当成万元",
        lambda world: _same("fund.")(world) if world.money_unit == "万元" else [],
        times("10000", "元当成万元"),
    ),
    Kind("same fact", "叙述的比率数字颠倒", _same("rate.", "fund."), swapped_digits),
    Kind("same fact", "叙述的总分不符", _same("total."), swapped_digits),
    Kind(
        "same fact",
        "叙述的等级不符",
        _grade,
        lambda world, id, chance: Typed(Entry(chance.choice([g for g in "优良中差" if g != world[id].text]))),
    ),
)
