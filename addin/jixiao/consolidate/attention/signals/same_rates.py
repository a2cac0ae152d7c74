"""Rates to four digits that stand in several workbooks over other amounts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import exp

from jixiao.compute.numbers import format_percent
from jixiao.consolidate.attention.profile import Profile, RateSeen
from jixiao.consolidate.attention.signal import Named, Setting, signal

_FEWEST = 3
_WINDOW, _STEPS = Decimal("0.005"), 100
"""How thickly rates lie is told by so much to each side; so many ten-thousandths that is together."""

_CHANCE = 0.002
"""How many groups of honest rates that agree so well may be expected in a department, and are named all the same."""

_THINNEST = 2_000
"""Where no other rate lies near: as though the rates were spread over so many ten-thousandths."""

Seen = list[tuple[int, RateSeen]]


@signal("same_rates", "比率相同而金额不同")
def same_rates(setting: Setting) -> Iterator[Named]:
    """Units that share a rate, where chance alone would hardly bring so many together."""
    by_number = {profile.number: profile for profile in setting.profiles}
    by_label = _by_label(setting.profiles)
    for label, seen in by_label.items():
        by_rate, rates = _by_rate(seen), sorted(one.rate for _, one in seen)
        for rate, members in by_rate.items():
            numbers = _with_other_amounts(members)
            if len(numbers) >= _FEWEST and _expected(rate, len(numbers), rates) * len(by_label) < _CHANCE:
                others = f"与另外 {len(numbers) - 1} 个{setting.noun}相同"
                for number in numbers:
                    yield by_number[number], 30, f"{label} {format_percent(rate)} {others}{_over(members)}"


def _by_label(profiles: Sequence[Profile]) -> Mapping[str, Seen]:
    found: dict[str, Seen] = {}
    for profile in profiles:
        for rate in profile.rates:
            found.setdefault(rate.label, []).append((profile.number, rate))
    return found


def _by_rate(seen: Seen) -> Mapping[Decimal, Seen]:
    found: dict[Decimal, Seen] = {}
    for number, rate in seen:
        found.setdefault(rate.rate, []).append((number, rate))
    return found


def _with_other_amounts(members: Seen) -> Sequence[int]:
    """The units, but for those with amounts that another one has as well: the rate then follows from them."""
    numbers: dict[int, None] = {}
    taken: set[tuple[Decimal, Decimal]] = set()
    for number, rate in members:
        if rate.amounts is None or rate.amounts not in taken:
            numbers.setdefault(number)
        if rate.amounts is not None:
            taken.add(rate.amounts)
    return [*numbers]


def _over(members: Seen) -> str:
    return "，金额各不相同" if all(rate.amounts is not None for _, rate in members) else ""


def _expected(rate: Decimal, count: int, rates: Sequence[Decimal]) -> float:
    """How many groups of so many or more chance alone brings together, were all as thick as around this rate.

    ``rates``: all that there are, sorted.
    """
    around = bisect_right(rates, rate + _WINDOW) - bisect_left(rates, rate - _WINDOW)
    near = around - (bisect_right(rates, rate) - bisect_left(rates, rate))
    others = max(near / _STEPS, len(rates) / _THINNEST)
    term, fewer = exp(-others), 0.0
    for number in range(count - 1):
        fewer += term
        term *= others / (number + 1)
    return max(0.0, 1 - fewer) * len(rates) / count
