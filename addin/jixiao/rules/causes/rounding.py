"""Slips of rounding: the tail cut off, or always rounded up."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.rules.causes.slip import Likelihood, Slip


def wrong_rounding(stated: Figure, right: Decimal) -> Iterator[Slip]:
    """What an unrounded figure would be with its tail cut off, or with its last digit raised all the same."""
    if decimals_of(right) > stated.decimals:
        unit = Decimal(1).scaleb(-stated.decimals)
        down, up = (ROUND_FLOOR, ROUND_CEILING) if right > 0 else (ROUND_CEILING, ROUND_FLOOR)
        for text, way in (("尾数直接舍去", down), ("尾数一律进一", up)):
            yield Slip(text, right.quantize(unit, context=Context(prec=60, rounding=way)), Likelihood.ROUNDING)
