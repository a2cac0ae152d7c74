"""Whether a target is met, in words: the rules that give full points, and the others' answer to equal texts."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, by_person, sure
from jixiao.compute.scoring.words import facts, plain
from jixiao.compute.targets import compare
from jixiao.model.figures import Missing
from jixiao.read.targets import stated_of


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
    compared = compare(stated_of(inputs.target), stated_of(inputs.actual), inputs.direction)
    outcome = compared.reason if compared.met is None else "达标" if compared.met else "未达标"
    return Judgement(compared.met, f"{figures(inputs)}，{outcome}")


def figures(inputs: Inputs) -> str:
    """``目标 ≥95%，完成 100%``."""
    return facts(inputs.target, inputs.actual, inputs.target_text, inputs.actual_text)
