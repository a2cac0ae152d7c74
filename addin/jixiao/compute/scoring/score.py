"""Which rule scores an indicator, and what comes before every rule: does it apply, has it points, is there a value."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from types import MappingProxyType

from jixiao.compute.numbers import EXACT
from jixiao.compute.scoring.bands import by_band
from jixiao.compute.scoring.bonus import by_bonus
from jixiao.compute.scoring.checklist import by_checklist
from jixiao.compute.scoring.excess import deduct_over
from jixiao.compute.scoring.judgement import full_if_met, full_or_nothing
from jixiao.compute.scoring.outcome import BY_UNIT, Inputs, Scored, Tick, by_person, sure
from jixiao.compute.scoring.ratio import proportional
from jixiao.compute.scoring.tiers import by_steps
from jixiao.compute.scoring.words import brief, plain
from jixiao.model.figures import Missing, Text
from jixiao.model.scoring import (
    Bands,
    Bonus,
    ByHand,
    Checklist,
    DeductOver,
    FullIfMet,
    FullOrNothing,
    NotApplicable,
    Proportional,
    Scoring,
    Steps,
)

_INAPPLICABLE = ("不适用", "不涉及", "无此项")
_NO_ACTUAL: Mapping[Missing, str] = MappingProxyType(
    {
        Missing.BLANK: "没有填完成值",
        Missing.NIL: "没有完成值",
        Missing.UNREADABLE: "完成值不是数字",
        Missing.ZERO_DENOMINATOR: "完成值无法计算",
        Missing.NOT_COMPUTED: "完成值的公式尚未计算",
    }
)


def score_of(rule: Scoring, inputs: Inputs, not_applicable: NotApplicable) -> Scored:
    """What a rule says of an indicator. Never raises for any text or number in the inputs.

    ``not_applicable`` says what happens where the actual value is a nil mark or 不适用, or no point of assessment
    applies. Bonuses need no points and always apply.
    """
    with localcontext(EXACT):
        if isinstance(rule, Bonus):
            return by_bonus(rule, inputs)
        mark = _inapplicable(rule, inputs)
        points = inputs.points
        if mark and not_applicable == "left_out":
            return by_person("不适用，不计分")
        if mark and not_applicable == "rescaled":
            return by_person("不适用，总分按其余指标折算")
        if points is None:
            return by_person("没有填分值")
        if not points.is_finite() or points < 0:
            return by_person("分值应是不小于 0 的数")
        return sure(points, f"{mark}，按满分计 → {plain(points)}") if mark else _by_rule(rule, inputs, points)


def _inapplicable(rule: Scoring, inputs: Inputs) -> str:
    """The words that say that an indicator does not apply; empty where it does."""
    if isinstance(rule, Checklist):
        return "评价要点都不适用" if set(inputs.ticks) == {Tick.NOT_APPLICABLE} else ""
    actual = inputs.actual
    if actual is Missing.NIL or (isinstance(actual, Text) and actual.text.strip() in _INAPPLICABLE):
        return f"“{brief(inputs.actual_text) or '不适用'}”"
    return ""


def _by_rule(rule: Scoring, inputs: Inputs, points: Decimal) -> Scored:
    """The rules that score an indicator which applies and has points."""
    match rule:
        case ByHand():
            return by_person(f"人工评分，{BY_UNIT}")
        case Checklist():
            return by_checklist(inputs, points)
    if isinstance(inputs.actual, Missing):
        return by_person(_NO_ACTUAL[inputs.actual])
    match rule:
        case FullIfMet():
            return full_if_met(inputs, points)
        case FullOrNothing():
            return full_or_nothing(inputs, points)
        case Proportional():
            return proportional(rule, inputs, points)
        case DeductOver():
            return deduct_over(rule, inputs, points)
        case Steps():
            return by_steps(rule, inputs, points)
        case Bands():
            return by_band(rule, inputs, points)
    raise TypeError(f"没有这样的计分办法：{rule}")
