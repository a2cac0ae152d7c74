"""Figures that changed much more against last year than the other units'."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.compute.numbers import EXACT, format_number, round_half_up
from jixiao.consolidate.attention.prior import Change
from jixiao.consolidate.attention.signal import Named, Setting, signal
from jixiao.consolidate.attention.spread import Spread, spread_of

_TIMES = Decimal(3)
"""Less than three times as much, and more than a third, is no jump."""

_POINTS = Decimal(10)
"""A score that moved less is no jump."""


@signal("jump", "与上年相比变动较大")
def jump(setting: Setting) -> Iterator[Named]:
    """Figures three times as high as last year or more (or a third), far outside the other units' changes."""
    spreads = _spreads(setting)
    for profile in setting.profiles:
        jumps = [change for change in profile.changes if _is_jump(change, spreads.get(change.label))]
        if jumps:
            largest = max(jumps, key=lambda change: (abs(_size(change) or 0), change.label))
            yield profile, 18 + 4 * min(len(jumps), 4), _sentence(largest, len(jumps))


def _spreads(setting: Setting) -> Mapping[str, Spread | None]:
    sizes: dict[str, list[Decimal | None]] = {}
    for profile in setting.profiles:
        for change in profile.changes:
            sizes.setdefault(change.label, []).append(_size(change))
    return {label: spread_of(found) for label, found in sizes.items()}


def _size(change: Change) -> Decimal | None:
    """The logarithm of the growth, so that three times and a third are equally far; None where there is none."""
    if change.before <= 0 or change.now <= 0:
        return None
    return round_half_up(EXACT.ln(EXACT.divide(change.now, change.before)), 6)


def _is_jump(change: Change, spread: Spread | None) -> bool:
    size = _size(change)
    return (
        size is not None
        and spread is not None
        and abs(size) >= EXACT.ln(_TIMES)
        and spread.is_far(size, EXACT.ln(_TIMES))
    )


def _sentence(change: Change, count: int) -> str:
    more = f"，另有 {count - 1} 项" if count > 1 else ""
    unit = f" {change.unit}" if change.unit else ""
    now, before = (f"{format_number(figure)}{unit}" for figure in (change.now, change.before))
    return f"“{change.label}”上年 {before}，本年 {now}{_times(change)}{more}，变动大于其他单位"


def _times(change: Change) -> str:
    times = EXACT.divide(change.now, change.before)
    return f"（{round_half_up(times, 1)} 倍）" if times >= 1 else ""


@signal("score_jump", "自评得分与上年相差较大")
def score_jump(setting: Setting) -> Iterator[Named]:
    """Self scores ten points from last year's or more, far outside the other units' changes."""
    moves = {profile.number: profile.self_score - profile.prior_score for profile in setting.profiles
             if profile.self_score is not None and profile.prior_score is not None}  # fmt: skip
    spread = spread_of(moves.values())
    for profile in setting.profiles:
        move = moves.get(profile.number)
        if move is not None and spread is not None and abs(move) >= _POINTS and spread.is_far(move, _POINTS):
            before, now = (format_number(score or Decimal(0)) for score in (profile.prior_score, profile.self_score))
            yield profile, 20, f"自评上年 {before} 分，本年 {now} 分，变动大于其他{setting.noun}"
