"""H008: where the report's text says that one figure does not exceed another, it does not."""

from collections.abc import Iterator

from jixiao.compute.intervals import meets
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.relations import Relation
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.sameness.stated_twice import questioned
from jixiao.rules.statements.stated_rows import StatedRow, stated_rows


@rule(
    code="H008",
    title="所说的“不超过”“不低于”成立",
    messages={
        "at_most": "{label}为 {printed}，大于所填的基数 {expected}，与“不超过”不符。",
        "at_least": "{label}为 {printed}，小于所填的基数 {expected}，与“不低于”不符。",
    },
    hint="请核对两个数；确实超过或不足的，改“关系”并在报告中说明。",
    basis="报告所说的大小关系应与所写的数相符（叙述数据“关系”一列）",
)
def bound_is_kept(review: Review) -> Iterator[Outcome]:
    """A figure that for sure lies on the other side of its base."""
    clashing = questioned(review)
    for row in stated_rows(review).values():
        if row.at not in clashing and row.relation in (Relation.AT_MOST, Relation.AT_LEAST):
            yield from _compared(row, row.relation is Relation.AT_MOST)


def _compared(row: StatedRow, at_most: bool) -> Iterator[Finding]:
    if row.value is None or row.base is None:
        return
    lower, upper = (row.base, row.value) if at_most else (row.value, row.base)
    if lower.value < upper.value and not meets(lower.bounds, upper.bounds):
        yield Finding("H008", Severity.ERROR, row.value.at, row.label, row.value.text, row.base.text,
                      variant="at_most" if at_most else "at_least")  # fmt: skip
