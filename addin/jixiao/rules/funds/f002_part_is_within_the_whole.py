"""F002: no amount of the fund table is more than the total it is a part of."""

from collections.abc import Iterator

from jixiao.compute.numbers import format_amount
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.funds.fund_sums import FundSums, Sum, fund_sums, parts_of


@rule(
    code="F002",
    title="资金的一部分不大于合计",
    messages="{label}{heading}现为 {printed}，大于{whole} {expected}。",
    hint="请核对这一项和合计；各项没有填全的，补全后会逐项相加核对。",
    basis="各项资金是同一支出总额的组成部分（公开表的支出规模栏）",
)
def part_is_within_the_whole(review: Review) -> Iterator[Outcome]:
    """Where a split is not complete, so that nothing can be added up: F001 speaks of the others."""
    for sums in fund_sums(review):
        known = [split for split in sums.splits.values() if split is not None]
        whole = sums.total or next(iter(known), None)
        for group, split in sums.splits.items():
            if whole is not None and split is None:
                yield from _compared(review, sums, group, whole)


def _compared(review: Review, sums: FundSums, group: str, whole: Sum) -> Iterator[Finding]:
    parts = parts_of(review, sums.role, group)
    law = review.framework.fund
    heading = law.columns[sums.role][0] if law else ""
    for part in parts:
        if part.bounds.low > whole.bounds.high:
            yield Finding("F002", Severity.ERROR, part.at, named(part.line.label), review.printed(part.at),
                          format_amount(whole.value), values={"heading": heading, "whole": whole.name})  # fmt: skip
