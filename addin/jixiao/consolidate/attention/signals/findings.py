"""审核 found errors that nobody has explained."""

from collections.abc import Iterator
from statistics import median

from jixiao.consolidate.attention.profile import MOST_CODES
from jixiao.consolidate.attention.signal import Named, Setting, signal


@signal("many_errors", "审核有错误", compares=False)
def many_errors(setting: Setting) -> Iterator[Named]:
    """Units with errors; where all have some, those with more than most."""
    counts = [profile.errors or 0 for profile in setting.profiles]
    usual = median(counts) if setting.are_enough and min(counts) > 0 else 0
    for profile in setting.profiles:
        if profile.errors is not None and profile.errors > usual:
            codes = "、".join(profile.error_codes[: MOST_CODES - 1]) + ("等" * (len(profile.error_codes) >= MOST_CODES))
            weight = 25 + 5 * min(profile.errors, 11)
            yield profile, weight, f"审核有 {profile.errors} 处错误尚未说明（{codes}）"
