"""Does a stated figure agree with what its formula gives? One answer, shared by all rules that compare."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from jixiao.compute.calculate import Computed, Result
from jixiao.compute.intervals import Agreement, Interval, agreement
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import round_half_up
from jixiao.compute.review import Review
from jixiao.model.decimals import EXACT as PRECISE
from jixiao.model.figures import Figure, Missing, Text
from jixiao.read.facts import Fact, FactKind
from jixiao.read.values import read_share

EXACT = (Kind.POINTS_TOTAL, Kind.SCORE_TOTAL)
"""Points are counts, not roundings: their sums must be exact."""

_PLACES_SHOWN = 5

_OF_SUMMARY = (Kind.SUMMARY_TOTAL, Kind.SUMMARY_RATE, Kind.SUMMARY_SCORE)
_UNKNOWN = (Missing.BLANK, Missing.UNREADABLE, Missing.NOT_COMPUTED)


class Verdict(Enum):
    """What can be said of a stated figure. ``FOLLOWS``: it would agree, were another cell right."""

    AGREES = "一致"
    DISAGREES = "不一致"
    FOLLOWS = "随另一处而不一致"
    UNCHECKED = "未查"


def verdict(computed: Computed, fact: Fact) -> Verdict:
    """Compare a stated cell with its formula's result; a difference that rounding explains is agreement."""
    point, _ = _result(computed)
    if computed.unreported or point in _UNKNOWN:
        return Verdict.UNCHECKED
    if isinstance(point, Missing):
        return _beside_nothing(fact)
    if isinstance(point, str):
        agrees = isinstance(fact.reported, Text) and fact.reported.text == point
        return Verdict.AGREES if agrees else Verdict.DISAGREES
    if not isinstance(point, Decimal):
        return Verdict.UNCHECKED
    if fact.reported is Missing.NIL and not point:
        return Verdict.AGREES
    found = agreement_of(computed, fact)
    if found is None:
        return Verdict.UNCHECKED
    return Verdict.DISAGREES if found is Agreement.IMPOSSIBLE else Verdict.AGREES


def agreement_of(computed: Computed, fact: Fact) -> Agreement | None:
    """How a stated figure stands to the computed one, in the reading that agrees best; None where there are not two."""
    point, interval = _result(computed)
    if not isinstance(point, Decimal):
        return None
    found = {_agreement(computed, stated, point, interval) for stated in _readings(fact)}
    return next((kind for kind in Agreement if kind in found), None)


def judge(review: Review, computed: Computed, fact: Fact) -> Verdict:
    """The verdict on a stated cell, with a second look at what it would be without the errors of other cells."""
    first = verdict(of_named_rows(review, computed), fact)
    again = review.second.calculation.computed.get(fact.at) if review.second else None
    if first is Verdict.DISAGREES and again is not None:
        return Verdict.FOLLOWS if verdict(of_named_rows(review, again), fact) is Verdict.AGREES else first
    return first


def of_named_rows(review: Review, computed: Computed) -> Computed:
    """In a 汇总表, blank rows that wait for a unit are no missing parts of the total."""
    if computed.live.kind not in _OF_SUMMARY or not computed.unreported:
        return computed
    rows = {row for row, _ in review.listed_names()}
    missing = tuple(cell for cell in computed.unreported if cell.row in rows)
    return replace(computed, unreported=missing) if rows else computed


def why_unchecked(computed: Computed, fact: Fact, usual: str) -> str:
    """Why there is no verdict, as a clause; ``usual`` is the reason where parts are not filled in."""
    if fact.reported is Missing.NOT_COMPUTED:
        return "此格的公式还没有结果，请先用 Excel 打开并保存"
    if fact.reported is Missing.UNREADABLE or computed.value is Missing.UNREADABLE:
        return "此格或所用的格里不是数字"
    if isinstance(fact.reported, Missing) and not computed.unreported and computed.value not in _UNKNOWN:
        return f"此格填的是“{fact.cell.value}”"
    return usual


def why_unverified(review: Review, computed: Computed) -> str:
    """Which scores a total still lacks, counted and placed: ``有 2 项得分没有填（I27、I28）``."""
    lacking = computed.unreported
    if not lacking:
        return "没有可以相加的得分"
    blank = all(review.reported(at) is Missing.BLANK for at in lacking)
    places = "、".join(at.a1 for at in lacking[:_PLACES_SHOWN]) + (" 等" if len(lacking) > _PLACES_SHOWN else "")
    return f"有 {len(lacking)} 项得分没有{'填' if blank else '填或没有算出'}（{places}）"


def _result(computed: Computed) -> tuple[Result, Interval | None]:
    """The formula's result; a sum of nothing but nil marks is 0."""
    if computed.value is Missing.BLANK and computed.live.parts and not computed.unreported:
        return Decimal(0), Interval.exact(Decimal(0))
    return computed.value, computed.interval


def _beside_nothing(fact: Fact) -> Verdict:
    """A stated cell where the formula has no number: only another sign for nothing, or 0, fits."""
    if isinstance(fact.reported, Figure):
        return Verdict.DISAGREES if fact.reported.value else Verdict.AGREES
    agrees = fact.reported in (Missing.NIL, Missing.ZERO_DENOMINATOR)
    return Verdict.AGREES if agrees else Verdict.UNCHECKED


def _readings(fact: Fact) -> Iterator[Figure]:
    """The figure; a rate without a percent sign may be a share or a percentage, and either may be right."""
    if not isinstance(fact.reported, Figure):
        return
    yield fact.reported
    plain = read_share(fact.cell) if fact.kind is FactKind.RATE else None
    if isinstance(plain, Figure) and not plain.unit:
        yield plain
        yield replace(plain, value=plain.value.scaleb(-2, context=PRECISE), decimals=plain.decimals + 2)


def _agreement(computed: Computed, stated: Figure, point: Decimal, interval: Interval | None) -> Agreement:
    if computed.live.kind in EXACT:
        is_same = round_half_up(stated.value, 2) == round_half_up(point, 2)
        return Agreement.CONSISTENT if is_same else Agreement.IMPOSSIBLE
    return agreement(stated, point, interval)
