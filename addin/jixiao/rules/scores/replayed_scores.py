"""The score of an indicator worked out again by its rule, with room for what rounding may have changed."""

from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.compute.scoring import Scored
from jixiao.compute.scoring.outcome import SCORE_DECIMALS
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure, Missing, Reported
from jixiao.model.form import IndicatorRow
from jixiao.model.scoring import Bonus, Checklist, DeductOver, FullOrNothing, Proportional, Steps

DETERMINED = (Proportional, FullOrNothing, DeductOver, Steps, Checklist, Bonus)
"""Rules that leave nothing to a person, once their inputs are known."""


@dataclass(frozen=True)
class Replay:
    """The lowest and the highest score that the rule allows for what is reported, and how it follows.

    ``score``: what follows from the figures as they are printed, None where only the range is sure.
    """

    score: Decimal | None
    low: Decimal
    high: Decimal
    derivation: str

    def excludes(self, stated: Decimal) -> bool:
        """Whether a stated score is none of these, however it may have been rounded or cut to its decimals."""
        return self._lies_off(stated, _HALF_POINT if not (2 * stated) % 1 and _decimals(stated) else _unit(stated))

    def disagrees(self, stated: Decimal) -> bool:
        """Whether a stated score differs from these by more than being rounded to one decimal explains."""
        return self._lies_off(stated, min(_unit(stated), _TENTH))

    def _lies_off(self, stated: Decimal, by: Decimal) -> bool:
        return stated <= EXACT.subtract(self.low, by) or stated >= EXACT.add(self.high, by)

    @property
    def words(self) -> str:
        """What the score should be: ``1.85`` or ``1.2～2``."""
        if self.score is not None:
            return format_number(self.score)
        return f"{format_number(self.low)}～{format_number(self.high)}"


_TENTH, _HALF, _HALF_POINT = Decimal("0.1"), Decimal("0.51"), Decimal("0.26")
"""How far off a score may be that was rounded to one decimal, to a whole point, to half a point."""


def _decimals(stated: Decimal) -> int:
    exponent = stated.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _unit(stated: Decimal) -> Decimal:
    """How far off a score may be by being rounded or cut to its decimals; rules give two of them."""
    decimals = min(_decimals(stated), SCORE_DECIMALS)
    return Decimal(1).scaleb(-decimals) if decimals else _HALF


def replay(review: Review, row: IndicatorRow) -> Replay | None:
    """The scores that an indicator's rule allows; None where the rule or its inputs leave them to a person.

    Of anyone's table nobody knows by which rules it was scored.
    """
    form = review.form.indicators
    if form is None or not review.form.ours or not isinstance(review.scoring_of(row), DETERMINED):
        return None
    points_at = form.at("points", row.row)
    if review.right_number(points_at) != review.number(points_at):
        return None  # another rule blames the points
    said = review.derived_score(row)
    actual_at = form.at("actual", row.row)
    if isinstance(review.scoring_of(row), Proportional) and not isinstance(review.reported(actual_at), Figure):
        return None  # words have no proportion
    each = [said, *(_with_actual(review, row, actual) for actual in _rounded_from(review.reported(actual_at)))]
    bounds = [bound for scored in each for bound in (scored.low, scored.high)]
    known = [bound for bound in bounds if bound is not None]
    if len(known) < len(bounds):
        return None
    return Replay(said.score, min(known), max(known), said.derivation) if known else None


def _with_actual(review: Review, row: IndicatorRow, actual: Figure) -> Scored:
    return review.derived_score(row, actual, "")


def _rounded_from(actual: Reported) -> tuple[Figure, ...]:
    """The lowest and the highest number that a printed percentage may have been rounded from; counts are exact."""
    if isinstance(actual, Missing) or not isinstance(actual, Figure) or actual.comparator or actual.unit != "%":
        return ()
    half = Decimal(5).scaleb(-actual.decimals - 1)
    return tuple(
        replace(actual, value=operation(actual.value, half), decimals=actual.decimals + 1)
        for operation in (EXACT.subtract, EXACT.add)
    )


def score_by_total(review: Review, score: Decimal) -> Decimal | None:
    """What a score should be for the stated total score to be the sum; None where the total is right or not stated."""
    form = review.form.indicators
    at = form.total_at("score") if form else None
    computed, fact = (review.calculation.computed.get(at), review.calculation.stated.get(at)) if at else (None, None)
    if computed is None or fact is None or computed.unreported or not isinstance(fact.reported, Figure):
        return None
    is_sum = review.framework.indicators.not_applicable != "rescaled"
    if not is_sum or not isinstance(computed.value, Decimal) or computed.value == fact.reported.value:
        return None
    return EXACT.subtract(score, EXACT.subtract(computed.value, fact.reported.value))
