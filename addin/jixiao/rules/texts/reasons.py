"""What an office wrote beside an indicator, with what the row's figures say: deduction, target against actual."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from jixiao.compute.review import Review
from jixiao.compute.targets import Pair, compare, readings
from jixiao.model.cells import CellRef
from jixiao.model.form import IndicatorRow
from jixiao.model.targets import STRICT, Precision, Quantity, Stated
from jixiao.read.targets import stated_of

_BEYOND = {">": 1, "≥": 1, "<": -1, "≤": -1}


@dataclass(frozen=True)
class Explained:
    """An indicator with a text (``note``) in the column for reasons; what its figures say is found out when asked."""

    review: Review = field(repr=False)
    row: IndicatorRow
    at: CellRef
    note: str
    target_at: CellRef | None
    actual_at: CellRef | None

    @property
    def target(self) -> str:
        """The target value as printed."""
        return self.review.text(self.target_at)

    @property
    def actual(self) -> str:
        """The actual value as printed."""
        return self.review.text(self.actual_at)

    @cached_property
    def deduction(self) -> Decimal | None:
        """Points lost, see ``deduction``."""
        return deduction(self.review, self.row)

    @cached_property
    def side(self) -> int | None:
        """1 where the actual value is surely above the target value, -1 below, 0 equal; None where that is open."""
        target, actual = self._meant
        return _side(target, actual) if isinstance(target, Quantity) and isinstance(actual, Quantity) else None

    @cached_property
    def met(self) -> bool | None:
        """Whether the actual value surely meets the target; None where that cannot be told by their numbers."""
        target, actual = self._meant
        if isinstance(target, Quantity) and isinstance(actual, Quantity):
            return compare(target, actual, self.review.direction_of(self.row)).met
        return None

    @cached_property
    def _meant(self) -> tuple[Stated, Stated]:
        return stated_of(self.review.reported(self.target_at)), stated_of(self.review.reported(self.actual_at))


def explained_rows(review: Review) -> Iterator[Explained]:
    """Every named indicator beside which something is written, from top to bottom."""
    form = review.form.indicators
    for row in form.rows if form else ():
        at = form.at("variance_note", row.row) if form else None
        note = review.text(at)
        if form is not None and at is not None and note and row.name:
            yield Explained(review, row, at, note, form.at("target", row.row), form.at("actual", row.row))


def deduction(review: Review, row: IndicatorRow) -> Decimal | None:
    """Points that an indicator lost: 0 for full points; None where that is not known, or scores may be negative."""
    form = review.form.indicators
    points = review.right_number(form.at("points", row.row)) if form else None
    score = review.number(form.at("score", row.row)) if form else None
    if not isinstance(points, Decimal) or not isinstance(score, Decimal) or review.least_score(row) < 0:
        return None
    return points - score if 0 <= score <= points else None


def _side(target: Quantity, actual: Quantity) -> int | None:
    """On which side of the target value an actual value lies, in every way that both can be meant."""
    if any(each.upper or each.change or each.precision is not Precision.STATED for each in (target, actual)):
        return None
    sides = {_side_of(pair) for pair in readings(target.figure, actual.figure)}
    return sides.pop() if len(sides) == 1 else None


def _side_of(pair: Pair) -> int | None:
    """A bound may leave it open: at least 90 % is not below 80 %, but perhaps below 95 %."""
    target, actual = pair.target.value, pair.actual.value
    side = (actual > target) - (actual < target)
    beyond = _BEYOND.get(pair.actual.comparator, 0)
    if not beyond or side == beyond:
        return side
    return beyond if side == 0 and pair.actual.comparator in STRICT else None
