"""S003: where points were deducted, a reason is given."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import NIL_MARKS
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule

_NOTHING = ("", *NIL_MARKS, "无")
"""Texts that give no reason."""


@rule(
    code="S003",
    title="有扣分的写明原因",
    messages="{label}扣了 {deduction} 分（分值 {points}，得分 {score}），没有写偏差原因。",
    hint="请在“偏差及原因分析”写明原因和改进措施；没有扣分的，核对得分。",
    basis="自评得分小于分值须填写理由及依据（财政绩效平台填报要求；公开表“偏差及原因分析”栏）",
)
def deduction_has_a_reason(review: Review) -> Iterator[Outcome]:
    """A score below its points wants a text in the column for reasons."""
    form = review.form.indicators
    for row in form.rows if form else ():
        assert form is not None
        note = form.at("variance_note", row.row)
        points = review.right_number(form.at("points", row.row))
        score = review.number(form.at("score", row.row))
        if note is None or not isinstance(points, Decimal) or not isinstance(score, Decimal):
            continue
        if not row.name and not review.form.ours:
            continue  # a line of sums, or a second line of the indicator above
        if review.least_score(row) < 0:
            continue  # no points on top is no deduction
        if 0 <= score < points and not _is_given(review, note):
            values = {
                "deduction": format_number(points - score),
                "points": format_number(points),
                "score": format_number(score),
            }
            yield Finding("S003", Severity.ERROR, note, named(row.name or row.level2), review.printed(note),
                          "写明原因", values=values)  # fmt: skip


def _is_given(review: Review, note: CellRef) -> bool:
    """Whether a reason stands in the cell, or in the merged cell that it is part of."""
    return review.text(review.merged_into.get(note, note)) not in _NOTHING
