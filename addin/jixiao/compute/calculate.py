"""Evaluate live cells as a spreadsheet would: a stated figure where one was typed, else the formula's result."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from jixiao.compute.formula import Operand, evaluate, evaluate_interval
from jixiao.compute.formula import Result as Result
from jixiao.compute.intervals import Interval
from jixiao.compute.live_cell import Live
from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Text
from jixiao.read.facts import Fact, FactKind, cell_at
from jixiao.read.precision import AMOUNT_DECIMALS


@dataclass(frozen=True)
class Computed:
    """What a live cell should hold.

    ``value`` is the formula's result over the stated figures. ``unreported`` lists parts that nobody reported, of
    the sum itself or of one it uses.
    """

    live: Live
    value: Result
    unreported: tuple[CellRef, ...]
    workings: "_Workings" = field(repr=False, compare=False)

    @cached_property
    def interval(self) -> Interval | None:
        """What the value could be given that printed figures were rounded; None where it cannot be bounded."""
        return self.workings.bounds(self.live)


@dataclass(frozen=True)
class Calculation:
    """All live cells with their results, and which of them hold a stated figure instead of their formula."""

    computed: Mapping[CellRef, Computed]
    stated: Mapping[CellRef, Fact]


def calculate(lives: Iterable[Live], facts: Mapping[CellRef, Fact]) -> Calculation:
    """The results of all live cells, given what is reported."""
    lives = tuple(lives)
    workings = _Workings(lives, facts)
    for live in lives:
        workings.work_out(live)
    return Calculation(workings.computed, workings.stated)


def recalculate(before: Calculation, facts: Mapping[CellRef, Fact], changed: Iterable[CellRef]) -> Calculation:
    """The results once other things are reported in the ``changed`` cells; what does not depend on them stays."""
    lives = [computed.live for computed in before.computed.values()]
    workings, moved = _Workings(lives, facts), set(changed)
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
    """What live cells find in other cells while they are worked out one after the other.

    A live cell that comes later in the order is blank yet. Intervals are worked out when somebody asks for them.
    """

    def __init__(self, lives: Sequence[Live], facts: Mapping[CellRef, Fact]) -> None:
        self.computed: dict[CellRef, Computed] = {}
        self.stated: dict[CellRef, Fact] = {}
        self._facts = facts
        self._number = {live.at: number for number, live in enumerate(lives)}
        self._values = _Values(self._reported)
        self._intervals: dict[CellRef, Interval | None] = {}

    def work_out(self, live: Live) -> None:
        """Evaluate a live cell, and take note where something is stated in it."""
        values, cell = self._values, cell_at(self._facts, live.at)
        operands: dict[str, Operand] = {
            name: values[place] if isinstance(place, CellRef) else [values[cell] for cell in place]
            for name, place in live.cells.items()
        }
        stated = self._facts[live.at] if cell is not None and is_stated(live, cell) else None
        unreported = (*self._unreported(live), *self._inherited(live))
        self.keep(Computed(live, evaluate(live.formula, operands), unreported, self), stated)

    def keep(self, computed: Computed, stated: Fact | None) -> None:
        """Take a result as it is."""
        at = computed.live.at
        self.computed[at] = computed
        self._values[at] = computed.value if stated is None else _value(stated)
        if stated is not None:
            self.stated[at] = stated

    def _reported(self, at: CellRef) -> Result:
        fact = None if at in self._number else self._facts.get(at)
        return Missing.BLANK if fact is None else _value(fact)

    def _unreported(self, live: Live) -> Iterator[CellRef]:
        absent = (Missing.BLANK, Missing.UNREADABLE, Missing.NOT_COMPUTED)
        for cell in live.parts:
            value = self._values[cell]
            if value in absent or isinstance(value, str):
                yield cell

    def _inherited(self, live: Live) -> Iterator[CellRef]:
        """Parts missing in sums that a formula uses as they were added up."""
        for place in live.operands.values():
            if isinstance(place, CellRef) and place in self.computed and place not in self.stated:
                yield from self.computed[place].unreported

    def bounds(self, live: Live) -> Interval | None:
        """See ``Computed.interval``."""
        values = self._values
        operands: dict[str, Interval | Sequence[Interval | None] | None] = {}
        for name, place in live.cells.items():
            if isinstance(place, CellRef):
                operands[name] = self._interval(place, live)
            else:  # a nil mark is no number of an area
                operands[name] = [self._interval(at, live) if isinstance(values[at], Decimal) else None for at in place]
        return evaluate_interval(live.formula, operands)

    def _comes_before(self, at: CellRef, live: Live) -> bool:
        """Whether a live cell stands there, before another one in the order."""
        return self._number.get(at, len(self._number)) < self._number[live.at]

    def _interval(self, at: CellRef, live: Live) -> Interval | None:
        """What a cell could hold when a live cell is worked out."""
        if at in self._number and not self._comes_before(at, live):
            return None
        if at in self._number and at not in self.stated:
            return self.computed[at].interval
        if at not in self._intervals:
            fact = self._facts.get(at)
            self._intervals[at] = None if fact is None else interval_of(fact)
        return self._intervals[at]


class _Values(dict[CellRef, Result]):
    """Values by cell; one that is not known yet is looked up once."""

    def __init__(self, look_up: Callable[[CellRef], Result]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, at: CellRef) -> Result:
        value = self._look_up(at)
        if value is not Missing.BLANK:
            self[at] = value
        return value


def _value(fact: Fact) -> Result:
    """What a formula finds in the cell: a number, why there is none, or a text, which it may show as it stands."""
    reported, typed = fact.reported, fact.cell.value
    if isinstance(reported, Figure):
        return reported.value
    if isinstance(reported, Missing) and reported is not Missing.UNREADABLE and fact.kind is not FactKind.TEXT:
        return reported
    text = typed if isinstance(typed, str) else reported.text if isinstance(reported, Text) else None
    if text is None:
        return reported if isinstance(reported, Missing) else Missing.UNREADABLE
    return Missing.NIL if text.strip() in NIL_MARKS else text


def interval_of(fact: Fact) -> Interval | None:
    """What a reported figure can stand for, given how it is printed; None where there is no figure."""
    reported = fact.reported
    if reported is Missing.NIL:
        return Interval.exact(Decimal(0))
    if not isinstance(reported, Figure):
        return None
    if fact.kind is FactKind.AMOUNT:
        decimals = max(reported.decimals, fact.decimals) if fact.decimals >= AMOUNT_DECIMALS else fact.decimals
        return Interval.of_printed(reported.value, decimals)
    if fact.kind in (FactKind.RATE, FactKind.SHARE):
        return Interval.of_printed(reported.value, reported.decimals)
    return Interval.exact(reported.value)
