"""Amounts that differ as 元 and 万元 do."""

from decimal import Decimal

from jixiao.model.decimals import EXACT

YUAN = Decimal(10_000)
"""元 in one 万元."""

_NEAR = (Decimal("0.4"), Decimal("1.6"))
"""How far from a factor of 10,000 two amounts may lie that should be of one size: a year may spend 40 % or 160 %."""


def is_other_unit(large: Decimal, small: Decimal) -> bool:
    """Whether one amount is about 10,000 times another that should be of its size."""
    return small > 0 and _NEAR[0] * YUAN <= EXACT.divide(large, small) <= _NEAR[1] * YUAN
