"""One quantity out of the numbers of a text: a single one, the two ends of a range, a rate within a time limit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from jixiao.model.parts import Direction
from jixiao.model.targets import TOWARDS, Precision, Quantity
from jixiao.read.targets.quantities import Measure
from jixiao.read.targets.units import scale_of
from jixiao.read.targets.vocabulary import BEFORE, TURNED

_LEFT_OVER_SIGN = re.compile(r"(?P<sign>[<>≤≥]=?)[一-鿿A-Za-z]{0,20}")
_AND = ("", "且", "并", "并且", "但", "又", "同时", "和")
_OF_TIME = ("time", "workday")


def quantity_of(measures: Sequence[Measure]) -> Quantity | str | None:
    """What the numbers of a text state together; why that cannot be told; None where there is no number."""
    if not measures:
        return None
    trouble = next((measure.trouble for measure in measures if measure.trouble), "")
    if trouble:
        return trouble
    quantities = [measure.quantity for measure in measures]
    if len(quantities) == 1:
        return quantities[0]
    return (_two(*quantities) if len(quantities) == 2 else None) or "写了几个数"


def _two(first: Quantity, second: Quantity) -> Quantity | None:
    if any(quantity.upper or quantity.precision is not Precision.STATED for quantity in (first, second)):
        return None
    return _between(first, second) or _within_time(first, second)


def _between(first: Quantity, second: Quantity) -> Quantity | None:
    """90%≤好评率≤100%, or 大于5%小于10%."""
    kinds = {scale_of(each.figure.unit).kind for each in (first, second) if each.figure.unit}
    if len(kinds) > 1:
        return None
    left_over = _LEFT_OVER_SIGN.fullmatch(second.subject)
    below = first.figure.comparator
    if left_over and not below:
        below = TURNED.get(BEFORE.get(left_over["sign"], ""), "")
    elif second.subject not in _AND:
        return None
    return _range(first, second, below)


def _range(first: Quantity, second: Quantity, below: str) -> Quantity | None:
    sides = (TOWARDS.get(below), TOWARDS.get(second.figure.comparator))
    unit = first.figure.unit or second.figure.unit
    low, high = (replace(first.figure, comparator=below, unit=unit), replace(second.figure, unit=unit))
    if sides == (Direction.DOWN, Direction.UP):
        low, high = high, low
    elif sides != (Direction.UP, Direction.DOWN):
        return None
    if low.value > high.value or (first.figure.unit and second.figure.unit and first.figure.unit != second.figure.unit):
        return None
    return replace(first, figure=low, upper=high, rest=second.rest)


def _within_time(first: Quantity, second: Quantity) -> Quantity | None:
    """5个工作日内办结率≥95%: the rate is what counts, the time limit belongs to its name."""
    is_time = scale_of(first.figure.unit).kind in _OF_TIME and first.figure.comparator == "≤"
    if not is_time or second.figure.unit != "%" or not second.subject.endswith("率"):
        return None
    return replace(second, subject=f"{first.subject}{second.subject}")
