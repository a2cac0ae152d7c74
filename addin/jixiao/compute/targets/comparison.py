"""What a comparison of target and actual value says."""

from dataclasses import dataclass
from decimal import Decimal

UNDECIDED = "不能判断是否达标"
NO_DIRECTION = "没有说明越高越好还是越低越好"
OTHER_UNIT = "计量单位不同"
UNCLEAR_UNIT = "计量单位不明"
NO_SIGN = "没有写明是增加还是减少"
NO_YEAR = "没有写明年份"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the actual value meets the target, and by how much it is beyond or short of it.

    ``met``: None where that cannot be told, and ``reason`` says why. ``sure``: not even the rounding of what is
    printed can change it. ``gap``: how far the actual value is beyond the target (short of it: below 0), in ``unit``,
    days for deadlines; ``relative``: the same as a share of the target. Both are the least possible where the actual
    value is only a bound (``at_least``), and None where they cannot be told.
    """

    met: bool | None
    sure: bool = False
    gap: Decimal | None = None
    relative: Decimal | None = None
    unit: str = ""
    at_least: bool = False
    reason: str = ""


def undecided(reason: str = UNDECIDED) -> Comparison:
    """It cannot be told."""
    return Comparison(None, reason=reason)


def decided(met: bool) -> Comparison:
    """It can be told for sure, but not measured."""
    return Comparison(met, sure=True)
