"""One workbook as the generator knows it: what stands in each cell by its id, and what must hold between cells.

Ids: ``field.unit`` · ``fund.basic.executed`` · ``concept.staff_quota`` · ``rate.carryover`` · ``row.7.score`` (the
eighth row of the scoring table) · ``total.score`` · ``grade`` · ``tick.7.2`` · ``stated.3.value`` ·
``summary.0.executed`` · ``summary.total.executed``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Protocol

from benchmarks.mutations.entries import BLANK, Entry
from benchmarks.mutations.spans import Span
from jixiao.compute.review import UnitFigures
from jixiao.model.framework import Framework


class Relation(Protocol):
    """Something that holds between the cells of an honest workbook."""

    def holds(self, world: "World") -> bool:
        """False only where no rounding can explain what stands there."""


class Defines(Relation, Protocol):
    """A relation that tells what a live cell comes to."""

    @property
    def result(self) -> str:
        """The id of that cell."""

    def derive(self, world: "World") -> Span | None:
        """What it comes to; None where figures are missing."""


@dataclass(frozen=True)
class Row:
    """One filled row of the scoring table.

    ``rule``: how it is scored, see ``targets.Scored``. ``own``: the unit's indicator. ``rate``: the one that measures
    it. ``down``: less is better.
    """

    number: int
    level1: str
    level2: str
    name: str
    rule: str = "by_hand"
    own: bool = False
    rate: str = ""
    down: bool = False


@dataclass(frozen=True)
class World:
    """A workbook. ``kind``: evaluation or summary. ``decimals``: to how many its amounts are rounded.

    ``units``: the units' own workbooks beside a 汇总表.
    """

    seed: str
    framework: Framework
    kind: str
    decimals: int
    entries: Mapping[str, Entry]
    relations: tuple[Relation, ...]
    rows: tuple[Row, ...] = ()
    units: tuple[UnitFigures, ...] | None = None
    money_unit: str = "万元"
    ours: bool = True
    _defined: Mapping[str, Defines] = field(default_factory=dict, repr=False)

    def __getitem__(self, id: str) -> Entry:
        return self.entries.get(id, BLANK)

    def span(self, id: str) -> Span | None:
        """What a cell can stand for, whether typed or live."""
        entry = self[id]
        if not entry.live:
            return entry.span
        by = self._definitions().get(id)
        return by.derive(self) if by else None

    def _definitions(self) -> Mapping[str, Defines]:
        if not self._defined:
            found: dict[str, Defines] = {}
            for relation in self.relations:
                if isinstance(getattr(relation, "result", None), str):
                    found.setdefault(relation.result, relation)  # type: ignore[attr-defined, arg-type]
            object.__setattr__(self, "_defined", found)
        return self._defined

    def typed(self, *patterns: str) -> list[str]:
        """The ids of such cells in which something was typed, in order: ``fund.*.executed``."""
        return [
            id for id, entry in self.entries.items()
            if not entry.live and entry.value is not None and any(fnmatchcase(id, pattern) for pattern in patterns)
        ]  # fmt: skip

    def numbers(self, *patterns: str) -> list[str]:
        """The typed cells that hold a figure other than zero."""
        return [
            id for id in self.typed(*patterns) if (span := self[id].span) is not None and not span.low <= 0 <= span.high
        ]

    def changed(self, id: str, entry: Entry) -> "World":
        """The workbook with one cell changed."""
        return replace(self, entries={**self.entries, id: entry})

    def broken(self) -> Iterator[Relation]:
        """What no longer holds."""
        return (relation for relation in self.relations if not relation.holds(self))
