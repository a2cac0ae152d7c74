"""T002: what stands over a formula of the template is known, and nothing stands over a check."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.formula import shown
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number, format_percent
from jixiao.compute.review import Review
from jixiao.model.figures import Missing
from jixiao.model.findings import Finding, Severity
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.rates.rates import RATES, places_of
from jixiao.rules.verdicts import Verdict, judge

_HELPERS = (Kind.FUND_CHECK, Kind.POINTS_CHECK, Kind.SUBTOTAL)
"""Cells off the paper that no other rule compares."""

_LEFT_OUT = (Kind.HEADING, Kind.RATE_INPUTS, *_HELPERS)


@rule(
    code="T002",
    title="公式格仍是公式",
    messages={
        "": "{label}填的数与公式结果一致；此后改动所用的数，这里不会自动更新。",
        "nil": "{label}填的是“{printed}”，公式结果是 {expected}；“—”只用于没有这一项（此格原为公式）。",
        "helper": "{label}原由公式核对，现被填成“{printed}”，公式结果是“{expected}”。",
    },
    hint="想恢复自动计算的，清空这些格子后点“重算”。",
    basis="填报说明：公开的数可以填在公式格里，与公式不一致的另作错误列出",
)
def formula_is_kept(review: Review) -> Iterator[Outcome]:
    """Figures typed over formulas of the template: one that agrees is good to know, no more."""
    if not review.form.ours:
        return
    for computed, fact in review.stated(*(kind for kind in Kind if kind not in _LEFT_OUT)):
        if fact.cell.formula is None:
            yield from _over_result(review, computed, fact)
    for at, computed in review.calculation.computed.items():
        typed = review.book.cell(at)
        if computed.live.kind in _HELPERS and typed.formula is None and typed.value not in (None, ""):
            expected, printed = _shown(computed), review.printed(at)
            if printed != expected:
                yield Finding("T002", Severity.WARNING, at, computed.live.label, printed, expected,
                              variant="helper")  # fmt: skip


def _over_result(review: Review, computed: Computed, fact: Fact) -> Iterator[Finding]:
    printed = review.printed(fact.at)
    outcome = judge(review, computed, fact)
    if outcome is Verdict.AGREES:
        yield Finding("T002", Severity.INFO, fact.at, computed.live.label, printed, printed, group="overwritten")
    elif outcome is Verdict.UNCHECKED and _is_nil_over_figure(computed, fact):
        yield Finding("T002", Severity.ERROR, fact.at, computed.live.label, printed, _shown(computed), variant="nil")


def _is_nil_over_figure(computed: Computed, fact: Fact) -> bool:
    """Whether a sign for nothing was typed where the formula has a figure (F001 speaks of the fund total)."""
    nothing = fact.reported in (Missing.NIL, Missing.ZERO_DENOMINATOR)
    figure = isinstance(computed.value, Decimal) and not computed.unreported
    return nothing and figure and computed.live.kind is not Kind.FUND_TOTAL


def _shown(computed: Computed) -> str:
    value = shown(computed.value)
    if isinstance(value, Decimal):
        return format_percent(value, places_of(computed)) if computed.live.kind in RATES else format_number(value)
    return str(value)
