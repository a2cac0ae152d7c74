"""U002: the total row of the 汇总表 is the sum of its rows."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import AMOUNTS, Kind
from jixiao.compute.numbers import format_amount, format_number, round_half_up
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.read.facts import Fact
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import Labelled, because, sum_cause
from jixiao.rules.verdicts import Verdict, judge, why_unchecked


@rule(
    code="U002",
    title="汇总表合计等于各行之和",
    messages={
        "": "{label}现为 {printed}，各行之和为 {expected}，相差 {difference}{because}。",
        "score": "{label}现为 {printed}，按全年预算数加权平均为 {expected}；口径不同的请注明。",
    },
    hint="请核对各行和合计；各行无误的，改正合计，或清空此格后点“重算”由公式算出。",
    basis="公开表注：合计按各行相加；执行率由合计数重新计算，不取平均",
)
def summary_totals_add_up(review: Review) -> Iterator[Outcome]:
    """Stated totals against the rows; the total score, whose 口径 is local, only as a warning."""
    if review.form.summary is not None and review.form.summary.table.total is None:
        yield NotChecked("U002", "汇总表合计", "没有合计行，或表中另有小计")
    for computed, fact in review.stated(Kind.SUMMARY_TOTAL, Kind.SUMMARY_SCORE):
        outcome = judge(review, computed, fact)
        if outcome is Verdict.UNCHECKED:
            yield NotChecked("U002", computed.live.label, why_unchecked(computed, fact, "各行没有填全"), fact.at)
        elif outcome is Verdict.DISAGREES and not (_is_score(computed) and _is_plain_mean(review, fact)):
            yield _finding(review, computed, fact)


def _is_score(computed: Computed) -> bool:
    return computed.live.kind is Kind.SUMMARY_SCORE


def _is_plain_mean(review: Review, fact: Fact) -> bool:
    """Whether the total score is the plain mean of the rows' scores: another 口径 that offices use."""
    summary = review.form.summary
    scores = [review.number(summary.table.at("self_score", row)) for row, _ in review.listed_names()] if summary else []
    numbers = [score for score in scores if isinstance(score, Decimal)]
    if not isinstance(fact.reported, Figure) or not numbers or len(numbers) < len(scores):
        return False
    mean = sum(numbers, Decimal(0)) / len(numbers)
    decimals = max(fact.reported.decimals, 1)
    return round_half_up(mean, decimals) == round_half_up(fact.reported.value, decimals)


def _finding(review: Review, computed: Computed, fact: Fact) -> Finding:
    right = computed.value if isinstance(computed.value, Decimal) else Decimal(0)
    stated = fact.reported if isinstance(fact.reported, Figure) else Figure(Decimal(0), 2)
    label, printed, overwritten = computed.live.label, review.printed(fact.at), review.overwritten(fact.at)
    if _is_score(computed):
        return Finding("U002", Severity.WARNING, fact.at, label, printed, format_number(right),
                       variant="score", values={"overwritten": overwritten})  # fmt: skip
    cause = sum_cause(stated, right, _rows(review, computed.live.subject), _columns(review, fact.at),
                      bounds=computed.interval)  # fmt: skip
    values = {
        "difference": format_amount(abs(stated.value - right)),
        "because": because(cause),
        "overwritten": overwritten,
    }
    return Finding("U002", Severity.ERROR, fact.at, label, printed, format_amount(right), cause, values=values)


def _rows(review: Review, role: str) -> Iterator[tuple[str, Decimal]]:
    summary = review.form.summary
    for row, name in review.listed_names() if summary else ():
        value = review.number(summary.table.at(role, row)) if summary else None
        if isinstance(value, Decimal):
            yield name, value


def _columns(review: Review, at: CellRef) -> Iterator[Labelled]:
    """The other totals of the row, which may have been copied."""
    summary = review.form.summary
    headings = review.framework.summary.columns if summary else {}
    for role in AMOUNTS if summary else ():
        place = summary.table.at(role, at.row) if summary else None
        value = review.number(place)
        if place != at and isinstance(value, Decimal):
            yield Labelled(headings[role][0], value)
