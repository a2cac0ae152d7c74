"""S005: the score that the fund table gives for the execution rate is what the rate comes to."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number, format_percent
from jixiao.compute.review import Review
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import amount_cause, because
from jixiao.rules.verdicts import Verdict, judge, why_unchecked


@rule(
    code="S005",
    title="执行率得分与执行率一致",
    messages="{label}现为 {printed}，按执行率 {rate} 计算应为 {expected}，相差 {difference}{because}。",
    hint="请核对执行率和得分；执行率无误的，改正得分，或清空此格后点“重算”由公式算出。",
    basis="资金表的计分算式：财预〔2020〕10号自评表的执行率分值乘以执行率（以所用指标体系为准）",
)
def execution_score_follows_from_its_rate(review: Review) -> Iterator[Outcome]:
    """Compare a stated score with the framework's formula; anyone's own table may give points in another way."""
    for computed, fact in review.stated(Kind.FUND_SCORE):
        outcome = judge(review, computed, fact)
        if outcome is Verdict.UNCHECKED:
            reason = why_unchecked(computed, fact, "没有执行率")
            yield NotChecked("S005", computed.live.label, reason, fact.at)
        elif outcome is Verdict.DISAGREES and _is_possible(review, computed, fact):
            yield _finding(review, computed, fact)


def _is_possible(review: Review, computed: Computed, fact: Fact) -> bool:
    """Whether S001 has nothing to say of the score."""
    most, score = review.operand(computed, "points"), review.number(fact.at)
    return not isinstance(score, Decimal) or not isinstance(most, Decimal) or 0 <= score <= most


def _finding(review: Review, computed: Computed, fact: Fact) -> Finding:
    right = computed.value if isinstance(computed.value, Decimal) else Decimal(0)
    stated = fact.reported if isinstance(fact.reported, Figure) else Figure(Decimal(0), 0)
    cause, rate = amount_cause(stated, right, money=False), review.operand(computed, "execution_rate")
    values = {
        "rate": "—" if isinstance(rate, Missing) else format_percent(rate),
        "difference": format_number(abs(stated.value - right)),
        "because": because(cause),
        "overwritten": review.overwritten(fact.at),
    }
    severity = Severity.ERROR if review.form.ours else Severity.WARNING
    return Finding("S005", severity, fact.at, computed.live.label, review.printed(fact.at), format_number(right),
                   cause, values=values)  # fmt: skip
