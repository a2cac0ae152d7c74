"""S002: the total score is the sum of the indicators' scores."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live import is_scored_elsewhere
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, sum_cause
from jixiao.rules.scores.points_tree import fund_score_of
from jixiao.rules.scores.possible_totals import possible_totals
from jixiao.rules.verdicts import Verdict, judge, why_unchecked, why_unverified

_FEW = 3
"""With more impossible scores than these, any total could be explained."""


@rule(
    code="S002",
    title="总得分等于各项得分之和",
    messages="{label}现为 {printed}，各项得分之和为 {expected}，相差 {difference}{because}。",
    hint="请核对各项得分和总分；各项无误的，改正总分，或清空此格后点“重算”由公式相加。",
    basis="公开表“总分”行：得分逐级相加",
)
def scores_add_up(review: Review) -> Iterator[Outcome]:
    """Compare a stated total score with the sum of the scores."""
    if review.form.indicators is not None and is_scored_elsewhere(review.form, review.framework):
        yield NotChecked("S002", "总分“得分”", "资金表里另有得分，没有一并相加", None)
    for computed, fact in review.stated(Kind.SCORE_TOTAL):
        outcome = judge(review, computed, fact)
        if outcome is Verdict.UNCHECKED:
            reason = why_unchecked(computed, fact, f"无法核实：{why_unverified(review, computed)}")
            yield NotChecked("S002", computed.live.label, reason, fact.at)
        elif outcome is Verdict.DISAGREES and not _is_possible(review, computed, fact):
            yield _finding(review, computed, fact)


def _is_possible(review: Review, computed: Computed, fact: Fact) -> bool:
    """Whether the total would be right, were the few scores that S001 finds what they may have been meant to be."""
    totals = possible_totals(review, computed.value)
    if totals is None or totals.count > _FEW or not isinstance(fact.reported, Figure):
        return False
    return fact.reported.value in totals


def _finding(review: Review, computed: Computed, fact: Fact) -> Finding:
    right = computed.value if isinstance(computed.value, Decimal) else Decimal(0)
    stated = fact.reported if isinstance(fact.reported, Figure) else Figure(Decimal(0), 0)
    cause = sum_cause(stated, right, _scores(review), money=False)
    values = {
        "difference": format_number(abs(stated.value - right)),
        "because": because(cause),
        "overwritten": review.overwritten(fact.at),
    }
    return Finding("S002", Severity.ERROR, fact.at, computed.live.label, review.printed(fact.at), format_number(right),
                   cause, values=values)  # fmt: skip


def _scores(review: Review) -> Iterator[tuple[str, Decimal]]:
    form = review.form.indicators
    for row in form.rows if form else ():
        score = review.number(form.at("score", row.row)) if form else None
        if isinstance(score, Decimal):
            yield row.name, score
    yield from filter(None, [fund_score_of(review, "score")])
