"""A workbook in the making: entries and relations, collected part by part."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.mutations.entries import LIVE, Chance, Entry, amount, rate
from benchmarks.mutations.spans import half_up
from benchmarks.mutations.world import Relation, Row
from jixiao.model.form import Form
from jixiao.model.framework import Framework

KEPT = 0.5
"""So many of the template's formulas are left as they are; over the others the right figure is typed."""


@dataclass
class Draft:
    """What the parts of the generator share.

    ``exact``: the figures before anyone rounded them, by id. ``decimals``: of its amounts; ``cents``: of the books
    that they were taken from. ``places``: of its rates, as percentages. ``submitted``: everything must be filled;
    ``reviewed``: review scores, too. ``overtyped``: how many formulas are typed over. ``ours``: on our template.
    """

    framework: Framework
    form: Form
    chance: Chance
    decimals: int = 2
    cents: int = 6
    places: int = 2
    submitted: bool = False
    reviewed: bool = False
    ours: bool = True
    overtyped: float = KEPT
    exact: dict[str, Decimal] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def put(self, id: str, entry: Entry | Decimal | str) -> None:
        """Type something into a cell."""
        self.entries[id] = entry if isinstance(entry, Entry) else Entry(entry)

    def money(self, id: str, exact: Decimal) -> None:
        """Type an amount, rounded as this office rounds; books are kept to the cent."""
        self.exact[id] = exact = half_up(exact, self.cents)
        self.put(id, amount(exact, self.decimals))

    def live(self, id: str, entry: Entry) -> None:
        """A formula of the template: kept, or typed over with the right figure."""
        self.put(id, entry if self.chance.random() < self.overtyped else LIVE)

    def rate(self, share: Decimal) -> Entry:
        """A rate as this office prints it."""
        return rate(share, self.places, self.chance)

    def must(self, *relations: Relation) -> None:
        """What has to hold."""
        self.relations += relations

    def reason(self) -> str:
        """A reason that was not given yet."""
        return self.reasons.pop()


def between(chance: random.Random, low: float | Decimal, high: float | Decimal, decimals: int = 4) -> Decimal:
    """A random number with so many decimals."""
    scale = 10**decimals
    return Decimal(chance.randint(int(low * scale), int(high * scale))) / scale
