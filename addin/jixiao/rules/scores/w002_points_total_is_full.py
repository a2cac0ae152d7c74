"""W002: the points of all indicators make the full score."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live import is_scored_elsewhere
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, sum_cause
from jixiao.rules.scores.points_tree import Misfit, PointsTree, fund_score_of, points_cause, points_tree
from jixiao.rules.verdicts import Verdict, judge

_NEAR = 10
"""In anyone's table a sum this close to the usual full score was meant to be it; 90 or 110 is another system."""


@rule(
    code="W002",
    title="分值合计为满分",
    messages={
        "": "全部指标分值之和为 {printed}，应为 {expected}，相差 {difference}。",
        "row": "{label}分值现为 {printed}，按满分 {full} 减去其余各项应为 {expected}（与得分相同）{because}。",
        "stated": "{label}现为 {printed}，各项分值之和为 {expected}，相差 {difference}{because}。",
    },
    hint="请核对各项指标的分值，使合计等于满分。",
    basis="公开表总分 100 分（以所用指标体系为准）",
)
def points_total_is_full(review: Review) -> Iterator[Outcome]:
    """The sum of points against the full score, and a stated total against the sum."""
    tree, form = points_tree(review), review.form.indicators
    if tree is None or form is None:
        return
    if is_scored_elsewhere(review.form, review.framework):
        yield NotChecked("W002", "总分“分值”", "资金表里另有分值，没有一并相加", None)
    for computed in review.calculation.computed.values():
        if computed.live.kind is Kind.POINTS_TOTAL:
            yield from _total(review, tree, computed)


def _total(review: Review, tree: PointsTree, computed: Computed) -> Iterator[Outcome]:
    at, total, full = computed.live.at, computed.value, review.framework.indicators.total_points
    if computed.unreported or not isinstance(total, Decimal) or tree.has_unknown:
        yield NotChecked("W002", computed.live.label, "有指标没有填分值", at)
        return
    fact = review.calculation.stated.get(at)
    misfit = tree.misfit_of_all
    if misfit is not None and (fact is None or (isinstance(fact.reported, Figure) and fact.reported.value == full)):
        severity = Severity.ERROR if review.form.ours or fact is not None else Severity.WARNING
        yield replace(_of_row(review, misfit, full), severity=severity)
        return
    explained = bool(tree.off_law or tree.faults)  # a sum that is off below one heading is reported there only
    if fact is not None and isinstance(fact.reported, Figure) and judge(review, computed, fact) is Verdict.DISAGREES:
        if not (explained and fact.reported.value == full):
            cause = sum_cause(fact.reported, total, _points(review), money=False)
            yield _finding(review, computed, "stated", fact.reported.value, total, cause)
    elif total != full and not explained:
        if review.form.ours or abs(total - full) < _NEAR:
            severity = Severity.ERROR if review.form.ours else Severity.WARNING
            yield replace(_finding(review, computed, "", total, full), severity=severity)
        else:
            yield NotChecked("W002", computed.live.label, f"分值合计是 {format_number(total)}，满分由各地规定", at)


def _points(review: Review) -> Iterator[tuple[str, Decimal]]:
    form = review.form.indicators
    for row in form.rows if form else ():
        points = review.number(form.at("points", row.row)) if form else None
        if isinstance(points, Decimal):
            yield row.name, points
    yield from filter(None, [fund_score_of(review, "points")])


def _of_row(review: Review, misfit: Misfit, full: Decimal) -> Finding:
    cause = points_cause(review, misfit)
    values = {"full": format_number(full), "because": because(cause)}
    return Finding("W002", Severity.ERROR, misfit.at, named(misfit.row.name), review.printed(misfit.at),
                   format_number(misfit.right), cause, "row", values)  # fmt: skip


def _finding(
    review: Review, computed: Computed, variant: str, printed: Decimal, expected: Decimal, cause: str = ""
) -> Finding:
    at = computed.live.at
    values = {
        "difference": format_number(abs(printed - expected)),
        "because": because(cause),
        "overwritten": review.overwritten(at),
    }
    return Finding("W002", Severity.ERROR, at, computed.live.label, format_number(printed), format_number(expected),
                   cause, variant, values)  # fmt: skip
