"""S001: every score lies between 0 and its points."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.live_cell import Kind
from jixiao.compute.live_scores import fund_score_place
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.verdicts import Verdict, judge


@rule(
    code="S001",
    title="得分在 0 到分值之间",
    messages="{label}现为 {printed}，应在 {expected} 之间。",
    hint="请核对得分；分值填错的，改正分值。",
    basis="自评得分不能大于分值（财政绩效平台填报要求）",
)
def score_within_points(review: Review) -> Iterator[Outcome]:
    """Compare each score with the points of its row; in workbooks of ours also totals with the full score."""
    form = review.form.indicators
    for row in form.rows if form else ():
        at = form.at("score", row.row) if form else None
        points = review.right_number(form.at("points", row.row)) if form else None
        if isinstance(points, Decimal):
            yield from _score(review, at, f"{named(row.name or row.level2)}得分", points, review.least_score(row))
    places = [fund_score_place(review.form, review.framework, role) for role in ("points", "score")]
    most, fund = review.number(places[0]), review.framework.fund
    if fund is not None and isinstance(most, Decimal):
        yield from _score(review, places[1], f"{fund.columns['execution_rate'][0]}得分", most)
    law = review.framework.scoring_table
    if review.form.ours and law is not None:
        full = law.total_points
        for computed, fact in review.stated(Kind.SCORE_TOTAL):
            if judge(review, computed, fact) is Verdict.UNCHECKED:  # else S002 compares it
                yield from _score(review, fact.at, computed.live.label, full)
        yield from _summary(review, full)


def _summary(review: Review, full: Decimal) -> Iterator[Finding]:
    summary = review.form.summary
    headings = review.framework.summary.columns if summary else {}
    for row, name in review.listed_names():
        for role in (role for role in ("self_score", "review_score") if role in headings):
            at = summary.table.at(role, row) if summary else None
            yield from _score(review, at, f"{named(name)}{headings[role][0]}", full)


def _score(
    review: Review, at: CellRef | None, label: str, most: Decimal, least: Decimal = Decimal(0)
) -> Iterator[Finding]:
    score = review.number(at)
    if at is not None and isinstance(score, Decimal) and not least <= score <= most:
        bounds = f"{format_number(least)}～{format_number(most)}"
        yield Finding("S001", Severity.ERROR, at, label, review.printed(at), bounds)
