"""Points by steps (≥90% → 5, ≥80% → 4 …)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, between, by_person, sure
from jixiao.compute.scoring.words import cell, percent, plain
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure
from jixiao.model.framework import Direction
from jixiao.model.scoring import Steps

_SHARES = ("%", "‰")
_TOWARDS = {">": Direction.UP, "≥": Direction.UP, "<": Direction.DOWN, "≤": Direction.DOWN}
_STRICT = ("<", ">")


def by_steps(rule: Steps, inputs: Inputs, points: Decimal) -> Scored:
    """The points of the best step that the actual value reaches, at most the indicator's points."""
    actual = inputs.actual
    done = f"完成{cell(actual, inputs.actual_text)}"
    readings = [*_as_shares(actual)] if isinstance(actual, Figure) else []
    if not readings:
        return by_person(f"{done}，不是百分数，{BY_UNIT}")
    if len({_ends(rule, share) for share in readings}) > 1:
        return by_person(f"{done}，看不出是不是百分数，{BY_UNIT}")
    if not readings[0].unit:
        done = f"{done}（{percent(readings[0].value)}）"
    best, worst = _ends(rule, readings[0])
    low, high = (min(_points_of(rule, step), points) for step in (worst, best))
    if low < high:
        return between(low, high, done)
    return sure(low, f"{done}，{_words(rule, worst)} → {_limited(_points_of(rule, worst), points)}")


def _as_shares(figure: Figure) -> Iterator[Figure]:
    """The shares that a figure can stand for: a bare number up to 1 is one, a larger one may be a percentage."""
    if figure.unit in _SHARES or (not figure.unit and abs(figure.value) <= 1):
        yield figure
    elif not figure.unit:
        yield replace(figure, value=figure.value.scaleb(-2, context=EXACT), unit="%")
        yield figure


def _ends(rule: Steps, share: Figure) -> tuple[int, int]:
    """The best and the worst step that the value may reach; they differ where it is only a bound.

    Steps are counted from 0; the number behind the last one stands for no step at all.
    """
    towards = _TOWARDS.get(share.comparator)
    if towards is None:
        step = _reached(rule, share.value, strictly=False)
        return step, step
    if towards is rule.direction:
        return 0, _reached(rule, share.value, strictly=False)
    return _reached(rule, share.value, strictly=share.comparator in _STRICT), len(rule.steps)


def _reached(rule: Steps, value: Decimal, strictly: bool) -> int:
    for number, step in enumerate(rule.steps):
        beyond = value > step.at if rule.direction is Direction.UP else value < step.at
        if beyond or (value == step.at and not strictly):
            return number
    return len(rule.steps)


def _points_of(rule: Steps, step: int) -> Decimal:
    return rule.steps[step].points if step < len(rule.steps) else rule.otherwise


def _words(rule: Steps, step: int) -> str:
    """The condition of a step; of none, that the last one is not reached."""
    up = rule.direction is Direction.UP
    if step < len(rule.steps):
        return f"{'≥' if up else '≤'}{percent(rule.steps[step].at)}"
    return f"{'<' if up else '>'}{percent(rule.steps[-1].at)}"


def _limited(step_points: Decimal, points: Decimal) -> str:
    return f"上限 {plain(points)}" if step_points > points else plain(step_points)
