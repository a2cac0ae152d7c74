"""In which ways a target and an actual value can be meant in the same unit.

Whoever types ``98`` beside ``100%`` may mean 98 % or a share of 98. A question is put to every reading, and answered
only where all of them lead to the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure
from jixiao.read.targets import scale_of

_BARE: Mapping[str, tuple[int, ...]] = {"%": (-2, 0), "‰": (-3, 0), "元": (0, 4), "万元": (0, -4), "亿元": (0, -4, -8)}
"""By which powers of ten a bare number may have to be moved beside a figure of that unit, the likeliest first.

Beside any other unit (200000件) a bare number can only count the same thing.
"""

_TIMES = (4, 8)  # 万, 亿
_SMALL = 10_000
_ONE = Decimal(1)

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Pair:
    """One reading of a target and an actual value: both in the same unit.

    ``by_target`` and ``by_actual``: what the printed numbers were multiplied by to get there.
    """

    target: Figure
    actual: Figure
    by_target: Decimal = _ONE
    by_actual: Decimal = _ONE


def agreed(target: Figure, actual: Figure, judge: Callable[[Pair], _Result]) -> _Result | None:
    """What ``judge`` says, where it says the same of every reading and there is one."""
    said = [judge(pair) for pair in readings(target, actual)]
    return said[0] if said and all(one == said[0] for one in said) else None


def readings(target: Figure, actual: Figure) -> tuple[Pair, ...]:
    """All readings, the likeliest first; none where the units have nothing to do with each other."""
    unit = target.unit or actual.unit
    return tuple(
        Pair(scaled(target, one, unit), scaled(actual, other, unit), one, other)
        for one in _factors(target, unit, actual)
        for other in _factors(actual, unit, target)
    )


def scaled(figure: Figure, factor: Decimal, unit: str) -> Figure:
    """A figure in another unit."""
    return replace(figure, value=EXACT.multiply(figure.value, factor), unit=unit)


def _factors(figure: Figure, unit: str, beside: Figure) -> Iterator[Decimal]:
    """What a figure is multiplied by to be in a unit, in every way that it can be meant."""
    if figure.unit == unit and unit:
        yield _ONE
    elif figure.unit:
        yield from _conversions(figure.unit, unit)
    else:
        may_be_in_wan = beside.decimals < 0 <= figure.decimals and 0 < abs(figure.value) < _SMALL
        powers = _BARE.get(unit, (0,)) + (_TIMES if may_be_in_wan else ())  # 6.5 beside 6万 may be 65000
        yield from (_ONE.scaleb(power) for power in powers)


def _conversions(unit: str, wanted: str) -> Iterator[Decimal]:
    scale, goal = scale_of(unit), scale_of(wanted)
    if scale.kind != goal.kind:
        return
    yield EXACT.divide(scale.size, goal.size)
    if scale.other_size and goal.other_size and scale.other_size * goal.size != goal.other_size * scale.size:
        yield EXACT.divide(scale.other_size, goal.other_size)
