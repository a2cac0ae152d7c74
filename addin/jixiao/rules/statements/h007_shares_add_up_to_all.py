"""H007: the shares of all parts of a total in the report's text add up to 100 %."""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.relations import Relation
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.statements.part_sums import groups, sum_of
from jixiao.rules.statements.shares import contradicts, shares
from jixiao.rules.statements.stated_rows import Stated, StatedRow

_ALL = Decimal(1)


@rule(
    code="H007",
    title="同一总数的各项占比相加为 100%",
    messages="{label}各部分的占比相加为 {printed}，应为 {expected}，相差 {difference} 个百分点，舍入解释不了。",
    hint="请核对各项占比；没有把各部分列全的，补列其余的或不填“合计项目”。",
    basis="各部分占比之和＝100%（各项分别四舍五入的，容许相应的差）",
)
def shares_add_up_to_all(review: Review) -> Iterator[Outcome]:
    """Where the figures do not tell already; less than 100 % may be a list that is not complete."""
    wrong = {share.row.row for share in shares(review) if contradicts(share)}
    for total, parts in groups(review):
        stated = [part.percentage for part in parts if part.relation is Relation.SHARE and part.percentage]
        is_told = sum_of(total, parts) is not None or any(part.row in wrong for part in parts)
        if len(parts) > 1 and len(stated) == len(parts) and not is_told:
            yield from _compared(total, stated)


def _compared(total: StatedRow, stated: list[Stated]) -> Iterator[Finding]:
    bounds = reduce(Interval.__add__, (share.bounds for share in stated))
    if _ALL in bounds:
        return
    value = sum((share.value for share in stated), Decimal(0))
    decimals = max(0, *(share.figure.decimals - 2 for share in stated))
    severity = Severity.ERROR if value > _ALL else Severity.WARNING
    difference = format_percent(abs(value - _ALL), decimals).rstrip("%")
    yield Finding("H007", severity, stated[0].at, total.label, format_percent(value, decimals), "100%",
                  values={"difference": difference}, cells=tuple(share.at for share in stated))  # fmt: skip
