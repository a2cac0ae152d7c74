"""Reasons for deviations in the same words as in other units' workbooks."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jixiao.consolidate.attention.profile import Profile
from jixiao.consolidate.attention.signal import Named, Setting, signal
from jixiao.consolidate.attention.wording import Sketch, enough_for

_FEWEST = 3
"""Two units may have one event to report (a shared building, one contract)."""

_SELDOM = 3
"""What more than one writer in so many writes was given out by their department."""

_MOST_CANDIDATES = 50


@signal("same_reasons", "偏差原因文字相同")
def same_reasons(setting: Setting) -> Iterator[Named]:
    """Units that share a wording with at least two others; what very many writers share is no sign."""
    writers = sum(bool(profile.notes) for profile in setting.profiles)
    shared: dict[int, list[tuple[int, str]]] = {}
    for sketch, members in _same_wordings(setting.profiles):
        if _FEWEST <= len(members) <= max(_FEWEST, writers // _SELDOM) and len(members) < len(setting.profiles):
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
    wordings = _Wordings()
    for profile in profiles:
        for sketch in profile.notes:
            wordings.take(profile.number, sketch)
    for sketch, members in wordings.groups:
        yield sketch, [*members]


class _Wordings:
    """The wordings met so far, found again by the shingles that they share."""

    def __init__(self) -> None:
        self.groups: list[tuple[Sketch, dict[int, None]]] = []
        self._equal: dict[tuple[int, ...], int] = {}
        self._by_shingle: dict[int, list[int]] = {}

    def take(self, number: int, sketch: Sketch) -> None:
        """Note that a unit uses a wording: one that is known, or a new one."""
        group = self._equal.get(sketch.shingles)
        if group is None:
            group = self._equal[sketch.shingles] = self._alike(sketch)
        if group == len(self.groups):
            self.groups.append((sketch, {}))
            for shingle in sketch.shingles:
                found = self._by_shingle.setdefault(shingle, [])
                if len(found) < _MOST_CANDIDATES:
                    found.append(group)
        self.groups[group][1].setdefault(number)

    def _alike(self, sketch: Sketch) -> int:
        """The first group whose wording is alike, else the next number."""
        shared = Counter(group for shingle in sketch.shingles for group in self._by_shingle.get(shingle, ()))
        enough = enough_for(sketch)
        alike = (group for group, count in shared.items() if count >= enough)
        return min(alike, default=len(self.groups))
