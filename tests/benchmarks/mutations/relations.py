"""What must hold between the cells of an honest workbook, judged with nothing but printed figures."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.mutations.spans import NOTHING, Span, half_up
from benchmarks.mutations.world import World


def _sum(world: World, parts: tuple[str, ...]) -> Span | None:
    """The sum of the figures; ``-`` before an id subtracts. None where one is missing."""
    total = NOTHING
    for part in parts:
        span = world.span(part.removeprefix("-"))
        if span is None:
            return None
        total = total - span if part.startswith("-") else total + span
    return total


@dataclass(frozen=True)
class Adds:
    """A total is the sum of its parts. ``blanks``: parts may be left blank."""

    result: str
    parts: tuple[str, ...]
    blanks: bool = False

    def derive(self, world: World) -> Span | None:
        parts = tuple(part for part in self.parts if not self.blanks or world[part].value is not None)
        return _sum(world, parts)

    def holds(self, world: World) -> bool:
        stated, derived = world.span(self.result), self.derive(world)
        return stated is None or derived is None or stated.meets(derived)


@dataclass(frozen=True)
class RateOf:
    """A rate is ``top`` over ``bottom``, each a sum. ``absolute``: of the difference; ``floored``: at least 0.

    ``decimals``: to how many a live rate is rounded.
    """

    result: str
    top: tuple[str, ...]
    bottom: tuple[str, ...]
    absolute: bool = False
    floored: bool = False
    decimals: int = 4

    def derive(self, world: World) -> Span | None:
        exact = self.exact(world)
        return exact.wider(self.decimals) if exact and world[self.result].live else exact

    def exact(self, world: World) -> Span | None:
        """What the rate is, unrounded."""
        top, bottom = _sum(world, self.top), _sum(world, self.bottom)
        found = top.over(bottom) if top and bottom else None
        if found and self.absolute and found.low < 0:
            found = -found if found.high < 0 else Span(Decimal(0), max(-found.low, found.high))
        return Span(max(found.low, Decimal(0)), max(found.high, Decimal(0))) if found and self.floored else found

    def holds(self, world: World) -> bool:
        if world[self.result].live:
            return True
        stated, exact = world.span(self.result), self.exact(world)
        return stated is None or exact is None or stated.meets(exact)


@dataclass(frozen=True)
class HasBase:
    """A rate is stated only where there is something to divide by."""

    rate: str
    bottom: str

    def holds(self, world: World) -> bool:
        bottom = world.span(self.bottom)
        return bottom is None or not bottom.low == bottom.high == 0 or world[self.rate].span is None


@dataclass(frozen=True)
class Same:
    """Two cells state one fact; ``factor`` turns the unit of the second into that of the first."""

    one: str
    other: str
    factor: Decimal = Decimal(1)

    def holds(self, world: World) -> bool:
        one, other = world.span(self.one), world.span(self.other)
        return one is None or other is None or one.meets(other.times(self.factor))


@dataclass(frozen=True)
class Is:
    """A cell holds the number that the law gives."""

    id: str
    value: Decimal

    def holds(self, world: World) -> bool:
        span = world.span(self.id)
        return span is None or span.meets(Span.of(self.value))


@dataclass(frozen=True)
class Makes:
    """Parts add up to a number that the law prints."""

    parts: tuple[str, ...]
    value: Decimal

    def holds(self, world: World) -> bool:
        total = _sum(world, self.parts)
        return total is None or total.meets(Span.of(self.value))


@dataclass(frozen=True)
class Between:
    """A score lies between ``least`` and the figure in ``most`` (an id), or ``most`` itself."""

    id: str
    least: Decimal
    most: str | Decimal

    def holds(self, world: World) -> bool:
        span = world.span(self.id)
        most = Span.of(self.most) if isinstance(self.most, Decimal) else world.span(self.most)
        return span is None or most is None or (span.high >= self.least and span.low <= most.high)


@dataclass(frozen=True)
class AtMost:
    """A part is no more than the whole."""

    part: str
    whole: str

    def holds(self, world: World) -> bool:
        part, whole = world.span(self.part), world.span(self.whole)
        return part is None or whole is None or part.low <= whole.high


@dataclass(frozen=True)
class GradeOf:
    """A grade is that of the total score; ``bands`` from best to worst."""

    id: str
    score: str
    bands: tuple[tuple[str, Decimal], ...]

    def holds(self, world: World) -> bool:
        said, score = world[self.id].text, world.span(self.score)
        return not said or score is None or said == self.grade(score.low)

    def grade(self, score: Decimal) -> str:
        """The label of a score's band."""
        return next(label for label, start in self.bands if score >= start)


@dataclass(frozen=True)
class Growth:
    """A change and its percentage over the base, as far as they are stated."""

    value: str
    base: str
    change: str
    percentage: str

    def holds(self, world: World) -> bool:
        value, base, change, percentage = map(world.span, (self.value, self.base, self.change, self.percentage))
        found = value - base if value and base else None
        if found and change and not found.meets(change):
            return False
        for difference in (found, change):
            growth = difference.over(base) if difference and base else None
            if growth and percentage and not growth.meets(percentage):
                return False
        return True


@dataclass(frozen=True)
class Counted:
    """A percentage of a number of things is one that some whole number of them gives."""

    percentage: str
    whole: str

    def holds(self, world: World) -> bool:
        share, whole = world.span(self.percentage), world.span(self.whole)
        if share is None or whole is None or whole.low <= 0:
            return True
        first = half_up(share.low * whole.low, 0)
        return any(share.meets(Span.of((first + step) / whole.low)) for step in (-1, 0, 1))


@dataclass(frozen=True)
class Mean:
    """The total score of a 汇总表: the mean weighted by budgets, or the plain one."""

    id: str
    scores: tuple[str, ...]
    budgets: tuple[str, ...]

    def holds(self, world: World) -> bool:
        stated, scores, budgets = world.span(self.id), *([*map(world.span, ids)] for ids in (self.scores, self.budgets))
        if stated is None or None in scores or None in budgets:
            return True
        low, high = min(s.low for s in scores if s), max(s.high for s in scores if s)
        return Span(low, high).wider(2).meets(stated)
