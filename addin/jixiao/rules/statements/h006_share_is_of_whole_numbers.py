"""H006: a share of things that were counted is that of some whole number of them."""

from collections.abc import Iterator

from jixiao.compute.counts import counts_within, is_countable, nearest_counts
from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because, cause_of
from jixiao.rules.statements.shares import Share, shares
from jixiao.rules.statements.stated_rows import Stated


@rule(
    code="H006",
    title="个数的占比由整数得出",
    messages="{label}占比现为 {printed}，但 {whole}里 {nearest}，没有哪个整数正好{because}。",
    hint="请核对总数和占比；占比应四舍五入，总数变动过的请用同一时点的数。",
    basis="占比＝个数÷总数×100%，个数是整数",
)
def share_is_of_whole_numbers(review: Review) -> Iterator[Outcome]:
    """Where the total was counted and only the percentage of a part is told."""
    for share in shares(review):
        stated, whole = share.row.percentage, share.whole
        if stated is None or share.row.has_value or not share.is_part:
            continue
        is_counted = whole.is_exact and is_countable(whole.value) and whole.value
        if is_counted and not counts_within(stated.bounds, int(whole.value)):
            yield _finding(share, stated)


def _finding(share: Share, stated: Stated) -> Finding:
    nearest = nearest_counts(stated.value, int(share.whole.value))
    causes = (cause_of(stated.figure, count.share) for count in reversed(nearest))
    cause = next(filter(None, causes), "")
    decimals = max(0, stated.figure.decimals - 2)
    shown = [format_percent(count.share, decimals) for count in nearest]
    unit = f" {share.row.unit}" if share.row.unit else ""
    near = (f"{count.number}{unit}占 {text}" for count, text in zip(nearest, shown, strict=True))
    values = {"whole": share.whole.text, "nearest": "、".join(near), "because": because(cause)}
    return Finding("H006", Severity.ERROR, stated.at, share.row.label, stated.text, "或".join(shown), cause,
                   values=values)  # fmt: skip
