"""复核得分 lies away from 自评得分."""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from jixiao.compute.numbers import format_number
from jixiao.consolidate.attention.profile import Profile
from jixiao.consolidate.attention.signal import Named, Setting, signal
from jixiao.model.framework import Framework


@signal("review_gap", "复核得分与自评得分不同", compares=False)
def review_gap(setting: Setting) -> Iterator[Named]:
    """Every difference; where reviewers changed all scores, those changed more than most."""
    gaps = {profile.number: gap for profile in setting.profiles if (gap := _gap(profile))}
    sizes = [abs(gap) for gap in gaps.values()]
    usual = median(sizes) if len(gaps) == len(setting.profiles) and setting.are_enough else Decimal(0)
    for profile in setting.profiles:
        gap = gaps.get(profile.number)
        if gap is not None and abs(gap) > usual:
            before, after = (grade_of(setting.framework, score) for score in (profile.self_score, profile.review_score))
            weight = 15 + 2 * int(abs(gap)) + (20 if before != after else 0)
            yield profile, weight, _sentence(profile, gap, before, after)


def _gap(profile: Profile) -> Decimal | None:
    if profile.self_score is None or profile.review_score is None:
        return None
    return profile.review_score - profile.self_score


def _sentence(profile: Profile, gap: Decimal, before: str, after: str) -> str:
    assert profile.self_score is not None and profile.review_score is not None
    scores = f"自评 {format_number(profile.self_score)} 分，复核 {format_number(profile.review_score)} 分，"
    gap_text = f"{'高' if gap > 0 else '低'} {format_number(abs(gap))} 分"
    grades = f"，等级由{before}变为{after}" if before != after else f"，等级同为{before}" if before else ""
    return f"{scores}{gap_text}{grades}"


def grade_of(framework: Framework, score: Decimal | None) -> str:
    """The grade that a score leads to; "" where the framework has none."""
    if framework.grading is None or score is None:
        return ""
    return next((band.label for band in framework.grading.bands if score >= band.start), "")
