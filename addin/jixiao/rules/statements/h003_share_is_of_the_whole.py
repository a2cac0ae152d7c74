"""H003: a share or a completion rate in the report's text is the figure over its total or plan."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, rate_cause, wrong_share
from jixiao.rules.sameness.stated_twice import questioned
from jixiao.rules.statements.part_sums import part_faults
from jixiao.rules.statements.repairs import Repair
from jixiao.rules.statements.shares import Share, contradicts, exceeds, share_repair, shares


@rule(
    code="H003",
    title="占比、完成比例按总数、计划数计算",
    messages={
        "": "{label}{what}现为 {printed}，按 {part}÷{whole} 应为 {expected}{because}。",
        "figure": "{label}{what}现为 {printed}，按{kind} {percentage} 推算应为 {expected}{because}。",
        "over": "{label}为 {printed}，多于总数 {expected}，部分不应大于总数。",
        "zero": "{label}{what}现为 {printed}，但{whole_is} 0，比例无法计算。",
    },
    hint="占比＝本数÷总数，完成比例＝本数÷计划数。请核对三个数，改正写错的一个。",
    basis="占比＝部分÷总数×100%；完成比例＝完成数÷计划数×100%（叙述数据“关系”一列）",
)
def share_is_of_the_whole(review: Review) -> Iterator[Outcome]:
    """The percentage against figure and whole; not where another rule blames one of these."""
    blamed = {fault.blamed.at for fault in part_faults(review)} | questioned(review).keys()
    for share in shares(review):
        if not blamed.isdisjoint((share.row.at, share.whole.at)):
            continue
        if exceeds(share):
            yield _over(share)
        elif contradicts(share):
            yield _finding(share)
        elif not share.whole.value and share.row.percentage and share.row.percentage.value:
            yield _zero(share)


def _what(share: Share) -> str:
    return "占比" if share.is_part else "完成比例"


def _finding(share: Share) -> Finding:
    part, stated, right = share.row.value, share.row.percentage, share.right or Decimal(0)
    assert part is not None and stated is not None  # else nothing contradicts
    slips = wrong_share(part.value, share.whole.value)
    cause = rate_cause(stated.figure, right, is_ratio=False, others=slips, bounds=part.bounds / share.whole.bounds)
    repair = None if cause else share_repair(share)
    if repair is not None:
        return _of_figure(share, repair, stated.text)
    values = {
        "what": _what(share),
        "part": f"{part.value:f}",
        "whole": f"{share.whole.value:f}",
        "because": because(cause),
    }
    expected = format_percent(right, stated.percent_decimals)
    return Finding("H003", Severity.ERROR, stated.at, share.row.label, stated.text, expected, cause, values=values)


def _of_figure(share: Share, repair: Repair, percentage: str) -> Finding:
    """Nothing explains the percentage, and one slip of the pen in another figure does."""
    row = share.row
    values = {"what": repair.what, "kind": _what(share), "percentage": percentage, "because": because(repair.cause)}
    return Finding("H003", Severity.ERROR, repair.at, row.label, repair.printed, row.shown(repair.right, 10),
                   repair.cause, "figure", values)  # fmt: skip


def _over(share: Share) -> Finding:
    part = share.row.value
    assert part is not None  # else nothing exceeds
    return Finding("H003", Severity.ERROR, part.at, share.row.label, part.text, share.whole.text, variant="over")


def _zero(share: Share) -> Finding:
    stated = share.row.percentage
    assert stated is not None  # else nothing was stated
    values = {"what": _what(share), "whole_is": "总数是" if share.is_part else "计划数是"}
    return Finding("H003", Severity.WARNING, stated.at, share.row.label, stated.text, variant="zero", values=values)
