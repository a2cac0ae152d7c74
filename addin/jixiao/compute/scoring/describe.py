"""A rule itself in words, and the rule that a unit chose by its words."""

import unicodedata

from jixiao.compute.scoring.words import percent, plain
from jixiao.model.framework import Direction
from jixiao.model.scoring import (
    UNIT_CHOICES,
    Bands,
    Bonus,
    ByHand,
    Checklist,
    DeductOver,
    FullIfMet,
    FullOrNothing,
    Proportional,
    Scoring,
    Steps,
)

_PROPORTIONS = {
    Direction.UP: "按完成比例（完成值 ÷ 目标）计分，超过的按满分计",
    Direction.DOWN: "按完成比例（目标 ÷ 完成值）计分，低于目标的按满分计",
    None: "按完成比例计分，超过的按满分计",
}
_COUNTED = {"whole": "", "started": "（不足 1 个的按 1 个计）", "exact": "（不足 1 个的按比例扣）"}


def describe(rule: Scoring) -> str:
    """The rule as the workbook shows it: ``按完成比例计分，超过的按满分计``."""
    match rule:
        case ByHand():
            return "由单位按本地规定评分"
        case FullIfMet():
            return "达到目标得满分，未达到的由单位评分"
        case FullOrNothing():
            return "达到目标得满分，未达到得 0 分"
        case Proportional():
            return _PROPORTIONS[rule.direction]
        case Checklist():
            return "按评价要点计分：分值 × 满足的项数 ÷ 适用的项数"
        case Bonus():
            each, cap = plain(rule.each), plain(rule.cap)
            return f"加分项每项加 {each} 分，减分项每项减 {each} 分，各不超过 {cap} 分"
    return _of_percentages(rule)


def _of_percentages(rule: DeductOver | Steps | Bands) -> str:
    match rule:
        case DeductOver():
            return (
                f"不超过 {percent(rule.limit)} 得满分，每超 1 个百分点扣 {plain(rule.each)} 分"
                f"{_COUNTED[rule.counted]}，扣完为止"
            )
        case Steps():
            sign = "≥" if rule.direction is Direction.UP else "≤"
            steps = [f"{sign}{percent(step.at)} 得 {plain(step.points)} 分" for step in rule.steps]
            return "，".join([*steps, f"其余 {plain(rule.otherwise)} 分"])
    starts = [band.start for band in rule.bands]
    ends = ["100%", *map(percent, starts)]
    ranges = [
        f"{band.label} {percent(start)}～{end}" for band, start, end in zip(rule.bands, starts, ends, strict=False)
    ]
    return f"按分值的比例：{'，'.join(ranges)}，在范围内由单位评分"


def choice_of(text: str) -> Scoring | None:
    """The rule that a 计分办法 cell names; None where it is blank or names none. Blanks do not count."""
    return UNIT_CHOICES.get("".join(unicodedata.normalize("NFKC", text).split()))
