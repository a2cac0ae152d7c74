"""Reasons for deviations in the same words as in other units' workbooks."""

from collections.abc import Iterator, Sequence

from jixiao.consolidate.attention.profile import Profile
from jixiao.consolidate.attention.signal import Named, Setting, signal
from jixiao.consolidate.attention.wording import Sketch, are_alike

_FEWEST = 3
"""Two units may have one event to report (a shared building, one contract)."""

_MOST_CANDIDATES = 50


@signal("same_reasons", "偏差原因文字相同")
def same_reasons(setting: Setting) -> Iterator[Named]:
    """Units that share a wording with at least two others; what most of those who write anything write is no sign."""
    writers = sum(bool(profile.notes) for profile in setting.profiles)
    shared: dict[int, list[tuple[int, str]]] = {}
    for sketch, members in _same_wordings(setting.profiles):
        if _FEWEST <= len(members) <= max(_FEWEST, writers * 2 // 3) and len(members) < len(setting.profiles):
            for number in members:
                shared.setdefault(number, []).append((len(members), sketch.excerpt))
    for profile in setting.profiles:
        if profile.number in shared:
            count, excerpt = max(shared[profile.number])
            texts = len(shared[profile.number])
            more = f"等 {texts} 处" if texts > 1 else ""
            yield profile, 22 + 4 * min(texts, 5), f"{count} 个{setting.noun}的偏差原因文字相同（“{excerpt}…”{more}）"


def _same_wordings(profiles: Sequence[Profile]) -> Iterator[tuple[Sketch, Sequence[int]]]:
    """The wordings that occur, each with the units that use it, in the order in which they were first met."""
    groups: list[tuple[Sketch, dict[int, None]]] = []
    by_shingle: dict[int, list[int]] = {}
    for profile in profiles:
        for sketch in profile.notes:
            group = _group_of(sketch, groups, by_shingle)
            if group is None:
                for shingle in sketch.shingles:
                    by_shingle.setdefault(shingle, []).append(len(groups))
                groups.append((sketch, {profile.number: None}))
            else:
                groups[group][1].setdefault(profile.number)
    for sketch, members in groups:
        yield sketch, [*members]


def _group_of(sketch: Sketch, groups: Sequence[tuple[Sketch, object]], by_shingle: dict[int, list[int]]) -> int | None:
    """The first group whose wording is alike; only such as share a shingle are looked at."""
    seen = dict.fromkeys(
        group for shingle in sketch.shingles for group in by_shingle.get(shingle, ())[:_MOST_CANDIDATES]
    )
    return next((group for group in sorted(seen) if are_alike(sketch, groups[group][0])), None)
