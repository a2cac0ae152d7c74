"""P001: full points stand only where the target is met."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.scores.replayed_scores import Replay, replay, score_by_total
from jixiao.rules.targets.target_rows import TargetRow, contradicts_measure, points_of, quoted, score_of, target_rows


@rule(
    code="P001",
    title="得满分的达到了目标",
    messages={
        "": "{label}指标值是{target}，完成{actual}，没有达到，却得了满分 {printed} 分，请核实。",
        "total": "{label}指标值是{target}，完成{actual}，没有达到，得分现为满分 {printed}，由总分推算应为 {expected}。",
        "sure": "{label}指标值是{target}，完成{actual}，没有达到，得分现为满分 {printed}，按计分办法应为 {expected}。",
    },
    hint="请核对完成值、指标值和得分；没有达到的按计分办法扣分，并在偏差原因中说明。",
    basis="财预〔2020〕10号：完成目标的得满分，没有完成的按比例或办法扣分",
)
def full_points_where_target_is_met(review: Review) -> Iterator[Outcome]:
    """A missed target with full points: an error where the scoring rule leaves no other score."""
    for each in target_rows(review):
        points = points_of(review, each.row)
        full = points is not None and points > 0 and score_of(review, each.row) == points
        if full and each.found.met is False and each.found.sure and not contradicts_measure(each):
            yield _finding(review, each, replay(review, each.row), points or Decimal(0))


def _finding(review: Review, each: TargetRow, replayed: Replay | None, points: Decimal) -> Finding:
    form = review.form.indicators
    at = form.at("score", each.row.row) if form else None
    severity, expected, variant = Severity.WARNING, "", ""
    by_total = score_by_total(review, points)
    if replayed is not None and replayed.excludes(points):
        severity, expected, variant = Severity.ERROR, replayed.words, "sure"
    elif by_total is not None and 0 <= by_total < points:
        expected, variant = format_number(by_total), "total"
    return Finding("P001", severity, at or each.actual_at, each.label, format_number(points), expected,
                   variant=variant, values=quoted(each))  # fmt: skip
