"""Growth in the report's text: the change, and the percentage of it, against the figures of both years."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.compute.changes import growth, growth_over
from jixiao.compute.intervals import Agreement, Interval, agreement
from jixiao.compute.review import Review
from jixiao.model.decimals import EXACT
from jixiao.model.relations import Relation
from jixiao.rules.causes.slip import significant_digits
from jixiao.rules.statements.repairs import Repair, repair, the_only
from jixiao.rules.statements.stated_rows import Stated, StatedRow, stated_rows
from jixiao.rules.units import PERCENT

_TELLING = 2
"""A percentage with fewer digits fits many figures."""


@dataclass(frozen=True)
class Amount:
    """An amount that was stated, or follows from two that were; ``text`` is how messages write it."""

    value: Decimal
    bounds: Interval
    text: str


@dataclass(frozen=True)
class WrongChange:
    """A change that is not the difference of the two years' figures. ``is_turned``: only its sign is another one.

    ``of_value``: it is this year's figure that is wrong, as change and percentage agree with the year before.
    ``right``: what the change should be, or this year's figure.
    """

    row: StatedRow
    change: Stated
    right: Amount
    is_turned: bool = False
    of_value: bool = False


@dataclass(frozen=True)
class WrongGrowth:
    """A percentage that is not the change over the base. ``derived``: that base was worked out of the other two."""

    row: StatedRow
    percentage: Stated
    change: Amount
    base: Amount
    value: Amount
    bounds: Interval
    derived: bool = False

    @property
    def right(self) -> Decimal:
        """The change as a share of the base."""
        return EXACT.divide(self.change.value, self.base.value)


def growth_rows(review: Review) -> Iterator[StatedRow]:
    """The rows whose base is the figure of the year before; of percentages nobody knows whether points are meant."""
    rows = (row for row in stated_rows(review).values() if row.relation is Relation.CHANGE)
    return (row for row in rows if row.value is None or row.value.figure.unit != PERCENT)


def wrong_change(row: StatedRow) -> WrongChange | None:
    """What is wrong with the change that a row states, given both years' figures."""
    if row.value is None or row.base is None or row.change is None:
        return None
    right = _minus(row.value, row.base)
    if agreement(row.change.figure, right.value, right.bounds) is not Agreement.IMPOSSIBLE:
        return None
    if _fits_percentage(row.percentage, row.base, row.change):
        return WrongChange(row, row.change, _plus(row.base, row.change), of_value=True)
    turned = agreement(row.change.figure, -right.value, -right.bounds) is not Agreement.IMPOSSIBLE
    return WrongChange(row, row.change, right, turned)


def _fits_percentage(percentage: Stated | None, base: Stated, change: Stated) -> bool:
    """Whether a percentage that says enough is the change over the base."""
    if percentage is None or base.bounds.low <= 0 or significant_digits(percentage.value) < _TELLING:
        return False
    growth = EXACT.divide(change.value, base.value)
    return agreement(percentage.figure, growth, change.bounds / base.bounds) is not Agreement.IMPOSSIBLE


def wrong_growth(row: StatedRow) -> WrongGrowth | None:
    """What is wrong with the percentage that a row states, however the change and the base are worked out."""
    found = [*_readings(row)]
    if not found or any(_agrees(growth) for growth in found) or (not row.is_chosen and _is_share(row)):
        return None
    return found[0]


def growth_repair(row: StatedRow) -> Repair | None:
    """The one figure beside the percentage that a slip of the pen made wrong; None where none or several may be."""
    return the_only((
        repair("数值", row.value, lambda other: _holds(replace(row, value=other))),
        repair("上年数", row.base, lambda other: _holds(replace(row, base=other))),
        repair("增减额", row.change, lambda other: _holds(replace(row, change=other))),
    ))  # fmt: skip


def _holds(row: StatedRow) -> bool:
    return wrong_growth(row) is None and wrong_change(row) is None


def _is_share(row: StatedRow) -> bool:
    """Whether the percentage is that of a figure set against a total or a plan, though nobody said so."""
    value, base, stated = row.value, row.base, row.percentage
    if value is None or base is None or stated is None or base.bounds.low <= 0:
        return False
    point = EXACT.divide(value.value, base.value)
    return agreement(stated.figure, point, value.bounds / base.bounds) is not Agreement.IMPOSSIBLE


def prior_of(row: StatedRow) -> Amount | None:
    """The figure of the year before that a row states, or that follows from this year's and the change."""
    if row.base is not None:
        return _amount(row.base)
    return _minus(row.value, row.change) if row.value is not None and row.change is not None else None


def _readings(row: StatedRow) -> Iterator[WrongGrowth]:
    """Each way to read the change and the base: as they are stated, or worked out of the other figures."""
    value, base, change, stated = (_amount(row.value), _amount(row.base), _amount(row.change), row.percentage)
    if stated is None:
        return
    if base is not None and change is not None and base.bounds.low > 0:
        yield WrongGrowth(row, stated, change, base, value or _plus(base, change), change.bounds / base.bounds)
    if base is not None and value is not None and base.bounds.low > 0:
        yield WrongGrowth(row, stated, _minus(value, base), base, value, growth(value.bounds, base.bounds))
    if base is None and value is not None and change is not None:
        yield from _derived(row, stated, value, change)


def _derived(row: StatedRow, stated: Stated, value: Amount, change: Amount) -> Iterator[WrongGrowth]:
    """The base worked out; where both change and percentage lack a sign, the text may have said 减少 before them."""
    bare = change.value > 0 and stated.value > 0
    for sign in (1, -1) if bare else (1,):
        signed = change if sign > 0 else Amount(-change.value, -change.bounds, f"-{change.text}")
        base = _minus(value, signed)
        if base.bounds.low > 0:
            figure = replace(stated, figure=replace(stated.figure, value=sign * stated.value))
            bounds = growth_over(value.bounds, signed.bounds)
            yield WrongGrowth(row, figure, signed, base, value, bounds, derived=True)


def _agrees(growth: WrongGrowth) -> bool:
    return agreement(growth.percentage.figure, growth.right, growth.bounds) is not Agreement.IMPOSSIBLE


def _amount(stated: Stated | None) -> Amount | None:
    return None if stated is None else Amount(stated.value, stated.bounds, stated.text)


def _minus(one: Stated | Amount, other: Stated | Amount) -> Amount:
    value = EXACT.subtract(one.value, other.value)
    return Amount(value, one.bounds - other.bounds, f"{value:f}")


def _plus(one: Stated | Amount, other: Stated | Amount) -> Amount:
    value = EXACT.add(one.value, other.value)
    return Amount(value, one.bounds + other.bounds, f"{value:f}")
