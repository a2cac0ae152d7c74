"""Whether a target is met, in words: the rules that give full points, and the others' answer to equal texts."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.scores import goal_of, is_met
from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, by_person, sure
from jixiao.compute.scoring.readings import agreed, readings
from jixiao.compute.scoring.words import facts, plain
from jixiao.model.figures import Figure, Missing

NO_DIRECTION = "没有说明越高越好还是越低越好"
OTHER_UNIT = "计量单位不同"
UNCLEAR_UNIT = "计量单位不明"
_UNDECIDED = "不能判断是否达标"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``met``: None where it cannot be told. ``words``: both figures and the outcome, or why there is none."""

    met: bool | None
    words: str


def full_if_met(inputs: Inputs, points: Decimal) -> Scored:
    """Full points where the target is surely met; otherwise a person scores."""
    judgement = judge(inputs)
    if judgement.met:
        return sure(points, f"{judgement.words} → {plain(points)}")
    return by_person(f"{judgement.words}，{BY_UNIT}")


def full_or_nothing(inputs: Inputs, points: Decimal) -> Scored:
    """Full points where the target is surely met, none where it is surely missed."""
    judgement = judge(inputs)
    if judgement.met is False:
        return sure(Decimal(0), f"{judgement.words} → 0")
    return full_if_met(inputs, points)


def judge(inputs: Inputs) -> Judgement:
    """Whether the actual value meets the target. The actual value is not missing."""
    if isinstance(inputs.target, Missing):
        return Judgement(None, "没有填目标" if inputs.target is Missing.BLANK else "没有目标")
    met = _met(inputs)
    outcome = _reason(inputs) if met is None else "达标" if met else "未达标"
    return Judgement(met, f"{figures(inputs)}，{outcome}")


def figures(inputs: Inputs) -> str:
    """``目标 ≥95%，完成 100%``."""
    return facts(inputs.target, inputs.actual, inputs.target_text, inputs.actual_text)


def _met(inputs: Inputs) -> bool | None:
    target, actual = inputs.target, inputs.actual
    if isinstance(target, Figure) and isinstance(actual, Figure):
        return agreed(target, actual, lambda pair: is_met(pair.target, pair.actual, inputs.direction))
    return is_met(target, actual, inputs.direction)


def _reason(inputs: Inputs) -> str:
    """Why it cannot be told whether the target is met."""
    target, actual = inputs.target, inputs.actual
    if not isinstance(target, Figure) or not isinstance(actual, Figure):
        return _UNDECIDED
    pairs = readings(target, actual)
    if not pairs:
        return OTHER_UNIT
    if goal_of(target, inputs.direction) is None:
        return NO_DIRECTION
    each = {is_met(pair.target, pair.actual, inputs.direction) for pair in pairs}
    return UNCLEAR_UNIT if len(each) > 1 else _UNDECIDED
