"""Every stated figure that can be computed from others: what it could be, and the verdict on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.changes import growth
from jixiao.compute.intervals import Interval, agreement
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number, format_percent
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.form import named
from jixiao.read.facts import Fact, FactKind
from jixiao.rules.rates.rates import places_of
from jixiao.rules.second_look import second_look
from jixiao.rules.statements.growth import growth_rows, wrong_growth
from jixiao.rules.statements.stated_rows import Stated, StatedRow
from jixiao.rules.verdicts import Verdict, agreement_of, judge

_FIGURES = tuple(kind for kind in Kind if kind not in (Kind.GRADE, Kind.HEADING, Kind.RATE_INPUTS, Kind.POINTS_CHECK))
_PRECISE = 60


@dataclass(frozen=True)
class Comparison:
    """A stated figure beside what it was compared with: ``bounds`` is all that the latter can be.

    ``verdict`` is 一致, 舍入可解释 or 不可能, or 随另一处而不一致 where another cell is to blame.
    """

    at: CellRef
    label: str
    printed: str
    bounds: Interval
    verdict: str
    decimals: int
    is_share: bool

    @property
    def interval(self) -> str:
        """The bounds as they are written, rounded outwards: ``[97.25%, 97.35%)``; one number stands alone."""
        low, high = self._text(self.bounds.low, ROUND_FLOOR), self._text(self.bounds.high, ROUND_CEILING)
        if self.bounds.low == self.bounds.high:
            return self._text(self.bounds.low, None)
        return f"{'(' if self.bounds.low_open else '['}{low}, {high}{')' if self.bounds.high_open else ']'}"

    def _text(self, value: Decimal, way: str | None) -> str:
        if way is not None:
            value = value.quantize(Decimal(1).scaleb(-self.decimals - 2), context=Context(_PRECISE, way))
        return format_percent(value, max(self.decimals, 2)) if self.is_share else format_number(value)


def comparisons(review: Review) -> tuple[Comparison, ...]:
    """All comparisons, sheet by sheet from top to bottom."""
    looked_twice = replace(review, second=second_look(review))
    found = [*_live(looked_twice), *_actuals(looked_twice), *_text_figures(looked_twice)]
    sheets = {name: number for number, name in enumerate(review.book.sheets)}
    return tuple(sorted(found, key=lambda item: (sheets.get(item.at.sheet, 0), item.at)))


def _live(review: Review) -> Iterator[Comparison]:
    """Stated totals, points, scores and rates."""
    for computed, fact in review.stated(*_FIGURES):
        verdict = judge(review, computed, fact)
        found = agreement_of(computed, fact)
        if computed.interval is None or found is None or verdict is Verdict.UNCHECKED:
            continue
        said = verdict.value if verdict is Verdict.FOLLOWS else found.value
        yield _comparison(review, computed, fact, computed.interval, said)


def _comparison(review: Review, computed: Computed, fact: Fact, bounds: Interval, verdict: str) -> Comparison:
    decimals = fact.reported.decimals if isinstance(fact.reported, Figure) else 2
    is_share = fact.kind in (FactKind.RATE, FactKind.SHARE)
    return Comparison(fact.at, computed.live.label, review.printed(fact.at), bounds, verdict, decimals, is_share)


def _actuals(review: Review) -> Iterator[Comparison]:
    """Actual values beside the rates of 指标测算."""
    form = review.form.indicators
    for row in form.rows if form else ():
        at, rate = form.at("actual", row.row) if form else None, review.rate_of(row)
        place = review.form.rates.get(rate.id) if rate else None
        measured, stated = review.calculation.computed.get(place) if place else None, review.reported(at)
        if at and measured and isinstance(measured.value, Decimal) and isinstance(stated, Figure) and stated.unit:
            printed = Interval.of_printed(measured.value, places_of(measured) + 2)
            bounds = printed.hull(measured.interval) if measured.interval else printed
            verdict = agreement(stated, measured.value, bounds).value
            label, shown = f"{named(row.name)}完成值", review.printed(at)
            yield Comparison(at, label, shown, bounds, verdict, stated.decimals, is_share=True)


def _text_figures(review: Review) -> Iterator[Comparison]:
    """Changes and growth rates of the report's text."""
    for row in growth_rows(review):
        yield from _change(row)
        yield from _growth(row)


def _change(row: StatedRow) -> Iterator[Comparison]:
    if row.value and row.base and row.change:
        yield _of(
            row.change, f"{row.label}增减额", row.value.value - row.base.value, row.value.bounds - row.base.bounds
        )


def _growth(row: StatedRow) -> Iterator[Comparison]:
    wrong = wrong_growth(row)
    if wrong is not None:
        yield _of(wrong.percentage, f"{row.label}增减幅度", wrong.right, wrong.bounds, is_share=True)
    elif row.percentage and row.value and row.base and row.base.bounds.low > 0:
        point, bounds = row.value.value / row.base.value - 1, growth(row.value.bounds, row.base.bounds)
        yield _of(row.percentage, f"{row.label}增减幅度", point, bounds, is_share=True)


def _of(stated: Stated, label: str, point: Decimal, bounds: Interval, is_share: bool = False) -> Comparison:
    verdict = agreement(stated.figure, point, bounds).value
    return Comparison(stated.at, label, stated.text, bounds, verdict, stated.figure.decimals, is_share)
