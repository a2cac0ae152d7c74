"""F003: what was used is not more than what it was taken from, nor a part more than its whole."""

from collections.abc import Iterator

from jixiao.compute.numbers import format_amount
from jixiao.compute.review import Review
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, slip
from jixiao.rules.funds.account_cells import printed_at
from jixiao.rules.funds.tie_outs import Tied, Untied, tie_outs


@rule(
    code="F003",
    title="使用数不超过来源，部分不超过总数",
    messages="{label}现为 {printed}，大于 {working} 的 {expected}，部分不应大于总数{because}。",
    hint="请核对所列各格的数；确有其他来源的，请在报告中说明。",
    basis="指标体系所列勾稽关系：使用数不超过来源数，其中数不超过总数",
)
def use_is_within_its_source(review: Review) -> Iterator[Outcome]:
    """Each upper bound that the framework states for a base figure."""
    for tied in tie_outs(review, "at_most"):
        if isinstance(tied, Untied):
            yield NotChecked("F003", named(tied.law.label), tied.reason, tied.at)
        elif not tied.holds:
            yield _finding(review, tied)


def _finding(review: Review, tied: Tied) -> Finding:
    left, right = tied.left, tied.right
    cause = slip(Figure(left.value, max(2, decimals_of(left.value))), right.value, right.bounds)
    severity = Severity.ERROR if tied.law.certain else Severity.WARNING
    printed = (
        printed_at(review, tied.at, left.value) if len(left.cells) == 1 else format_amount(left.value, grouping=True)
    )
    values = {"working": right.working, "because": because(cause)}
    return Finding("F003", severity, tied.at, named(tied.law.label), printed, format_amount(right.value, grouping=True),
                   cause, values=values, cells=tied.cells)  # fmt: skip
