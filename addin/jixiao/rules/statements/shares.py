"""Shares and completion rates in the report's text: a figure, what it is a share of, and the percentage stated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.compute.intervals import Agreement, agreement
from jixiao.compute.review import Review
from jixiao.model.decimals import EXACT
from jixiao.model.relations import Relation
from jixiao.rules.statements.repairs import Repair, repair, the_only
from jixiao.rules.statements.stated_rows import Stated, StatedRow, stated_rows


@dataclass(frozen=True)
class Share:
    """A row that is set against a total (占比) or a plan (完成). ``whole`` is what it is set against."""

    row: StatedRow
    whole: Stated

    @property
    def is_part(self) -> bool:
        """Whether it cannot be more than the whole."""
        return self.row.relation is Relation.SHARE

    @property
    def right(self) -> Decimal | None:
        """The percentage as a share; None where the figure is not stated, or there is nothing to divide by."""
        part = self.row.value
        return EXACT.divide(part.value, self.whole.value) if part is not None and self.whole.bounds.low > 0 else None


def shares(review: Review) -> Iterator[Share]:
    """The rows with a base or a total to be set against."""
    rows = stated_rows(review)
    for row in rows.values():
        total = rows.get(row.total) if row.total is not None else None
        if row.relation not in (Relation.SHARE, Relation.COMPLETION):
            continue
        if row.base is not None:
            yield Share(row, row.base)
        elif total is not None and total.value is not None:
            yield Share(row, total.value)


def contradicts(share: Share) -> bool:
    """Whether the percentage stated cannot be that of the figure and its whole."""
    part, stated, right = share.row.value, share.row.percentage, share.right
    if part is None or stated is None or right is None:
        return False
    return agreement(stated.figure, right, part.bounds / share.whole.bounds) is Agreement.IMPOSSIBLE


def share_repair(share: Share) -> Repair | None:
    """The one figure of the row, beside the percentage, that a slip of the pen made wrong."""
    row, whole = share.row, share.whole
    return the_only((
        repair("数值", row.value, lambda other: _fits(Share(replace(row, value=other), whole))),
        repair("基数", row.base, lambda other: _fits(Share(replace(row, base=other), other))),
    ))  # fmt: skip


def _fits(share: Share) -> bool:
    return not contradicts(share) and not exceeds(share)


def exceeds(share: Share) -> bool:
    """Whether a part is for sure more than its whole."""
    part = share.row.value
    return share.is_part and part is not None and part.bounds.low > share.whole.bounds.high
