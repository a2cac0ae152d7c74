"""An execution rate far from the other units'."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_percent
from jixiao.consolidate.attention.signal import Named, Setting, signal
from jixiao.consolidate.attention.spread import spread_of

_LEAST = Decimal("0.1")
"""Ten percentage points from the median, below which no rate is far."""


@signal("execution_far", "执行率离其他单位较远")
def execution_far(setting: Setting) -> Iterator[Named]:
    """Rates far outside those of the others, over or under."""
    rates = [profile.execution_rate for profile in setting.profiles]
    spread = spread_of(rates)
    for profile, rate in zip(setting.profiles, rates, strict=True):
        if spread is not None and rate is not None and spread.is_far(rate, _LEAST):
            weight = 20 + int(abs(rate - spread.median) * 40)
            yield (
                profile,
                min(weight, 45),
                (f"执行率 {format_percent(rate)}，各{setting.noun}中位数 {format_percent(spread.median)}"),
            )
