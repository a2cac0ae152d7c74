"""The points of the scoring table along its tree: sums below each heading, and which row does not fit."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, takewhile

from jixiao.compute.live import is_scored_elsewhere
from jixiao.compute.live_scores import fund_score_place
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure, Missing
from jixiao.model.form import IndicatorForm, IndicatorGroup, IndicatorRow
from jixiao.rules.causes import amount_cause, slip

_MOST_SHARED = 6
"""So many first-level headings may have their points printed together."""


@dataclass(frozen=True)
class Misfit:
    """A row whose points are to blame, and the points it should have."""

    row: IndicatorRow
    at: CellRef
    right: Decimal


@dataclass(frozen=True)
class PointsBelow:
    """What the rows below one heading add up to; ``known`` where every named indicator has points."""

    group: IndicatorGroup
    cells: tuple[CellRef, ...]
    total: Decimal
    known: bool

    @property
    def is_off(self) -> bool:
        """Whether the sum is known and differs from the points stated for the heading."""
        return self.known and self.group.points is not None and self.total != self.group.points


class PointsTree:
    """Sums over runs of rows, each in the time of a look-up."""

    def __init__(self, review: Review, form: IndicatorForm) -> None:
        self._review, self._form = review, form
        self._rows = [row.row for row in form.rows]
        self._places = [form.at("points", row.row) for row in form.rows]
        numbers = [review.number(at) for at in self._places]
        self._is_number = [isinstance(number, Decimal) for number in numbers]
        values = (number if isinstance(number, Decimal) else Decimal(0) for number in numbers)
        self._sums = [Decimal(0), *accumulate(values)]
        unknown = (_is_unknown(row, number) for row, number in zip(form.rows, numbers, strict=True))
        self._unknown = [0, *accumulate(unknown)]

    def _slice(self, group: IndicatorGroup) -> tuple[int, int]:
        return bisect_left(self._rows, group.first), bisect_right(self._rows, group.last)

    def below(self, group: IndicatorGroup) -> PointsBelow:
        """The sum of the rows that a heading spans, or all headings that its points are printed for together."""
        return self._sum(self._shared.get(group.points_at, group) if group.level == 1 else group)

    def _sum(self, group: IndicatorGroup) -> PointsBelow:
        start, end = self._slice(group)
        cells = tuple(at for place in range(start, end) if self._is_number[place] and (at := self._places[place]))
        known = bool(cells) and self._unknown[end] == self._unknown[start]
        return PointsBelow(group, cells, self._sums[end] - self._sums[start], known)

    @cached_property
    def _shared(self) -> Mapping[CellRef, IndicatorGroup]:
        """First-level headings of anyone's table whose points stand once for them and the next (40 for 20 and 20)."""
        if self._review.form.ours:
            return {}
        firsts = [group for group in self._form.groups if group.level == 1]
        after = (firsts[place + 1 : place + _MOST_SHARED] for place in range(len(firsts)))
        wide = ((group, self._together(group, others)) for group, others in zip(firsts, after, strict=True))
        return {group.points_at: found for group, found in wide if found}

    def _together(self, group: IndicatorGroup, after: Sequence[IndicatorGroup]) -> IndicatorGroup | None:
        """A heading and those after it without points of their own: by a merged cell, or because the sum says so."""
        open_after = [*takewhile(lambda other: other.points is None, after)] if group.points is not None else []
        merged = [other for other in open_after if self._review.merged_into.get(other.points_at) == group.points_at]
        if merged:
            return _wide(group, merged)
        tries = (_wide(group, open_after[:count]) for count in range(1, len(open_after) + 1))
        return next((wide for wide in tries if not self._sum(wide).is_off), None) if self._sum(group).is_off else None

    @cached_property
    def has_unknown(self) -> bool:
        """Whether some heading with points has indicators below it that nobody gave points yet."""
        return any(group.points is not None and not self.below(group).known for group in self._form.groups)

    @cached_property
    def off_law(self) -> tuple[Misfit, ...]:
        """Fixed indicators whose points are not those of the framework (in workbooks of ours only)."""
        if not self._review.form.ours:
            return ()
        law = {
            (level.name, group.name, item.name): item.points
            for level in self._review.framework.levels
            for group in level.groups
            for item in group.indicators
        }
        found = []
        for row, at in zip(self._form.rows, self._places, strict=True):
            right, points = law.get((row.level1, row.level2, row.name)), self._review.number(at)
            if at and right is not None and isinstance(points, Decimal) and points != right:
                found.append(Misfit(row, at, right))
        return tuple(found)

    @cached_property
    def faults(self) -> tuple[PointsBelow, ...]:
        """Headings whose rows do not add up, without those that hold a misfit or a heading that is off or open."""
        blamed = [misfit.row.row for misfit in self.off_law]
        seconds = [self.below(group) for group in self._form.groups if group.level == 2]
        off = [below for below in seconds if below.is_off and not _any_within(blamed, below.group)]
        open_points = (below for below in seconds if below.group.points is not None and not below.known)
        inner = sorted([*blamed, *(below.group.first for below in (*off, *open_points))])
        firsts = (self.below(group) for group in self._form.groups if group.level == 1)
        return (*off, *(below for below in firsts if below.is_off and not _any_within(inner, below.group)))

    @property
    def unknown(self) -> Iterator[PointsBelow]:
        """Headings with points whose rows do not all have points yet."""
        for group in self._form.groups:
            if group.points is not None and not (below := self.below(group)).known:
                yield below

    def misfit(self, below: PointsBelow) -> Misfit | None:
        """The one row below a heading that is off whose points, put right, equal its score or look like a slip."""
        start, end = self._slice(below.group)
        difference = below.total - (below.group.points or Decimal(0))
        found = []
        for place in range(start, end) if below.group.level == 2 else ():
            row, at = self._form.rows[place], self._places[place]
            points = self._review.number(at)
            right = points - difference if isinstance(points, Decimal) else Decimal(0)
            if at and isinstance(points, Decimal) and right > 0 and self._speaks_for(row, points, right):
                found.append(Misfit(row, at, right))
        return found[0] if len(found) == 1 else None

    @cached_property
    def misfit_of_all(self) -> Misfit | None:
        """Where no heading tells: the one row whose points, put right, make the full score and equal its score."""
        elsewhere, full = fund_score_of(self._review, "points"), self._review.framework.indicators.total_points
        difference = self._sums[-1] + (elsewhere[1] if elsewhere else 0) - full
        strange = is_scored_elsewhere(self._review.form, self._review.framework)
        told = self.off_law or self.faults or self._unknown[-1] or strange
        found = []
        for row, at in zip(self._form.rows, self._places, strict=True) if difference and not told else ():
            points, score = self._review.number(at), self._review.number(self._form.at("score", row.row))
            right = points - difference if isinstance(points, Decimal) else Decimal(0)
            if at and right > 0 and score == right:
                found.append(Misfit(row, at, right))
        return found[0] if len(found) == 1 else None

    def _speaks_for(self, row: IndicatorRow, points: Decimal, right: Decimal) -> bool:
        score = self._review.number(self._form.at("score", row.row))
        return (score == right and score != points) or bool(slip(Figure(points, decimals_of(points)), right))


def _wide(group: IndicatorGroup, others: Sequence[IndicatorGroup]) -> IndicatorGroup:
    """A heading together with those that follow it."""
    return replace(group, name="、".join([group.name, *(other.name for other in others)]), last=others[-1].last)


def points_cause(review: Review, misfit: Misfit) -> str:
    """How the points of a row may have come to be wrong, in words, or ""."""
    points = review.number(misfit.at)
    if not isinstance(points, Decimal):
        return ""
    return amount_cause(Figure(points, decimals_of(points)), misfit.right, money=False)


def fund_score_of(review: Review, role: str) -> tuple[str, Decimal] | None:
    """The ``points`` or ``score`` that the fund table adds to the total, with its name; None where it adds none."""
    at, law = fund_score_place(review.form, review.framework, role), review.framework.fund
    value = review.number(at)
    return (f"{law.columns['execution_rate'][0]}得分", value) if law and isinstance(value, Decimal) else None


def points_tree(review: Review) -> PointsTree | None:
    """The tree of a workbook's scoring table, if it has points."""
    form = review.form.indicators
    return None if form is None or "points" not in form.table.columns else PointsTree(review, form)


def _is_unknown(row: IndicatorRow, number: Decimal | Missing) -> bool:
    if isinstance(number, Decimal) or number is Missing.NIL:
        return False
    return bool(row.name) or number is not Missing.BLANK


def _any_within(rows: list[int], group: IndicatorGroup) -> bool:
    place = bisect_left(rows, group.first)
    return place < len(rows) and rows[place] <= group.last
