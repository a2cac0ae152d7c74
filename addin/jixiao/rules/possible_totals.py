"""Which total scores a scoring table allows, where some scores lie beyond their points."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.review import Review


@dataclass(frozen=True)
class ScoreRange:
    """The total can be anything from ``low`` to ``high``, given what ``count`` impossible scores might have been."""

    low: Decimal
    high: Decimal
    count: int

    def __contains__(self, total: object) -> bool:
        return isinstance(total, Decimal) and self.low <= total <= self.high


def possible_totals(review: Review, total: object) -> ScoreRange | None:
    """The range around a ``total`` that was added up; None where no score is impossible (S001) or it is no number."""
    form = review.form.indicators
    excess, room, count = Decimal(0), Decimal(0), 0
    for row in form.rows if form else ():
        score = review.number(form.table.at("score", row.row)) if form else None
        points = review.right_number(form.table.at("points", row.row)) if form else None
        if isinstance(score, Decimal) and isinstance(points, Decimal) and not 0 <= score <= points:
            excess, room, count = excess + score, room + points, count + 1
    if not count or not isinstance(total, Decimal):
        return None
    return ScoreRange(total - excess, total - excess + room, count)
