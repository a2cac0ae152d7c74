"""What a signal is: a look at all units that names some of them, each with a weight and a sentence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.consolidate.attention.profile import Profile
from jixiao.consolidate.attention.spread import ENOUGH
from jixiao.model.framework import Framework

MANY = 10
"""Units of which few may be told from most."""


@dataclass(frozen=True)
class Setting:
    """What signals look at: every unit's profile in the order of the 汇总表, and the law."""

    profiles: Sequence[Profile]
    framework: Framework
    noun: str = "单位"

    @property
    def are_many(self) -> bool:
        """Whether there are so many units that what few of them have says something."""
        return len(self.profiles) >= MANY

    @property
    def are_enough(self) -> bool:
        """Whether there are enough units to compare one with the others."""
        return len(self.profiles) >= ENOUGH


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to look at a unit. ``number``: the unit's; ``weight``: 1 to 100; ``sentence`` with its figures."""

    number: int
    code: str
    weight: int
    sentence: str


Named = tuple[Profile, int, str]
"""A unit, the weight, the sentence."""

Look = Callable[[Setting], Iterable[Named]]


@dataclass(frozen=True)
class Signal:
    """One signal of the catalogue. ``compares``: it holds a unit against the others, and needs enough of them."""

    code: str
    title: str
    look: Look
    compares: bool

    def reasons(self, setting: Setting) -> Iterator[Reason]:
        """The reasons it gives, the heaviest one a unit; none where it would name every unit, which tells nothing."""
        if self.compares and not setting.are_enough:
            return
        heaviest: dict[int, Reason] = {}
        for profile, weight, sentence in self.look(setting):
            reason = Reason(profile.number, self.code, max(1, min(weight, 100)), sentence)
            if profile.number not in heaviest or heaviest[profile.number].weight < reason.weight:
                heaviest[profile.number] = reason
        if not setting.are_enough or len(heaviest) < len(setting.profiles):
            yield from heaviest.values()


def signal(code: str, title: str, compares: bool = True) -> Callable[[Look], Signal]:
    """Make a signal of a generator function."""

    def make(look: Look) -> Signal:
        """The signal that looks with this function."""
        return Signal(code, title, look, compares)

    return make
