"""Evaluate live cells as a spreadsheet would: a stated figure where one was typed, else the formula's result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from functools import cached_property
from typing import TypeVar, overload

from jixiao.compute.formula import Operand
from jixiao.compute.formula import Result as Result
from jixiao.compute.found import Bounds, Values, value_of
from jixiao.compute.found import interval_of as interval_of
from jixiao.compute.intervals import Interval
from jixiao.compute.live_cell import Live
from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Missing
from jixiao.read.facts import Fact, cell_at


@dataclass(frozen=True)
class Computed:
    """What a live cell should hold.

    ``value`` is the formula's result over the stated figures. ``unreported`` lists parts that nobody reported, of
    the sum itself or of one it uses.
    """

    live: Live
    value: Result
    unreported: tuple[CellRef, ...]
    bounds: Bounds = field(repr=False, compare=False)

    @cached_property
    def interval(self) -> Interval | None:
        """What the value could be given that printed figures were rounded; None where it cannot be bounded."""
        return self.bounds.of(self.live)


@dataclass(frozen=True)
class Calculation:
    """All live cells with their results, and which of them hold a stated figure instead of their formula."""

    computed: Mapping[CellRef, Computed]
    stated: Mapping[CellRef, Fact]

    @cached_property
    def places(self) -> frozenset[CellRef]:
        """The live cells."""
        return frozenset(self.computed)


def calculate(lives: Iterable[Live], facts: Mapping[CellRef, Fact]) -> Calculation:
    """The results of all live cells, given what is reported."""
    lives = tuple(lives)
    workings = _Workings(lives, facts)
    with localcontext(EXACT):
        for live in lives:
            workings.work_out(live)
    return Calculation(workings.computed, workings.stated)


def calculate_on_demand(lives: Iterable[Live], facts: Mapping[CellRef, Fact]) -> Calculation:
    """The same as ``calculate``, each live cell worked out when somebody asks for it, after those it depends on.

    For who needs a few of many: a summing up takes the totals, and not what is shown beside them.
    """
    lives = tuple(lives)
    workings = _Workings(lives, facts)
    by_place = {live.at: live for live in lives}
    if len(by_place) < len(lives):  # of two in one place the last counts, for those behind it
        return calculate(lives, facts)
    demand = _Demand(by_place, workings)
    return Calculation(demand, _StatedOnDemand(by_place, workings, facts))


def recalculate(before: Calculation, facts: Mapping[CellRef, Fact], changed: Iterable[CellRef]) -> Calculation:
    """The results once other things are reported in the ``changed`` cells; what does not depend on them stays."""
    moved = {at for at in changed if at in facts or at in before.computed}
    if not moved:
        return before
    lives = [computed.live for computed in before.computed.values()]
    workings = _Workings(lives, facts)
    with localcontext(EXACT):
        for live in lives:
            if live.at in moved or not live.reads.isdisjoint(moved):
                workings.work_out(live)
                moved.add(live.at)
            else:
                workings.keep(before.computed[live.at], before.stated.get(live.at))
    return Calculation(workings.computed, workings.stated)


def is_stated(live: Live, cell: Cell) -> bool:
    """Whether a live cell holds something of the user's: a typed figure, or a formula of their own."""
    if cell.formula is None:
        return cell.value not in (None, "")
    return not live.is_formula(cell.formula)


def excel_formula(live: Live) -> str:
    """The live formula as Excel text, without the leading ``=``."""
    return live.excel


class _Workings:
    """What live cells find in other cells while they are worked out one after the other."""

    def __init__(self, lives: Sequence[Live], facts: Mapping[CellRef, Fact]) -> None:
        self.computed: dict[CellRef, Computed] = {}
        self.stated: dict[CellRef, Fact] = {}
        self._kept: dict[CellRef, Bounds] = {}
        self._facts, self._values = facts, Values(facts, {live.at for live in lives})
        self._bounds = Bounds(lives, facts, self._values, self.stated, self._kept)

    def work_out(self, live: Live) -> None:
        """Evaluate a live cell, and take note where something is stated in it."""
        values = self._values
        operands: dict[str, Operand] = {
            name: values[place] if isinstance(place, CellRef) else values.of(place)
            for name, place in live.cells.items()
        }
        stated = self._facts[live.at] if self.holds_stated(live) else None
        self._take(Computed(live, live.reading(operands), self._unreported(live), self._bounds), stated)

    def holds_stated(self, live: Live) -> bool:
        """Whether something is stated in a live cell, which need not be worked out to tell."""
        cell = cell_at(self._facts, live.at)
        return cell is not None and is_stated(live, cell)

    def take_stated(self, live: Live) -> None:
        """Take what is stated in a live cell as what others find there, without working it out."""
        self.stated[live.at] = self._facts[live.at]
        self._values[live.at] = value_of(self.stated[live.at])

    def keep(self, computed: Computed, stated: Fact | None) -> None:
        """Take a result of an earlier calculation."""
        self._kept[computed.live.at] = computed.bounds
        self._take(computed, stated)

    def _take(self, computed: Computed, stated: Fact | None) -> None:
        at = computed.live.at
        self.computed[at] = computed
        self._values[at] = computed.value if stated is None else value_of(stated)
        if stated is not None:
            self.stated[at] = stated

    def _unreported(self, live: Live) -> tuple[CellRef, ...]:
        values = zip(live.parts, self._values.of(live.parts), strict=True)
        own = [cell for cell, value in values if not isinstance(value, Decimal) and _is_absent(value)]
        for place in live.single_cells:  # parts missing in sums that the formula uses as they were added up
            if place in self.computed and place not in self.stated:
                own += self.computed[place].unreported
        return tuple(own)


_Default = TypeVar("_Default")


class _Demand(Mapping[CellRef, Computed]):
    """The results of live cells, in their order; each is worked out when it is asked for."""

    def __init__(self, lives: Mapping[CellRef, Live], workings: _Workings) -> None:
        self._lives, self._workings = lives, workings
        self._order = {at: number for number, at in enumerate(lives)}

    def __getitem__(self, at: CellRef) -> Computed:
        found = self._workings.computed.get(at)
        if found is None:
            with localcontext(EXACT):
                self._work_out(self._lives[at])
            found = self._workings.computed[at]
        return found

    def _work_out(self, live: Live) -> None:
        place = self._order[live.at]
        for at in live.reads:
            if self._order.get(at, place) < place and at not in self._workings.computed:
                self._settle(self._lives[at])
        self._workings.work_out(live)

    def _settle(self, live: Live) -> None:
        """See to it that others find what they should in a live cell."""
        if self._workings.holds_stated(live):
            self._workings.take_stated(live)
        else:
            self._work_out(live)

    @overload
    def get(self, at: CellRef, /) -> Computed | None: ...

    @overload
    def get(self, at: CellRef, /, default: Computed | _Default) -> Computed | _Default: ...

    def get(self, at: CellRef, /, default: Computed | _Default | None = None) -> Computed | _Default | None:
        """The result at a place, or the default: most places are asked for that are no live cells."""
        return self[at] if at in self._lives else default

    def __iter__(self) -> Iterator[CellRef]:
        return iter(self._lives)

    def __len__(self) -> int:
        return len(self._lives)

    def __contains__(self, at: object) -> bool:
        return at in self._lives


class _StatedOnDemand(Mapping[CellRef, Fact]):
    """What is stated in live cells."""

    def __init__(self, lives: Mapping[CellRef, Live], workings: _Workings, facts: Mapping[CellRef, Fact]) -> None:
        self._lives, self._workings, self._facts = lives, workings, facts

    def __getitem__(self, at: CellRef) -> Fact:
        if at not in self:
            raise KeyError(at)
        return self._facts[at]

    def __contains__(self, at: object) -> bool:
        live = self._lives.get(at)  # type: ignore[call-overload]
        return live is not None and self._workings.holds_stated(live)

    def __iter__(self) -> Iterator[CellRef]:
        return (at for at in self._lives if at in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_absent(value: Result) -> bool:
    return not isinstance(value, Decimal) and (isinstance(value, str) or value in _ABSENT)


_ABSENT = (Missing.BLANK, Missing.UNREADABLE, Missing.NOT_COMPUTED)
