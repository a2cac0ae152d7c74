"""C002: people and things are counted in whole numbers."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.read.facts import FactKind
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.units import is_counted

_MEANS = ("平均", "折算", "折合")
"""Words of a figure that was worked out, not counted."""


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
    for id, at in review.form.concepts.items():
        concept, fact = review.framework.concept(id), review.facts.get(at)
        worked_out = any(word in concept.label for word in _MEANS)
        if fact is None or fact.kind is not FactKind.COUNT or worked_out or not is_counted(concept.unit):
            continue
        value = fact.reported.value if isinstance(fact.reported, Figure) else Decimal(0)
        if value < 0 or value != value.to_integral_value():
            yield Finding("C002", Severity.ERROR, at, fact.label, review.printed(at), "整数",
                          variant="below" if value < 0 else "")  # fmt: skip
