"""H005: the parts of a total in the report's text add up to it."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because
from jixiao.rules.sameness.stated_twice import questioned
from jixiao.rules.statements.part_sums import PartFault, PartSum, groups, is_told, part_faults, sum_of
from jixiao.rules.statements.stated_rows import stated_rows, unknown_totals

_MOST_SHOWN = 4


@rule(
    code="H005",
    title="报告里的各部分相加等于合计",
    messages={
        "": "{label}现为 {printed}，各部分相加{working}为 {expected}，相差 {difference}{because}。",
        "part": "{label}现为 {printed}，按合计减去其余各部分应为 {expected}，相差 {difference}{because}。",
    },
    hint="请核对合计和各部分（“合计项目”一列所指的）；没有把各部分列全的，补列其余的或不填“合计项目”。",
    basis="合计＝各部分之和（叙述数据“合计项目”一列）",
)
def parts_add_up(review: Review) -> Iterator[Outcome]:
    """More than the total cannot be right; less may be a list that is not complete, unless a share contradicts it."""
    for unknown in unknown_totals(review):
        yield NotChecked("H005", unknown.label, "“合计项目”所填的名称或序号找不到，或不止一行", unknown.at)
    rows = stated_rows(review)
    for row in rows.values():
        if row.total is not None and row.total not in rows:
            yield NotChecked("H005", row.label, "“合计项目”所指的一行没有填数", row.at)
    for total, parts in groups(review):
        if sum_of(total, parts) is None:
            yield NotChecked("H005", total.label, "合计或有的部分没有填数，或单位不同", total.at)
    known = questioned(review)
    for fault in part_faults(review):
        if not is_told(fault.blamed, fault.right, known):  # else N001 says it
            yield _finding(fault)


def _finding(fault: PartFault) -> Finding:
    sums, row = fault.sums, fault.blamed
    total = sums.total.value
    assert total is not None and row.value is not None  # else there is no fault
    is_part = row.row != sums.total.row
    decimals = max(figure.figure.decimals for figure in (total, *(part.value for part in sums.parts if part.value)))
    values = {
        "working": _working(sums),
        "difference": row.shown(abs(sums.value - total.value), decimals),
        "because": because(fault.cause),
    }
    severity = Severity.ERROR if fault.is_sure else Severity.WARNING
    return Finding("H005", severity, row.value.at, row.label, row.value.text, row.shown(fault.right, decimals),
                   fault.cause, "part" if is_part else "", values)  # fmt: skip


def _working(sums: PartSum) -> str:
    """``（54.8＋10.4）``; the sum alone where there are too many to read."""
    numbers = [f"{part.value.value:f}" for part in sums.parts if part.value]
    return f"（{'＋'.join(numbers)}）" if 1 < len(numbers) <= _MOST_SHOWN else ""
