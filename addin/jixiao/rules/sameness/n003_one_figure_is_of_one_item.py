"""N003: the report's text does not give one and the same figure for two different things."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.decimals import EXACT
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.sameness.fact_names import fact_of
from jixiao.rules.statements.stated_rows import StatedRow, stated_rows
from jixiao.rules.units import unit_of

_TELLING = 5
"""Figures with fewer digits than these are alike by chance."""


@rule(
    code="N003",
    title="不同的项目没有写成同一个数",
    messages="{label}与{other}的数都是 {printed}，请核实是否抄错；确是同一件事的不用改。",
    hint="请核对两个项目各自的数；确实相同的不用改。",
    basis="两件不同的事，位数较多的数完全相同的很少见，多是抄错了一处",
)
def one_figure_is_of_one_item(review: Review) -> Iterator[Outcome]:
    """Figures of many digits that two rows share, unless both are one fact, or one is the whole of the other."""
    seen: dict[object, StatedRow] = {}
    for row in stated_rows(review).values():
        key = _key(row)
        first = seen.setdefault(key, row) if key is not None else row
        if first is not row and row.value is not None and not _related(review, first, row):
            yield Finding("N003", Severity.INFO, row.at, row.label, row.value.text,
                          values={"other": first.label}, cells=(row.at, first.at))  # fmt: skip


def _key(row: StatedRow) -> object:
    """The figure without its power of ten; None where it has few digits."""
    if row.value is None or len(row.value.value.normalize(EXACT).as_tuple().digits) < _TELLING:
        return None
    return row.value.value.scaleb(unit_of(row.unit).power, context=EXACT).normalize(EXACT)


def _related(review: Review, one: StatedRow, other: StatedRow) -> bool:
    """Whether two rows state one fact, belong to one total, or are called the same."""
    if one.item == other.item or one.total == other.row or other.total == one.row:
        return True
    form = review.form.statements
    facts = [_fact(review, form.concepts.get(row.row, "")) for row in (one, other)] if form else []
    if all(fact in review.framework.table_cells for fact in facts):
        return True  # totals of accounts are often alike, and tie-outs compare them
    return len(set(facts)) == 1 and "" not in facts


def _fact(review: Review, text: str) -> str:
    """The fact that a row states; of a base figure that was taken from elsewhere, that place's."""
    fact = fact_of(review, text)
    same_as = (concept.same_as for concept in review.framework.concepts if concept.id == fact)
    return next(filter(None, same_as), fact)
