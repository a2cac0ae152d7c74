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
from jixiao.rules.causes import because, rate_cause
from jixiao.rules.rates.impossible_figures import follows_from_impossible
from jixiao.rules.rates.rate_slips import line_label, rate_slips
from jixiao.rules.rates.rates import RATES, is_ratio, label_of, to_decimals, unrounded_value, working
from jixiao.rules.verdicts import Verdict, judge, why_unchecked


@rule(
    code="R001",
    title="比率与金额一致",
    messages={
        "": "{label}现为 {printed}，按 {working} 应为 {expected}，相差 {difference} 个百分点{because}。",
        "nothing": "{label}现为 {printed}，但所用金额都是“—”，不应有比率。",
    },
    hint="请核对金额；金额无误的，改为应有的比率，或清空此格后点“重算”由公式重算。",
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
        elif outcome is Verdict.DISAGREES and not follows_from_impossible(review, computed):
            yield _finding(review, computed, fact, copied)


def _finding(review: Review, computed: Computed, fact: Fact, copied: "_Copied") -> Finding:
    stated, label, overwritten = fact.reported, label_of(review, computed), review.overwritten(fact.at)
    if not isinstance(stated, Figure) or not isinstance(computed.value, Decimal):
        return Finding("R001", Severity.ERROR, fact.at, label, review.printed(fact.at), "—",
                       variant="nothing", values={"overwritten": overwritten})  # fmt: skip
    exact = to_decimals(review, computed, stated.decimals)
    right = exact if isinstance(exact, Decimal) else computed.value
    cause = _cause(review, computed, stated, right, copied)
    shown = max(stated.decimals - 2, 0)
    values = {
        "working": working(review, computed),
        "difference": format_percent(abs(stated.value - right), max(shown, 2)).rstrip("%"),
        "because": because(cause),
        "overwritten": overwritten,
    }
    return Finding("R001", Severity.ERROR, fact.at, label, format_percent(stated.value, shown),
                   format_percent(right, max(shown, 2)), cause, values=values)  # fmt: skip


def _cause(review: Review, computed: Computed, stated: Figure, right: Decimal, copied: "_Copied") -> str:
    unrounded = unrounded_value(review, computed)
    return rate_cause(
        stated,
        unrounded if isinstance(unrounded, Decimal) else right,
        copied.from_line(computed, stated),
        is_ratio(computed.live.formula),
        rate_slips(review, computed),
        computed.interval,
    )


class _Copied:
    """Finds the line of the same table whose rate reads like a stated one."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._lines: dict[tuple[Kind, int], dict[Decimal, list[Computed]]] = {}

    def from_line(self, computed: Computed, stated: Figure) -> str:
        """The label of the first such line, or ""; rates of 0 % and 100 % are too common to tell."""
        key = computed.live.kind, stated.decimals
        if key not in self._lines:
            self._lines[key] = self._by_rate(*key)
        alike = self._lines[key].get(round_half_up(stated.value, stated.decimals), [])
        line = next((line for line in alike if line.live.at != computed.live.at), None)
        return line_label(self._review, line) if line else ""

    def _by_rate(self, kind: Kind, decimals: int) -> dict[Decimal, list[Computed]]:
        """The lines by the rate that they should state, and by the one that they do."""
        found: dict[Decimal, list[Computed]] = {}
        for line in self._review.calculation.computed.values():
            for rate in (line.value, self._review.number(line.live.at)) if line.live.kind is kind else ():
                if isinstance(rate, Decimal) and rate not in (0, 1):
                    found.setdefault(round_half_up(rate, decimals), []).append(line)
        return found
