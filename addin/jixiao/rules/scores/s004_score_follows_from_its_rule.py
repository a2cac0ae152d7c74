"""S004: where the scoring rule leaves only one score, that is the score."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorRow
from jixiao.model.scoring import FullIfMet, FullOrNothing
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.scores.replayed_scores import Replay, replay
from jixiao.rules.targets.target_rows import TargetRow, contradicts_measure, label_of, points_of, score_of, target_row

_LONGEST_WORKING = 36
_BY_RULE = "按所列指标值、完成值计算"


@rule(
    code="S004",
    title="得分与计分办法一致",
    messages={
        "": "{label}得分现为 {printed}，按计分办法应为 {expected}（{working}）。",
        "met": "{label}达到了指标值，没有写扣分原因，得分现为 {printed}，按计分办法应为满分 {expected}，请核实。",
        "halfway": "{label}得分现为 {printed}，计分办法是全有或全无，应为 {expected}，请核实。",
        "range": "{label}得分现为 {printed}，按计分办法应在 {expected} 之间，请核实。",
    },
    hint="请核对完成值和得分；计分办法选错的，改正计分办法；得分取整的，在说明中写明。",
    basis="指标体系规定或单位选定的计分办法",
)
def score_follows_from_its_rule(review: Review) -> Iterator[Outcome]:
    """Work each score out again by proportion, full or nothing, deductions, steps, points of assessment or counts.

    An error where no rounding explains the difference, a warning where only rounding to whole or half points does, or
    where a met target should have full points and nobody says why it has not.
    """
    form = review.form.indicators if review.form.ours else None
    for row in form.rows if form else ():
        score = score_of(review, row) if row.name else None
        if score is None or not _is_possible(review, row, score):
            continue
        replayed = replay(review, row)
        if replayed is not None and replayed.disagrees(score):
            if not _is_told_otherwise(target_row(review, row), score):
                yield _finding(review, row, score, replayed)
        elif replayed is None and isinstance(review.scoring_of(row), FullOrNothing):
            yield from _of_halfway(review, row, score)
        elif _should_be_full(review, row, score):
            yield _of_met(review, row, score)


def _of_halfway(review: Review, row: IndicatorRow, score: Decimal) -> Iterator[Finding]:
    """Full or nothing is never half, whether the target is met or not."""
    points = review.number(form.at("points", row.row)) if (form := review.form.indicators) else None
    if isinstance(points, Decimal) and points == points_of(review, row) and 0 < score < points:
        yield Finding("S004", Severity.ERROR, _score_at(review, row), label_of(row), format_number(score),
                      f"0 或 {format_number(points)}", variant="halfway")  # fmt: skip


def _should_be_full(review: Review, row: IndicatorRow, score: Decimal) -> bool:
    """Whether a rule gives full points for the target that is met, and no reason stands beside the deduction."""
    points, form = points_of(review, row), review.form.indicators
    if points is None or score >= points or form is None or not isinstance(review.scoring_of(row), FullIfMet):
        return False
    note = form.at("variance_note", row.row)
    if note is None or review.text(review.merged_into.get(note, note)).strip() not in ("", "无", *NIL_MARKS):
        return False
    each = target_row(review, row)
    return review.derived_score(row).score == points and each is not None and not contradicts_measure(each)


def _of_met(review: Review, row: IndicatorRow, score: Decimal) -> Finding:
    points = points_of(review, row) or Decimal(0)
    return Finding("S004", Severity.WARNING, _score_at(review, row), label_of(row), format_number(score),
                   format_number(points), variant="met")  # fmt: skip


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
    severity = Severity.ERROR if replayed.excludes(score) else Severity.WARNING
    working = replayed.derivation if len(replayed.derivation) <= _LONGEST_WORKING else _BY_RULE
    return Finding("S004", severity, _score_at(review, row), label_of(row), format_number(score), replayed.words,
                   variant="range" if replayed.score is None else "", values={"working": working})  # fmt: skip


def _score_at(review: Review, row: IndicatorRow) -> CellRef:
    form = review.form.indicators
    at = form.at("score", row.row) if form else None
    assert at is not None  # only rows with a score are asked
    return at
