"""How figures spread: median, quartiles, and what lies far outside by measures that outliers cannot bend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

ENOUGH = 3
"""So many units are needed before one is compared with the others."""

_QUARTILES_AWAY = Decimal("1.5")
_DEVIATIONS_AWAY = Decimal("5.2")
"""3.5 standard deviations of a normal distribution, in median absolute deviations."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Lowest, quartiles and highest of ``count`` figures; ``deviation``: the median distance from the median."""

    count: int
    lowest: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    highest: Decimal
    deviation: Decimal

    def is_far(self, value: Decimal, least: Decimal) -> bool:
        """Whether a value lies far from the others, and at least ``least`` from the median."""
        distance = abs(value - self.median)
        fence = _QUARTILES_AWAY * (self.upper - self.lower)
        outside = value < self.lower - fence or value > self.upper + fence
        return distance >= least and distance > _DEVIATIONS_AWAY * self.deviation and outside


def spread_of(values: Iterable[Decimal | None]) -> Spread | None:
    """The spread of the figures that there are; None of fewer than three."""
    known = sorted(value for value in values if value is not None)
    if len(known) < ENOUGH:
        return None
    median = quantile(known, 2)
    deviation = quantile(sorted(abs(value - median) for value in known), 2)
    return Spread(len(known), known[0], quantile(known, 1), median, quantile(known, 3), known[-1], deviation)


def quantile(ordered: Sequence[Decimal], quarter: int) -> Decimal:
    """A quartile as Excel's QUARTILE.INC gives it: between two figures in proportion."""
    place, rest = divmod((len(ordered) - 1) * quarter, 4)
    if not rest:
        return ordered[place]
    return ordered[place] + (ordered[place + 1] - ordered[place]) * rest / 4
