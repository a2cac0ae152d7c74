"""In which ways a target and an actual value can be meant in the same unit.

Whoever types ``98`` beside ``100%`` may mean 98 % or a share of 98. A rule is applied to every reading, and says
something only where all of them lead to the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure

_SCALES: Mapping[str, tuple[str, int]] = {
    "%": ("share", 0),
    "‰": ("share", 0),
    "元": ("money", 0),
    "万元": ("money", 4),
    "亿元": ("money", 8),
    "米": ("length", 0),
    "千米": ("length", 3),
    "公里": ("length", 3),
    "千克": ("weight", 0),
    "吨": ("weight", 3),
}
"""Units of the same kind and their powers of ten; a percentage is held as a share already."""

_BARE: Mapping[str, tuple[int, ...]] = {"%": (-2, 0), "‰": (-3, 0), "元": (0, 4), "万元": (0, -4), "亿元": (0, -4, -8)}
"""By which powers of ten a bare number may have to be moved beside a figure of that unit, the likeliest first.

Beside any other unit (200000件) a bare number can only count the same thing.
"""

_TIMES = (4, 8)  # 万, 亿
_SMALL = 10_000

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Pair:
    """One reading of a target and an actual value: both in the same unit."""

    target: Figure
    actual: Figure


def agreed(target: Figure, actual: Figure, judge: Callable[[Pair], _Result]) -> _Result | None:
    """What ``judge`` says, where it says the same of every reading and there is one."""
    said = [judge(pair) for pair in readings(target, actual)]
    return said[0] if said and all(one == said[0] for one in said) else None


def readings(target: Figure, actual: Figure) -> tuple[Pair, ...]:
    """All readings, the likeliest first; none where the units have nothing to do with each other."""
    unit = target.unit or actual.unit
    return tuple(Pair(one, other) for one in _meant(target, unit, actual) for other in _meant(actual, unit, target))


def _meant(figure: Figure, unit: str, beside: Figure) -> Iterator[Figure]:
    """A figure in another unit, in every way that it can be meant."""
    for power in _powers(figure, unit, beside):
        yield replace(figure, value=figure.value.scaleb(power, context=EXACT), unit=unit)


def _powers(figure: Figure, unit: str, beside: Figure) -> tuple[int, ...]:
    if figure.unit == unit and unit:
        return (0,)
    if figure.unit:
        (kind, power), (wanted, base) = (_SCALES.get(name, (name, 0)) for name in (figure.unit, unit))
        return (power - base,) if kind == wanted else ()
    may_be_in_wan = beside.decimals < 0 <= figure.decimals and 0 < abs(figure.value) < _SMALL
    return _BARE.get(unit, (0,)) + (_TIMES if may_be_in_wan else ())  # 6.5 beside 6万 may be 65000
