"""R003: the actual value of a rate indicator agrees with 指标测算."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.intervals import Agreement, Interval, agreement
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure, Missing, Reported
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, rate_cause
from jixiao.rules.rates.impossible_figures import follows_from_impossible
from jixiao.rules.rates.rate_slips import rate_slips
from jixiao.rules.rates.rates import is_ratio, places_of, unrounded_value, working


@rule(
    code="R003",
    title="完成值与指标测算一致",
    messages="{label}现为 {printed}，按“指标测算”（{working}）应为 {expected}{because}。",
    hint="请核对“基础数据”和完成值；基础数据无误的，改正完成值，得分也请一并核对。",
    basis="财预〔2013〕53号：比率类指标的完成值由基础数据计算",
)
def actual_agrees_with_measures(review: Review) -> Iterator[Outcome]:
    """Compare 完成值 with the rate computed from base figures; a bound such as ``>100%`` is compared as one."""
    form = review.form.indicators
    for row in form.rows if form else ():
        at = form.at("actual", row.row) if form else None
        rate = review.rate_of(row)
        measured_at = review.form.rates.get(rate.id) if rate else None
        computed = review.calculation.computed.get(measured_at) if measured_at else None
        stated = review.reported(at)
        if at is not None and computed is not None and stated not in (Missing.BLANK, Missing.NIL):
            yield from _compare(review, at, f"{named(row.name)}完成值", stated, computed)


def _compare(review: Review, at: CellRef, label: str, stated: Reported, computed: Computed) -> Iterator[Outcome]:
    typed = review.number(computed.live.at)
    measured = computed.value if isinstance(computed.value, Decimal) else typed  # R001 speaks of a wrong one
    readings = _readings(stated)
    if typed is Missing.ZERO_DENOMINATOR or stated is Missing.UNREADABLE or follows_from_impossible(review, computed):
        return  # R002, V002, C002 and F003 speak of it
    if not readings:
        yield NotChecked("R003", label, "填的不是百分数", at)
    elif not isinstance(measured, Decimal):
        yield NotChecked("R003", label, "“基础数据”没有填", at)
    elif not any(_agrees(figure, *right) for figure in readings for right in _rights(computed, measured, typed)):
        yield _finding(review, at, label, readings[0], measured, computed)


def _rights(computed: Computed, measured: Decimal, typed: object) -> Iterator[tuple[Decimal, Interval]]:
    """Each rate that an office may have in mind, with its bounds.

    The one that its unrounded base figures can have given; the one that 指标测算 prints, which may be rounded once
    more; and the one that was typed over that: R001 speaks of a wrong one.
    """
    places = places_of(computed) + 2
    if computed.interval is not None:
        yield measured, computed.interval
    yield measured, Interval.of_printed(measured, places)
    if isinstance(typed, Decimal):
        yield typed, Interval.of_printed(typed, places)


def _readings(stated: Reported) -> list[Figure]:
    """A percentage; a bare number may be a share or a percentage."""
    if not isinstance(stated, Figure) or stated.unit not in ("%", ""):
        return []
    share = replace(stated, value=stated.value.scaleb(-2, context=EXACT), decimals=stated.decimals + 2)
    return [stated] if stated.unit else [stated, share]


def _agrees(stated: Figure, right: Decimal, bounds: Interval) -> bool:
    return agreement(stated, right, bounds) is not Agreement.IMPOSSIBLE


def _finding(review: Review, at: CellRef, label: str, stated: Figure, measured: Decimal, computed: Computed) -> Finding:
    unrounded = unrounded_value(review, computed)
    right = unrounded if isinstance(unrounded, Decimal) else measured
    cause = rate_cause(stated, right, "", is_ratio(computed.live.formula), rate_slips(review, computed),
                       computed.interval)  # fmt: skip
    values = {"working": working(review, computed), "because": because(cause)}
    expected = format_percent(measured, places_of(computed))
    return Finding("R003", Severity.ERROR, at, label, review.printed(at), expected, cause, values=values)
