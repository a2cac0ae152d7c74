"""Full marks, or 100 %, in everything."""

from collections.abc import Iterator

from jixiao.consolidate.attention.signal import Named, Setting, signal

_FEWEST = 6
"""Indicators: few of them may well all be met."""

_SELDOM = 3
"""At most one unit in so many: where many reach them, full marks tell none from the others."""


@signal("full_marks", "各项指标都得满分")
def full_marks(setting: Setting) -> Iterator[Named]:
    """Units at full marks throughout, where few are."""
    found = [profile for profile in setting.profiles if profile.full == profile.scored >= _FEWEST]
    if setting.are_many and len(found) * _SELDOM <= len(setting.profiles):
        for profile in found:
            yield profile, 12, f"{profile.scored} 项指标都得满分，这样的{setting.noun}共 {len(found)} 个"


@signal("all_hundred", "完成值都是 100%")
def all_hundred(setting: Setting) -> Iterator[Named]:
    """Units whose percentages are all 100 %, where few are."""
    found = [profile for profile in setting.profiles if profile.hundreds == profile.percents >= _FEWEST]
    if setting.are_many and len(found) * _SELDOM <= len(setting.profiles):
        for profile in found:
            yield (
                profile,
                10,
                f"{profile.percents} 项以百分比填报的完成值都是 100%，这样的{setting.noun}共 {len(found)} 个",
            )
