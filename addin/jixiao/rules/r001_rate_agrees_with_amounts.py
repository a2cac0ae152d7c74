"""R001: every stated rate agrees with the amounts it is computed from."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_percent, round_half_up
from jixiao.compute.review import Review
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import rate_cause
from jixiao.rules.rates import RATES, is_ratio, label_of, to_decimals, unit_of, working
from jixiao.rules.verdicts import Verdict, judge, why_unchecked


@rule(
    code="R001",
    title="比率与金额一致",
    messages={
        "": "{label}现为 {printed}，按 {working} 应为 {expected}，相差 {difference} 个百分点{because}{overwritten}。",
        "nothing": "{label}现为 {printed}，但所用金额都是“—”，不应有比率{overwritten}。",
    },
    hint="请核对金额；金额无误的，改为应有的比率，或清空此格后点“计算”由公式重算。",
    basis="执行率＝全年执行数÷全年预算数（公开表表头）；各项比率公式见“指标测算”所列依据",
)
def rate_agrees_with_amounts(review: Review) -> Iterator[Outcome]:
    """Compare stated rates with their amounts, with the precision they were printed in."""
    copied = _Copied(review)
    for computed, fact in review.stated(*RATES):
        if computed.value is Missing.ZERO_DENOMINATOR:
            continue  # R002 speaks of it
        outcome = judge(review, computed, fact)
        if outcome is Verdict.UNCHECKED and fact.reported is not Missing.UNREADABLE:
            reason = why_unchecked(computed, fact, "所用金额没有填全")
            yield NotChecked("R001", label_of(review, computed), reason, fact.at)
        elif outcome is Verdict.DISAGREES:
            yield _finding(review, computed, fact, copied)


def _finding(review: Review, computed: Computed, fact: Fact, copied: "_Copied") -> Finding:
    stated, label, overwritten = fact.reported, label_of(review, computed), review.overwritten(fact.at)
    if not isinstance(stated, Figure) or not isinstance(computed.value, Decimal):
        return Finding("R001", Severity.ERROR, fact.at, label, review.printed(fact.at), "—",
                       variant="nothing", values={"overwritten": overwritten})  # fmt: skip
    exact = to_decimals(review, computed, stated.decimals)
    right = exact if isinstance(exact, Decimal) else computed.value
    cause = rate_cause(stated, right, copied.from_line(computed, stated), is_ratio(computed.live.formula))
    shown = max(stated.decimals - 2, 0)
    values = {
        "working": working(review, computed),
        "difference": format_percent(abs(stated.value - right), max(shown, 2)).rstrip("%"),
        "because": f"，可能是{cause}" if cause else "",
        "overwritten": overwritten,
    }
    return Finding("R001", Severity.ERROR, fact.at, label, format_percent(stated.value, shown),
                   format_percent(right, max(shown, 2)), cause, values=values)  # fmt: skip


class _Copied:
    """Finds the line of the same table whose rate reads like a stated one."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._labels: dict[tuple[Kind, int], dict[Decimal, str]] = {}

    def from_line(self, computed: Computed, stated: Figure) -> str:
        """The label of the first such line, or ""; rates of 0 % and 100 % are too common to tell."""
        key = computed.live.kind, stated.decimals
        if key not in self._labels:
            self._labels[key] = dict(reversed([*self._rates(*key)]))
        return self._labels[key].get(round_half_up(stated.value, stated.decimals), "")

    def _rates(self, kind: Kind, decimals: int) -> Iterator[tuple[Decimal, str]]:
        for other in self._review.calculation.computed.values():
            if other.live.kind is kind and isinstance(other.value, Decimal) and other.value not in (0, 1):
                yield round_half_up(other.value, decimals), self._line(other)

    def _line(self, computed: Computed) -> str:
        fund = self._review.form.fund
        if computed.live.kind is Kind.FUND_RATE and fund is not None:
            line = fund.line_at(computed.live.at)
            return line.label if line else ""
        if computed.live.kind is Kind.SUMMARY_RATE:
            return unit_of(self._review, computed) or "合计"
        return computed.live.label
