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
    excess, below, room, count = Decimal(0), Decimal(0), Decimal(0), 0
    for row in form.rows if form else ():
        score = review.number(form.at("score", row.row)) if form else None
        points = review.right_number(form.at("points", row.row)) if form else None
        if not isinstance(score, Decimal) or not isinstance(points, Decimal):
            continue
        least = review.least_score(row)
        if not least <= score <= points:
            excess, below, room, count = excess + score, below + least, room + points, count + 1
    if not count or not isinstance(total, Decimal):
        return None
    return ScoreRange(total - excess + below, total - excess + room, count)
