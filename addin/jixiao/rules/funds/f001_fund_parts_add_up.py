"""F001: the fund table adds up, by source and by structure."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_amount
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import FundLine, named
from jixiao.model.framework import FUND_SPLITS
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import Labelled, amount_cause, because, slip, sum_cause
from jixiao.rules.funds.fund_sums import Fault, FundSums, Part, faults, fund_sums


@rule(
    code="F001",
    title="资金各部分之和等于合计",
    messages={
        "": "{label}合计现为 {printed}，{other}{working}为 {expected}，相差 {difference}{because}。",
        "part": "{label}现为 {printed}，按{other} {sum} 减去其余各项应为 {expected}，相差 {difference}{because}。",
        "split": "{label}，{own}{working}为 {printed}，{other}为 {expected}，相差 {difference}{because}。",
    },
    hint="请核对各项金额，使按资金来源、资金结构（和预算级次）相加都相等；确实没有的一项填“—”。",
    basis="资金来源、资金结构、预算级次是同一支出总额的不同分法（公开表的支出规模栏）",
)
def fund_parts_add_up(review: Review) -> Iterator[Outcome]:
    """The total against its sources and its structure; the cell that does not fit the others is to blame."""
    for sums in fund_sums(review):
        yield from _incomplete(review, sums)
    for fault in faults(review):
        yield _of_part(review, fault, fault.part) if fault.part else _of_sum(review, fault)


def _incomplete(review: Review, sums: FundSums) -> Iterator[NotChecked]:
    fund = review.form.fund
    assert fund is not None
    strange = next((line.label for line in fund.lines if line.group == "other"), "")
    for group, found in sums.splits.items():
        lines = fund.group(group)
        at = fund.at(sums.role, lines[0]) if lines else None
        few = not review.form.ours and len(lines) < 2  # not a split, but a line of its own
        if at is not None and found is None and sums.begun and not few:
            reason = f"表中另有{named(strange)}等行，不知归入哪一项" if strange else "各项没有填全"
            yield NotChecked("F001", f"{_label(review, sums.role)}（按{FUND_SPLITS[group]}）", reason, at)


def _label(review: Review, role: str) -> str:
    law = review.framework.fund
    return f"{law.subject}{law.columns[role][0]}" if law else ""


def _of_part(review: Review, fault: Fault, part: Part) -> Finding:
    law = review.framework.fund
    heading = law.columns[fault.role][0] if law else ""
    stated = Figure(part.value, max(2, decimals_of(part.value)))
    cause = amount_cause(stated, fault.part_right, _lines(review, fault.role, part.at),
                         _columns(review, fault.role, part.line), bounds=fault.part_bounds)  # fmt: skip
    values = {
        "other": fault.right.name,
        "sum": format_amount(fault.right.value),
        "difference": format_amount(abs(part.value - fault.part_right)),
        "because": because(cause),
    }
    return Finding("F001", Severity.ERROR, part.at, f"{named(part.line.label)}{heading}", review.printed(part.at),
                   format_amount(fault.part_right), cause, "part", values)  # fmt: skip


def _of_sum(review: Review, fault: Fault) -> Finding:
    wrong, right = fault.wrong, fault.right
    parts = [(part.line.label, part.value) for part in (wrong.parts or right.parts)]
    stated = Figure(wrong.value, max(2, decimals_of(wrong.value)))
    cause = _cause_of_total(review, fault, stated, parts) if wrong.at else slip(stated, right.value, right.bounds)
    cells = (wrong.at,) if wrong.at else tuple(part.at for part in wrong.parts)
    values = {
        "own": wrong.name,
        "other": right.name,
        "working": _working(parts),
        "difference": format_amount(abs(wrong.value - right.value)),
        "because": because(cause),
        "overwritten": review.overwritten(wrong.at) if wrong.at else "",
    }
    printed = review.printed(wrong.at) if wrong.at else format_amount(wrong.value)
    return Finding("F001", Severity.ERROR, cells[0], _label(review, fault.role), printed, format_amount(right.value),
                   cause, "" if wrong.at else "split", values, cells)  # fmt: skip


def _lines(review: Review, role: str, apart_from: CellRef) -> Iterator[Labelled]:
    """The other amounts of the column, which may have been copied."""
    fund = review.form.fund
    for line in fund.lines if fund else ():
        at = fund.at(role, line) if fund else None
        value = review.number(at)
        is_sum = at in review.calculation.computed and at not in review.calculation.stated  # of this amount, too
        if at != apart_from and isinstance(value, Decimal) and not is_sum:
            yield Labelled(line.label, value)


def _columns(review: Review, role: str, line: FundLine | None) -> Iterator[Labelled]:
    """The other amounts of the line."""
    fund, law = review.form.fund, review.framework.fund
    for other in law.amounts if law else ():
        value = review.number(fund.at(other, line)) if fund and other != role else None
        if isinstance(value, Decimal) and law is not None:
            yield Labelled(law.columns[other][0], value)


def _cause_of_total(review: Review, fault: Fault, stated: Figure, parts: list[tuple[str, Decimal]]) -> str:
    fund = review.form.fund
    columns = _columns(review, fault.role, fund.line("total") if fund else None)
    return sum_cause(stated, fault.right.value, parts, columns, bounds=fault.right.bounds)


def _working(parts: list[tuple[str, Decimal]]) -> str:
    """``（190.00＋142.20）``, or "" where there is nothing to add."""
    amounts = [format_amount(part) for _, part in parts if part]
    return f"（{'＋'.join(amounts)}）" if len(amounts) > 1 else ""
