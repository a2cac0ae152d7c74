"""S004: where the scoring rule leaves only one score, that is the score."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorRow
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.replayed_scores import Replay, replay
from jixiao.rules.target_rows import TargetRow, contradicts_measure, label_of, points_of, score_of, target_row


@rule(
    code="S004",
    title="得分与计分办法一致",
    messages={
        "": "{label}得分现为 {printed}，按计分办法应为 {expected}（{working}）。",
        "range": "{label}得分现为 {printed}，按计分办法应在 {expected} 之间，请核实。",
    },
    hint="请核对完成值和得分；计分办法选错的，改正计分办法；得分取整的，在说明中写明。",
    basis="指标体系规定或单位选定的计分办法",
)
def score_follows_from_its_rule(review: Review) -> Iterator[Outcome]:
    """Work each score out again by proportion, full or nothing, deductions, steps, points of assessment or counts.

    An error where no rounding explains the difference, a warning where only rounding to whole or half points does.
    """
    form = review.form.indicators
    for row in form.rows if form else ():
        score, replayed = score_of(review, row), replay(review, row) if row.name else None
        if score is None or replayed is None or not replayed.disagrees(score):
            continue
        if _is_possible(review, row, score) and not _is_told_otherwise(target_row(review, row), score):
            yield _finding(review, row, score, replayed)


def _is_told_otherwise(each: TargetRow | None, score: Decimal) -> bool:
    """Whether P001 or R003 speaks of the row already."""
    if each is None:
        return False
    missed = each.found.met is False and each.found.sure
    return (missed and score == points_of(each.review, each.row)) or contradicts_measure(each)


def _is_possible(review: Review, row: IndicatorRow, score: Decimal) -> bool:
    """Whether S001 has nothing to say of it."""
    points = points_of(review, row)
    return points is not None and review.least_score(row) <= score <= points


def _finding(review: Review, row: IndicatorRow, score: Decimal, replayed: Replay) -> Finding:
    form = review.form.indicators
    at = form.at("score", row.row) if form else None
    assert at is not None
    working = replayed.derivation if len(replayed.derivation) <= _LONGEST_WORKING else _BY_RULE
    return Finding("S004", Severity.ERROR if replayed.excludes(score) else Severity.WARNING, at, label_of(row),
                   format_number(score), replayed.words, variant="range" if replayed.score is None else "",
                   values={"working": working})  # fmt: skip


_LONGEST_WORKING = 36
_BY_RULE = "按所列指标值、完成值计算"
