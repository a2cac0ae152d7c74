"""What formulas find in cells: values, and between which bounds these lie given that printed figures were rounded."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cached_property

from jixiao.compute.formula import Result, evaluate_interval
from jixiao.compute.intervals import Interval
from jixiao.compute.live_cell import Live
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Text
from jixiao.read.facts import Fact, FactKind, found_at_once
from jixiao.read.precision import AMOUNT_DECIMALS


class Values(dict[CellRef, Result]):
    """The values that formulas find, by cell. A live cell that was not worked out yet is blank."""

    def __init__(self, facts: Mapping[CellRef, Fact], lives: AbstractSet[CellRef]) -> None:
        super().__init__()
        self._facts, self._lives = facts, lives

    def __missing__(self, at: CellRef) -> Result:
        return self.of((at,))[0]

    def of(self, cells: Sequence[CellRef]) -> list[Result]:
        """The values of many cells."""
        found: list[Result | None] = [*map(self.get, cells)]
        pairs = zip(cells, found, strict=True)
        new = (*[at for at, value in pairs if value is None and at not in self._lives],)
        for at, value in zip(new, found_at_once(self._facts, new), strict=True) if new else ():
            self[at] = self._value(at) if value is None else value
        return [self.get(at, Missing.BLANK) if value is None else value for at, value in zip(cells, found, strict=True)]

    def _value(self, at: CellRef) -> Result:
        fact = self._facts.get(at)
        return Missing.BLANK if fact is None else value_of(fact)


class Bounds:
    """What live cells could hold given that printed figures were rounded; worked out when somebody first asks.

    ``kept``: live cells whose bounds are those of an earlier calculation.
    """

    def __init__(
        self,
        lives: Sequence[Live],
        facts: Mapping[CellRef, Fact],
        values: Mapping[CellRef, Result],
        stated: Mapping[CellRef, Fact],
        kept: Mapping[CellRef, "Bounds"],
    ) -> None:
        self._lives, self._facts, self._values = lives, facts, values
        self._stated, self._kept = stated, kept
        self._found: dict[CellRef, Interval | None] = {}

    def of(self, live: Live) -> Interval | None:
        """The bounds of a live cell's result; None where it cannot be bounded."""
        if live.at not in self._found:
            for each in self._unknown_behind(live):
                self._work_out(each)
        return self._found[live.at]

    @cached_property
    def _order(self) -> Mapping[CellRef, int]:
        return {live.at: number for number, live in enumerate(self._lives)}

    @cached_property
    def _inside(self) -> "_Intervals":
        return _Intervals(self._facts, self._order.keys())

    def _unknown_behind(self, live: Live) -> list[Live]:
        """What is to be worked out for a live cell, in order: itself, and what it depends on of those before it.

        Of several live cells in one place (names that somebody bent) the last one counts, as it does for values.
        """
        needed, found = {live.at}, []
        for number in range(self._order[live.at], -1, -1):
            each = self._lives[number]
            if each.at in needed and each.at not in self._found and self._order[each.at] == number:
                found.append(each)
                needed |= each.reads
        return found[::-1]

    def _work_out(self, live: Live) -> None:
        before, stated = self._kept.get(live.at), self._stated.get(live.at)
        self._found[live.at] = bounds = self._evaluated(live) if before is None else before.of(live)
        self._inside[live.at] = bounds if stated is None else interval_of(stated)

    def _evaluated(self, live: Live) -> Interval | None:
        operands: dict[str, Interval | Sequence[Interval | None] | None] = {}
        number = self._order[live.at]
        for name, place in live.cells.items():
            if isinstance(place, CellRef):
                operands[name] = self._before(number, place)
            else:  # a nil mark is no number of an area
                values = ((at, self._values[at]) for at in place)
                operands[name] = [
                    self._before(number, at) if isinstance(value, Decimal) else None for at, value in values
                ]
        return evaluate_interval(live.formula, operands)

    def _before(self, number: int, place: CellRef) -> Interval | None:
        """What a cell could hold, for the live cell of that number: nothing is known of those behind it."""
        return None if self._order.get(place, -1) >= number else self._inside[place]


class _Intervals(dict[CellRef, Interval | None]):
    """What cells could hold, as far as they were worked out."""

    def __init__(self, facts: Mapping[CellRef, Fact], lives: AbstractSet[CellRef]) -> None:
        super().__init__()
        self._facts, self._lives = facts, lives

    def __missing__(self, at: CellRef) -> Interval | None:
        if at in self._lives:
            return None
        fact = self._facts.get(at)
        self[at] = interval = None if fact is None else interval_of(fact)
        return interval


def value_of(fact: Fact) -> Result:
    """What a formula finds in the cell: a number, why there is none, or a text, which it may show as it stands."""
    reported, typed = fact.stored, fact.cell.value
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
