"""Slips of scale: 元 for 万元, a percentage for a share, a shifted point."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.rules.causes.slip import Likelihood, Slip

_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))
_YUAN = Decimal(10000)

YUAN_FOR_WAN, WAN_FOR_YUAN = "元当成万元", "万元当成元"
"""Amounts that were typed in the other money unit."""


def money_unit(right: Decimal) -> Iterator[Slip]:
    """An amount in 元 where 万元 is asked for, or the other way round."""
    if right:
        yield Slip(YUAN_FOR_WAN, right * _YUAN, Likelihood.UNIT)
        yield Slip(WAN_FOR_YUAN, right / _YUAN, Likelihood.UNIT)


def shifted_point(right: Decimal) -> Iterator[Slip]:
    """The point one to three places off; a percentage taken for a share, or the other way round, is off by two."""
    for shift in _SHIFTS if right else ():
        yield Slip("小数点移位", right * shift, Likelihood.SHIFTED)
        yield Slip("小数点移位", right / shift, Likelihood.SHIFTED)
