"""Full points up to a limit, and a deduction for each percentage point above it."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, between, by_person, rounded, sure, worked
from jixiao.compute.scoring.words import cell, percent, plain
from jixiao.model.figures import Figure
from jixiao.model.scoring import DeductOver

_PERCENTAGES = ("%", "‰")
_UPWARDS = (">", "≥")


def deduct_over(rule: DeductOver, inputs: Inputs, points: Decimal) -> Scored:
    """Full points at most ``limit``; above it ``each`` points off per percentage point, down to 0."""
    actual = inputs.actual
    done = f"完成{cell(actual, inputs.actual_text)}"
    if not isinstance(actual, Figure) or actual.unit not in _PERCENTAGES:
        return by_person(f"{done}，不是百分数，{BY_UNIT}")
    if actual.comparator:
        return _of_bound(rule, actual, done, points)
    excess = (actual.value - rule.limit) * 100
    if excess <= 0:
        return sure(points, f"{done}，不超过 {percent(rule.limit)} → {plain(points)}")
    over = f"超过 {percent(rule.limit)} {plain(excess)} 个百分点"
    counted = _counted(rule, excess)
    if not counted:
        return sure(points, f"{over}，不足 1 个，不扣 → {plain(points)}")
    deduction = counted * rule.each
    counting = "" if counted == excess else f"按 {plain(counted)} 个计，"
    return worked(
        f"{over}，{counting}每个扣 {plain(rule.each)} → {plain(points)} − {plain(deduction)}",
        points - deduction,
        points,
    )


def _counted(rule: DeductOver, excess: Decimal) -> Decimal:
    """How many percentage points of an excess count."""
    if rule.counted == "exact":
        return excess
    return excess.to_integral_value(ROUND_FLOOR if rule.counted == "whole" else ROUND_CEILING)


def _of_bound(rule: DeductOver, actual: Figure, done: str, points: Decimal) -> Scored:
    """An actual value that is a bound: between the score at the bound and the score far beyond it."""
    counted = _counted(rule, max(Decimal(0), (actual.value - rule.limit) * 100))
    near = rounded(points - counted * rule.each, points)
    far = Decimal(0) if actual.comparator in _UPWARDS and rule.each else points
    if near != far:
        return between(min(near, far), max(near, far), done)
    where = "不超过" if actual.value <= rule.limit else "超过"
    return sure(near, f"{done}，{where} {percent(rule.limit)} → {plain(near)}")
