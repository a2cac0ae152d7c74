"""V005: where the parts are filled in, so is their total."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_amount, format_number
from jixiao.compute.review import Review
from jixiao.model.figures import Missing
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.completeness.v001_required_cell_is_filled import is_submitted

_TOTALS = (Kind.FUND_TOTAL, Kind.SUMMARY_TOTAL, Kind.SCORE_TOTAL)


@rule(
    code="V005",
    title="各项已填的有合计",
    messages={
        "": "{label}空着，各项都已填，合计应为 {expected}。",
        "review": "{label}空着，各单位的复核分数都已填。",
    },
    hint="请补填合计；用本模板的，点“重算”会重新填入公式。",
    basis="公开表：资金、得分和汇总表都列合计",
)
def total_is_filled(review: Review) -> Iterator[Outcome]:
    """Blank totals. In workbooks of ours the formula was deleted: good to know, once handed in a warning."""
    for at, computed in review.calculation.computed.items():
        cell = review.book.cell(at)
        is_blank = cell.formula is None and (cell.value is None or str(cell.value).strip() == "")
        total = _total(review, computed) if is_blank else None
        if total is not None and at not in review.merged_into:
            severity = Severity.INFO if review.form.ours and not is_submitted(review) else Severity.WARNING
            yield Finding("V005", severity, at, computed.live.label, "", total)
    yield from _review_score(review)


def _review_score(review: Review) -> Iterator[Finding]:
    """The 汇总表 has no review score of the whole, though one of its own and all the units' review scores."""
    summary, names = review.form.summary, [row for row, _ in review.unit_names()]
    at = summary.table.at("review_score", summary.table.total) if summary and summary.table.total else None
    if summary is None or summary.table.total is None or at is None or not names or at in review.merged_into:
        return
    scores = [review.number(summary.table.at("review_score", row)) for row in names]
    own = review.number(summary.table.at("self_score", summary.table.total))
    if review.reported(at) is Missing.BLANK and all(isinstance(score, Decimal) for score in (own, *scores)):
        yield Finding("V005", Severity.INFO, at, "汇总表合计的复核分数", "", "", variant="review")


def _total(review: Review, computed: Computed) -> str | None:
    """What a total should be; None of other cells, where a part is missing, and of one part alone."""
    if computed.live.kind not in _TOTALS or not isinstance(computed.value, Decimal) or _lacks_parts(review, computed):
        return None
    parts = sum(isinstance(review.number(at), Decimal) for at in computed.live.parts)
    show = format_number if computed.live.kind is Kind.SCORE_TOTAL else format_amount
    return show(computed.value) if parts > 1 else None


def _lacks_parts(review: Review, computed: Computed) -> bool:
    """Whether a part is not reported; rows of the 汇总表 that wait for a unit are no parts."""
    if computed.live.kind is not Kind.SUMMARY_TOTAL:
        return bool(computed.unreported)
    named = {row for row, _ in review.unit_names()}
    return any(at.row in named for at in computed.unreported)
