"""F004: base figures that are parts or balances of each other tie out."""

from collections.abc import Iterator

from jixiao.compute.numbers import format_amount
from jixiao.compute.review import Review
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, cause_of, from_column, money_unit, wrong_addend
from jixiao.rules.funds.account_cells import is_live, printed_at
from jixiao.rules.funds.tie_outs import Tied, Untied, followers, tie_outs


@rule(
    code="F004",
    title="基础数据勾稽相符",
    messages="{label}现为 {printed}，由 {working} 推算应为 {expected}{because}。",
    hint="请核对所列各格的数（勾稽关系见指标体系）；另有去向的，请在报告中说明。",
    basis="指标体系所列勾稽关系：合计等于各部分，年末数由年初数和本年收支得出",
)
def base_figures_tie_out(review: Review) -> Iterator[Outcome]:
    """Both sides of each equation that the framework states; not what follows from a figure blamed already."""
    for tied in tie_outs(review, "equal"):
        if isinstance(tied, Untied):
            yield NotChecked("F004", named(tied.law.label), tied.reason, tied.at)
        elif not tied.holds and tied not in followers(review):
            yield _finding(review, tied)


def _finding(review: Review, tied: Tied) -> Finding:
    left, right = tied.left, tied.right
    cause = "" if is_live(review, tied.at) else _cause(tied)
    values = {"working": right.working, "because": because(cause)}
    severity = Severity.ERROR if tied.law.certain else Severity.WARNING
    printed = (
        printed_at(review, tied.at, left.value) if len(left.cells) == 1 else format_amount(left.value, grouping=True)
    )
    return Finding("F004", severity, tied.at, named(tied.law.label), printed, format_amount(right.value, grouping=True),
                   cause, values=values, cells=tied.cells)  # fmt: skip


def _cause(tied: Tied) -> str:
    left, right = tied.left, tied.right
    stated = Figure(left.value, max(2, decimals_of(left.value)))
    families = (from_column(right.figures), wrong_addend(right.value, right.figures), money_unit(right.value))
    return cause_of(stated, right.value, *families, bounds=right.bounds)
