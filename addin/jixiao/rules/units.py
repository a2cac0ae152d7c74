"""Figures in another unit: 元 and 万元, 件 and 万件, shares with and without a percent sign."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure

PERCENT = "%"
_SHARES = (PERCENT, "‰")
_MONEY = "元"
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MONEY_POWERS = (0, 4, 8)
_TIMES = ("万", "亿")
_COUNTED = frozenset(
    (
        *("人", "名", "个", "项", "件", "户", "家", "宗", "条", "次", "份", "篇", "台", "套", "处", "场", "期", "起"),
        *("例", "批", "张", "本", "册", "辆", "座", "间", "所", "村", "人次", "件次", "户次", "场次", "批次"),
    )
)
"""What is counted one by one, so that a whole number of it is exact."""


@dataclass(frozen=True)
class Unit:
    """A power of ten and what is counted: 万元 is 4 and 元. ``base`` "" is a unit that is not stated."""

    power: int
    base: str


def unit_of(text: str) -> Unit:
    """The unit that a text names: ``万元``, ``(万件)``; "" names none."""
    base = text.strip("()")
    power = 0
    while base[:1] in _POWERS:
        power += _POWERS[base[0]]
        base = base[1:]
    return Unit(power, base)


def is_counted(text: str) -> bool:
    """Whether a unit names single things (件, 人), not thousands of them, nor money or a measure."""
    return text in _COUNTED


def readings(figure: Figure, text: str, unit: str, goal: str) -> Iterator[Figure]:
    """A figure in the unit ``goal``, in each way it can be meant; nothing where the units cannot be compared.

    ``text`` is the figure as written, ``unit`` the unit written beside it, "" where there is none.
    """
    if goal == PERCENT:
        yield from _as_share(figure, unit)
    elif figure.unit not in _SHARES and unit not in _SHARES:
        yield from _as_quantity(figure, text, unit, unit_of(goal))


def _as_share(figure: Figure, unit: str) -> Iterator[Figure]:
    """A number without a percent sign may be a share or a percentage; nobody writes a share in whole numbers only."""
    if figure.unit in _SHARES:
        yield figure
    elif (figure.unit or unit) in (PERCENT, ""):
        yield replace(figure, decimals=max(1, figure.decimals))
        yield _shifted(figure, -2)


def _as_quantity(figure: Figure, text: str, unit: str, goal: Unit) -> Iterator[Figure]:
    own = unit_of(figure.unit or unit)
    counted_in = not figure.unit and any(sign in text for sign in _TIMES)
    if counted_in:  # ``10.5万`` is 105000 already, whether 件 or 万件 stands beside it; of money it means 万元
        own = Unit(0, own.base)
    if own.base and goal.base and own.base != goal.base:
        return
    if own.base or own.power or counted_in:
        powers = {own.power}
    else:  # no unit is stated: that of the form, or any that money is stated in
        powers = {goal.power, *(_MONEY_POWERS if goal.base == _MONEY else ())}
    yield from (_shifted(figure, power - goal.power) for power in sorted(powers))


def _shifted(figure: Figure, power: int) -> Figure:
    """The figure times a power of ten, as exact as it was."""
    return replace(figure, value=figure.value.scaleb(power, context=EXACT), decimals=figure.decimals - power)
