"""P006: not every indicator has the same actual value."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule

_FEWEST = 8
"""Fewer indicators may well have the same value."""


@rule(
    code="P006",
    title="完成值不是每行都一样",
    messages="{label}一栏 {count} 项全是 {printed}，请核实是否逐项填写。",
    hint="请逐项核对完成值和佐证材料；确实都一样的，不必改。",
    basis="自评材料应真实、完整：完成值按各项指标的实际情况填写",
)
def actual_values_are_not_all_alike(review: Review) -> Iterator[Outcome]:
    """All actual values of a table the same figure: one line for all of them."""
    form = review.form.indicators
    cells = [at for row in form.rows if row.name and (at := form.at("actual", row.row))] if form else []
    told = [at for at in cells if not isinstance(review.reported(at), Missing)]
    if len(told) >= _FEWEST and len({_said(review, at) for at in told}) == 1 and _said(review, told[0]):
        heading = review.framework.indicators.columns["actual"][0]
        yield Finding("P006", Severity.INFO, told[0], heading, review.printed(told[0]).strip(), cells=tuple(told),
                      values={"count": str(len(told))})  # fmt: skip


def _said(review: Review, at: CellRef) -> Figure | None:
    """The figure in a cell; words that repeat (是, 已完成) are nothing to wonder at."""
    reported = review.reported(at)
    return reported if isinstance(reported, Figure) else None
