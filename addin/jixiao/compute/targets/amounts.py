"""Quantities compared: in one unit, in every way that they can be meant."""

from dataclasses import replace
from decimal import Decimal

from jixiao.compute.targets.comparison import (
    NO_DIRECTION,
    NO_SIGN,
    OTHER_UNIT,
    UNCLEAR_UNIT,
    UNDECIDED,
    Comparison,
    undecided,
)
from jixiao.compute.targets.readings import Pair, readings, scaled
from jixiao.compute.targets.spans import Span, meant, printed_span, satisfying
from jixiao.model.decimals import EXACT
from jixiao.model.parts import Direction
from jixiao.model.targets import Quantity

_UP, _DOWN = Direction.UP, Direction.DOWN
_TURNED = {">": "<", "<": ">", "≥": "≤", "≤": "≥"}


def compare_quantities(target: Quantity, actual: Quantity, direction: Direction | None) -> Comparison:
    """``direction``: which way is better where the target's own words do not say."""
    aligned = _with_sign(target, actual)
    if aligned is None:
        return undecided(NO_SIGN)
    pairs = readings(target.figure, aligned.figure)
    if not pairs:
        return undecided(OTHER_UNIT)
    goal = goal_of(target, direction)
    return _agreed(
        [
            _of_pair(_in_unit(target, pair, pair.by_target), _in_unit(aligned, pair, pair.by_actual), goal)
            for pair in pairs
        ]
    )


def goal_of(target: Quantity, direction: Direction | None) -> Direction | None:
    """Which way is better: by the target's own words, else by ``direction``; else more of a change."""
    if target.goal is not None or target.upper is not None:
        return target.goal or direction
    if target.change is _DOWN:
        return _UP
    return direction or (_UP if target.change else None)


def _with_sign(target: Quantity, actual: Quantity) -> Quantity | None:
    """The actual value as a change of the target's kind; None where nobody knows whether it went up or down."""
    if target.change is actual.change:
        return actual
    if target.change is not None and actual.change is not None:
        return _negated(actual)
    if target.change is None:
        return None if actual.change is _DOWN else actual
    if target.change is _UP or not actual.figure.value:
        return actual
    return _negated(actual) if actual.figure.value < 0 and actual.upper is None else None


def _negated(actual: Quantity) -> Quantity | None:
    if actual.upper is not None:
        return None
    figure = actual.figure
    comparator = _TURNED.get(figure.comparator, "")
    return replace(actual, figure=replace(figure, value=figure.value.copy_negate(), comparator=comparator))


def _in_unit(quantity: Quantity, pair: Pair, factor: Decimal) -> Quantity:
    unit = pair.target.unit
    upper = None if quantity.upper is None else scaled(quantity.upper, factor, unit)
    coarser = factor.adjusted() if factor == Decimal(1).scaleb(factor.adjusted()) else 0
    figure = scaled(quantity.figure, factor, unit)
    return replace(quantity, figure=replace(figure, decimals=figure.decimals - coarser), upper=upper)


def _agreed(each: list[Comparison]) -> Comparison:
    """What all readings lead to; how far apart both are, only where all say the same of that, too."""
    first = each[0]
    if any(one.met is not first.met for one in each):
        return undecided(next((one.reason for one in each if one.reason == NO_DIRECTION), UNCLEAR_UNIT))
    is_one = len({(one.gap, one.relative) for one in each}) == 1
    sure = all(one.sure for one in each)
    return replace(first, sure=sure) if is_one else replace(first, sure=sure, gap=None, relative=None)


def _of_pair(target: Quantity, actual: Quantity, goal: Direction | None) -> Comparison:
    surely, perhaps = satisfying(target, goal)
    said = meant(actual)
    if said.is_within(surely):
        sure = printed_span(actual).is_within(surely)
        return _measured(Comparison(met=True, sure=sure), target, said, goal)
    if said.is_apart_from(perhaps):
        sure = printed_span(actual).is_apart_from(perhaps)
        return _measured(Comparison(met=False, sure=sure), target, said, goal)
    return undecided(NO_DIRECTION if goal is None and target.upper is None else UNDECIDED)


def _measured(comparison: Comparison, target: Quantity, said: Span, goal: Direction | None) -> Comparison:
    """With the distance between the target and the end of what was done that lies nearest to it."""
    if target.upper is not None or goal is None:
        return comparison
    beyond = comparison.met
    near = said.low if (goal is _UP) is beyond else said.high
    if near is None:
        return comparison
    value = target.figure.value
    gap = EXACT.subtract(near, value) if goal is _UP else EXACT.subtract(value, near)
    relative = EXACT.divide(gap, abs(value)) if value else None
    return replace(comparison, gap=gap, relative=relative, unit=target.figure.unit, at_least=said.low != said.high)
