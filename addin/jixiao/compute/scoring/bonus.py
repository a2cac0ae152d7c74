"""Points on top and points off (加减分), each side with its cap."""

from decimal import Decimal

from jixiao.compute.scoring.outcome import Inputs, Scored, by_person, rounded, sure
from jixiao.compute.scoring.words import plain
from jixiao.model.figures import Missing
from jixiao.model.scoring import Bonus


def by_bonus(rule: Bonus, inputs: Inputs) -> Scored:
    """``each`` points on per gain, at most ``cap``, and off per loss, at most ``cap``. A nil mark counts as 0."""
    gains, losses = _count(inputs.gains), _count(inputs.losses)
    if gains is None:
        return _without_count("加分", inputs.gains)
    if losses is None:
        return _without_count("减分", inputs.losses)
    score = rounded(rule.each * gains, rule.cap) - rounded(rule.each * losses, rule.cap)
    sides = f"{_side(rule, '加', gains)}、{_side(rule, '减', losses)}"
    return sure(score, f"{sides}，每项 {plain(rule.each)} → {'+' if score > 0 else ''}{plain(score)}")


def _count(given: Decimal | Missing) -> Decimal | None:
    """How many there were; None where that was not said."""
    if isinstance(given, Missing):
        return Decimal(0) if given is Missing.NIL else None
    return given if given.is_finite() and given >= 0 and given == given.to_integral_value() else None


def _without_count(name: str, given: Decimal | Missing) -> Scored:
    return by_person(f"没有填{name}项数" if given is Missing.BLANK else f"{name}项数不是 0、1、2 这样的整数")


def _side(rule: Bonus, name: str, count: Decimal) -> str:
    limit = f"（上限 {plain(rule.cap)}）" if rule.each * count > rule.cap else ""
    return f"{name} {plain(count)} 项{limit}"
