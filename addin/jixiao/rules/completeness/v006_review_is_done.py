"""V006: a 汇总表 that has passed the review has a review score for every unit."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.figures import Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief

_DONE = "通过"
_LONGEST_NAME = 20


@rule(
    code="V006",
    title="复核通过的有复核分数",
    messages="状态已是“通过”，{label}没有填复核分数。",
    hint="请补填复核分数；还没有复核完的，把封面“状态”改回“送审”。",
    basis="封面“状态”的说明：“通过”指复核完成；公开的汇总表列主管部门复核分数",
)
def review_is_done(review: Review) -> Iterator[Outcome]:
    """Units with a score of their own and none of the department's, once the state says that the review is done."""
    summary = review.form.summary
    if summary is None or review.text(review.form.fields.get("state")) != _DONE:
        return
    for row, name in review.listed_names():
        at = summary.table.at("review_score", row)
        has_score = isinstance(review.number(summary.table.at("self_score", row)), Decimal)
        if at is not None and has_score and review.reported(at) is Missing.BLANK and at not in review.merged_into:
            yield Finding("V006", Severity.WARNING, at, named(brief(name, _LONGEST_NAME)), "", "复核分数",
                          group="review")  # fmt: skip
