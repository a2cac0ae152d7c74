"""C002: people and things are counted in whole numbers."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.rates.impossible_figures import not_counted


@rule(
    code="C002",
    title="人数、个数是整数",
    messages={
        "": "{label}现为 {printed}，人数、个数应是整数。",
        "below": "{label}现为 {printed}，人数、个数不应小于 0。",
    },
    hint="请核对后填整数；是平均数或折算数的，改填实际的人数、个数。",
    basis="基础数据的计量单位是人、个、项、件等，按实有的数填",
)
def counts_are_whole(review: Review) -> Iterator[Outcome]:
    """Base figures in units of single things."""
    for fact, value in not_counted(review):
        yield Finding("C002", Severity.ERROR, fact.at, fact.label, review.printed(fact.at), "整数",
                      variant="below" if value < 0 else "")  # fmt: skip
