"""Money units: how many 元 one of them is, and amounts converted from one to another without losing a digit."""

from decimal import Decimal
from functools import lru_cache

from jixiao.consolidate.adding.exact import shifted
from jixiao.consolidate.adding.sums import Amount

_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_WHOLE = "元"


@lru_cache(maxsize=64)
def power_of(unit: str) -> int | None:
    """The power of ten that a money unit is of 元: 0 for 元, 4 for 万元, 7 for 千万元; None where it is none."""
    if not unit.endswith(_WHOLE) or any(sign not in _POWERS for sign in unit[:-1]):
        return None
    return sum(_POWERS[sign] for sign in unit[:-1])


def converted(amount: Amount, unit: str, into: str) -> Amount:
    """An amount in another money unit; a missing one stays missing. An unknown unit is taken for the other one."""
    before, after = power_of(unit), power_of(into)
    if not isinstance(amount, Decimal) or before is None or after is None or before == after:
        return amount
    return shifted(amount, before - after) if amount else amount
