"""Scores that do not follow from the rules, or lie far from the others'."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.consolidate.attention.signal import Named, Setting, signal
from jixiao.consolidate.attention.spread import spread_of

_LEAST = Decimal(5)
"""Points from the median, below which no score is far."""


@signal("unlike_rules", "得分与计分办法推得的不同", compares=False)
def unlike_rules(setting: Setting) -> Iterator[Named]:
    """Scores that 审核 derives otherwise from target and actual value."""
    for profile in setting.profiles:
        if profile.score_findings:
            count = profile.score_findings
            yield profile, 20 + 5 * min(count, 10), f"{count} 项指标的得分与按计分办法推得的不同"


@signal("score_far", "自评得分离其他单位较远")
def score_far(setting: Setting) -> Iterator[Named]:
    """Self scores far outside those of the others."""
    spread = spread_of(profile.self_score for profile in setting.profiles)
    for profile in setting.profiles:
        score = profile.self_score
        if spread is not None and score is not None and spread.is_far(score, _LEAST):
            weight = 15 + int(abs(score - spread.median))
            yield (
                profile,
                min(weight, 40),
                (f"自评 {format_number(score)} 分，各{setting.noun}中位数 {format_number(spread.median)} 分"),
            )
