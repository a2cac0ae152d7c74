"""What stands at a place of the form: the figure or text in force there, and the one that should stand there."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.calculate import Computed, interval_of
from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure, Text
from jixiao.model.formula import Rounded
from jixiao.read.facts import FactKind
from jixiao.read.values import printed
from jixiao.rules.verdicts import Verdict, judge, of_named_rows

_SHARES = (FactKind.RATE, FactKind.SHARE)
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True)
class Standing:
    """A figure with the bounds of what it can stand for (None: not known), or a text; ``text`` is how it is printed."""

    value: Decimal | str
    bounds: Interval | None
    text: str


def in_force(review: Review, at: CellRef) -> Standing | None:
    """What is stated at a place, or computed by its live formula; None where there is nothing that can be compared."""
    computed, fact = review.calculation.computed.get(at), review.facts.get(at)
    if computed is not None and at not in review.calculation.stated:
        return None if of_named_rows(review, computed).unreported else _of_result(review, computed)
    match fact.reported if fact else None:
        case Figure() as figure if fact is not None:
            bounds = _claimed(figure) if fact.kind is FactKind.MEASURE else interval_of(fact)
            return Standing(figure.value, bounds, review.printed(at))
        case Text(text):
            return Standing(text, None, text)
    return None


def _claimed(figure: Figure) -> Interval:
    """What a target or an actual value can stand for; a bound (``>100%``) for anything beyond it."""
    match figure.comparator:
        case ">" | "≥":
            return Interval(figure.value, _ENDLESS, low_open=figure.comparator == ">")
        case "<" | "≤":
            return Interval(-_ENDLESS, figure.value, low_open=True, high_open=figure.comparator == "<")
    return Interval.of_printed(figure.value, figure.decimals)


def should_be(review: Review, at: CellRef) -> Standing | None:
    """What should stand at a place where another rule blames what does, or a figure that it is computed from."""
    right = review.second.corrections.get(at) if review.second else None
    if right is not None:
        return Standing(right, Interval.of_printed(right, max(2, decimals_of(right))), _shown(review, at, right, 4))
    computed, fact = review.calculation.computed.get(at), review.calculation.stated.get(at)
    again = review.second.calculation.computed.get(at) if review.second else None
    if computed is None:
        return None
    moved = again is not None and again.value != computed.value
    if fact is None or moved or judge(review, computed, fact) is Verdict.DISAGREES:
        return _of_result(review, again or computed)
    return None


def is_incomplete(review: Review, at: CellRef) -> bool:
    """Whether a sum stands there to which not all parts are reported."""
    computed = review.calculation.computed.get(at)
    if computed is None or at in review.calculation.stated:
        return False
    return bool(of_named_rows(review, computed).unreported)


def _of_result(review: Review, computed: Computed) -> Standing | None:
    value, formula = computed.value, computed.live.formula
    if isinstance(value, str):
        return Standing(value, None, value) if value else None
    if not isinstance(value, Decimal):
        return None
    decimals = formula.decimals if isinstance(formula, Rounded) else 4
    return Standing(value, computed.interval, _shown(review, computed.live.at, value, decimals))


def _shown(review: Review, at: CellRef, value: Decimal, decimals: int) -> str:
    """A figure as the cell would print it."""
    fact = review.facts.get(at)
    if fact is not None and fact.kind in _SHARES:
        return format_percent(value, max(2, decimals - 2))
    return printed(Cell(value, None, review.book.cell(at).number_format))
