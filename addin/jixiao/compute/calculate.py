"""Evaluate live cells as a spreadsheet would: a stated figure where one was typed, else the formula's result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.formula import evaluate, evaluate_interval, to_excel
from jixiao.compute.intervals import Interval
from jixiao.compute.live_cell import Live, Operand
from jixiao.model.book import Cell
from jixiao.model.cells import Area, CellRef
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Text
from jixiao.read.facts import Fact, FactKind

Result = Decimal | str | bool | Missing


@dataclass(frozen=True)
class Computed:
    """What a live cell should hold.

    ``value`` is the formula's result over the stated figures, ``interval`` what it could be given that printed
    figures were rounded. ``unreported`` lists parts that nobody reported, of the sum itself or of one it uses.
    """

    live: Live
    value: Result
    interval: Interval | None
    unreported: tuple[CellRef, ...]


@dataclass(frozen=True)
class Calculation:
    """All live cells with their results, and which of them hold a stated figure instead of their formula."""

    computed: Mapping[CellRef, Computed]
    stated: Mapping[CellRef, Fact]


def calculate(lives: Iterable[Live], facts: Mapping[CellRef, Fact]) -> Calculation:
    """The results of all live cells, given what is reported."""
    values: dict[CellRef, Result] = {}
    intervals: dict[CellRef, Interval | None] = {}
    computed: dict[CellRef, Computed] = {}
    stated: dict[CellRef, Fact] = {}
    lives = tuple(lives)
    own = {live.at for live in lives}
    for at, fact in facts.items():
        if at not in own:
            values[at], intervals[at] = _value(fact), interval_of(fact)
    for live in lives:
        unreported = (*_unreported(live, values), *_inherited(live, computed, stated))
        result = Computed(live, _evaluate(live, values), _bounds(live, values, intervals), unreported)
        computed[live.at] = result
        values[live.at], intervals[live.at] = result.value, result.interval
        fact_here = facts.get(live.at)
        if fact_here is not None and is_stated(live, fact_here.cell):
            stated[live.at] = fact_here
            values[live.at], intervals[live.at] = _value(fact_here), interval_of(fact_here)
    return Calculation(computed, stated)


def is_stated(live: Live, cell: Cell) -> bool:
    """Whether a live cell holds something of the user's: a typed figure, or a formula of their own."""
    if cell.formula is None:
        return cell.value not in (None, "")
    return _plain(cell.formula) != _plain(excel_formula(live))


def excel_formula(live: Live) -> str:
    """The live formula as Excel text, without the leading ``=``."""
    return to_excel(live.formula, {name: _address(place, live.at.sheet) for name, place in live.operands.items()})


def _plain(formula: str) -> str:
    return formula.replace("$", "").replace("'", "").replace(" ", "").upper()


def _address(place: Operand, home: str) -> str:
    if place.sheet == home:
        return place.a1
    absolute = ":".join(
        _absolute(cell) for cell in ([place] if isinstance(place, CellRef) else [place.first, place.last])
    )
    return f"{place.sheet}!{absolute}"


def _absolute(cell: CellRef) -> str:
    letters = cell.a1.rstrip("0123456789")
    return f"${letters}${cell.row}"


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
    if fact.kind is FactKind.AMOUNT:  # an amount in 万元 was rounded to at least two decimals
        return Interval.of_printed(reported.value, max(reported.decimals, 2))
    if fact.kind in (FactKind.RATE, FactKind.SHARE):
        return Interval.of_printed(reported.value, reported.decimals)
    return Interval.exact(reported.value)


def _evaluate(live: Live, values: Mapping[CellRef, Result]) -> Result:
    operands: dict[str, Result | Sequence[Result]] = {}
    for name, place in live.operands.items():
        if isinstance(place, Area):
            operands[name] = [values.get(cell, Missing.BLANK) for cell in place]
        else:
            operands[name] = values.get(place, Missing.BLANK)
    return evaluate(live.formula, operands)


def _bounds(
    live: Live, values: Mapping[CellRef, Result], intervals: Mapping[CellRef, Interval | None]
) -> Interval | None:
    operands: dict[str, Interval | Sequence[Interval | None] | None] = {}
    for name, place in live.operands.items():
        if isinstance(place, Area):  # a nil mark is no number of an area
            operands[name] = [intervals.get(at) if isinstance(values.get(at), Decimal) else None for at in place]
        else:
            operands[name] = intervals.get(place)
    return evaluate_interval(live.formula, operands)


def _unreported(live: Live, values: Mapping[CellRef, Result]) -> tuple[CellRef, ...]:
    absent = (Missing.BLANK, Missing.UNREADABLE, Missing.NOT_COMPUTED)
    found = ((cell, values.get(cell, Missing.BLANK)) for cell in live.parts)
    return tuple(cell for cell, value in found if value in absent or isinstance(value, str))


def _inherited(live: Live, computed: Mapping[CellRef, Computed], stated: Mapping[CellRef, Fact]) -> Iterator[CellRef]:
    """Parts missing in sums that a formula uses as they were added up."""
    for place in live.operands.values():
        if isinstance(place, CellRef) and place in computed and place not in stated:
            yield from computed[place].unreported
