"""How two places of one fact may have come to differ."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.rules.causes import Labelled, cause_of, from_column, money_unit
from jixiao.rules.sameness.standing import Standing, in_force

_COLUMNS = {"annual_budget": "executed", "executed": "annual_budget"}


def clash_cause(review: Review, fact: str, stated: Sequence[Figure], right: Standing) -> str:
    """The likeliest cause: the other column taken, a slip of the pen; of an actual value also that it is its target.

    ``stated``: the figure in the unit of the place, in each way it can be meant.
    """
    bounds = right.bounds
    is_bound = bounds is not None and not (bounds.low.is_finite() and bounds.high.is_finite())  # ``>90%``
    if not isinstance(right.value, Decimal) or is_bound:
        return ""
    if _is_its_target(review, fact, right.value):
        return "完成值照抄了指标值"
    units = [] if fact.startswith(("rates.", "indicator.")) else [*money_unit(right.value)]
    found = (cause_of(figure, right.value, from_column(_columns(review, fact)), units, bounds=right.bounds)
             for figure in stated)  # fmt: skip
    return next(filter(None, found), "")


def _columns(review: Review, fact: str) -> Iterator[Labelled]:
    """The other amount of the same line of the fund table."""
    before, _, role = fact.rpartition(".")
    law, other = review.framework.fund, _COLUMNS.get(role, "")
    at = review.form.place(f"{before}.{other}") if other and law else None
    standing = in_force(review, at) if at else None
    if law and standing and isinstance(standing.value, Decimal):
        yield Labelled(law.columns[other][0], standing.value)


def _is_its_target(review: Review, fact: str, actual: Decimal) -> bool:
    before, _, role = fact.rpartition(".")
    if not fact.startswith("indicator.") or role != "actual":
        return False
    target, own = (review.reported(review.form.place(f"{before}.{name}")) for name in ("target", "actual"))
    bare = isinstance(own, Figure) and not own.comparator
    return bare and isinstance(target, Figure) and target.value == actual and not target.comparator
