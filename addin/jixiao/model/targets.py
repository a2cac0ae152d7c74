"""What an office means by a target (年度指标值) or an actual value (完成值).

A quantity, a deadline, a word of an ordered scale, yes or no, nothing at all, or something nobody can tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from jixiao.model.figures import Figure
from jixiao.model.parts import Direction

TOWARDS: Mapping[str, Direction] = MappingProxyType(
    {"<": Direction.DOWN, "≤": Direction.DOWN, ">": Direction.UP, "≥": Direction.UP}
)
"""Which way is better where a comparator stands in a target."""

STRICT = ("<", ">")
"""Comparators that leave the number itself out."""


class Precision(Enum):
    """How exactly a number is meant."""

    STATED = "按所写的数"
    ABOUT = "约"
    OVER = "多"
    NEARLY = "近"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what is said about it: ``区级单位联网率达90%以上``, ``10多个``, ``50～60人``.

    ``figure``: number, decimals, comparator and unit. ``upper``: the other end where it is a range; both ends are in.
    ``aim``: which way is better by words other than a comparator (达200人, 控制在5%). ``change``: the number is an
    increase (UP) or a decrease (DOWN), always written as a positive number then. ``subject``: the words before it,
    what is measured; ``qualifier``: what stood in brackets; ``rest``: the words behind it.
    """

    figure: Figure
    upper: Figure | None = None
    precision: Precision = Precision.STATED
    aim: Direction | None = None
    change: Direction | None = None
    subject: str = ""
    qualifier: str = ""
    rest: str = ""

    @property
    def goal(self) -> Direction | None:
        """Which way is better by its own words; None where it does not say."""
        return None if self.upper else TOWARDS.get(self.figure.comparator, self.aim)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but number, comparator and unit is written."""
        words = self.subject or self.qualifier or self.rest
        return not (words or self.upper or self.aim or self.change) and self.precision is Precision.STATED

    @property
    def is_bound(self) -> bool:
        """Whether it leaves the number open: ``>100%``, ``10多个``, ``50～60人``."""
        return bool(self.figure.comparator or self.upper) or self.precision is not Precision.STATED


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; ``year`` is None where it was not written."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, a time or a limit: ``12月底前``, ``2021年11月``, ``1-12月``.

    ``first`` is None for a limit that only says until when (…前).
    """

    first: Day | None
    last: Day


@dataclass(frozen=True, slots=True)
class Quality:
    """A word of an ordered scale: ``优秀``, ``良好级别以上``, ``按时``.

    ``rank`` counts upwards from the worst word of the ``scale``. ``comparator`` is ``≥`` for “… 以上”, else "".
    """

    word: str
    scale: str
    rank: int
    comparator: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """``是`` or ``否``."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing of the kind: ``-``, ``无``, ``不产生``, ``不涉及``."""

    word: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not determinable; ``reason`` says why, in a few words."""

    text: str
    reason: str


Stated = Quantity | Deadline | Quality | YesNo | Nothing | Unclear
