"""Base figures that cannot be right, whatever the others say: what is computed from them says nothing for now."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.calculate import Computed
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.read.facts import Fact, FactKind
from jixiao.rules.funds.tie_outs import Tied, tie_outs
from jixiao.rules.remembered import remembered
from jixiao.rules.units import is_counted

_MEANS = ("平均", "折算", "折合")
"""Words of a figure that was worked out, not counted."""


def not_counted(review: Review) -> Iterator[tuple[Fact, Decimal]]:
    """Numbers of people and things that no counting gives: negative ones, and such with a fraction."""
    for id, at in review.form.concepts.items():
        concept, fact = review.framework.concept(id), review.facts.get(at)
        worked_out = any(word in concept.label for word in _MEANS)
        if fact is None or fact.kind is not FactKind.COUNT or worked_out or not is_counted(concept.unit):
            continue
        value = fact.reported.value if isinstance(fact.reported, Figure) else Decimal(0)
        if value < 0 or value != value.to_integral_value():
            yield fact, value


@remembered
def impossible_figures(review: Review) -> frozenset[CellRef]:
    """Their cells; of a part that is more than its whole both."""
    bounds = (tied for tied in tie_outs(review, "at_most") if isinstance(tied, Tied) and tied.law.certain)
    broken = {cell for tied in bounds if not tied.holds for cell in tied.cells}
    return frozenset({*broken, *(fact.at for fact, _ in not_counted(review))})


def follows_from_impossible(review: Review, computed: Computed) -> bool:
    """Whether a rate is computed from such a figure: another rule speaks of that one."""
    places = computed.live.operands.values()
    return not impossible_figures(review).isdisjoint(place for place in places if isinstance(place, CellRef))
