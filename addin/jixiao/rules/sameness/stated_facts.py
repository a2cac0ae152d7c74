"""Cells that state a fact of another place: figures of the report's text, base figures, actual values of rates."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Text
from jixiao.model.form import named
from jixiao.read.pages import plain
from jixiao.rules.sameness.fact_names import fact_of
from jixiao.rules.sameness.standing import in_force
from jixiao.rules.statements.stated_rows import item_of
from jixiao.rules.units import PERCENT


@dataclass(frozen=True)
class StatedFact:
    """What a cell states of a fact, to be held against the fact's own place."""

    fact: str
    at: CellRef
    label: str
    unit: str
    cells: tuple[CellRef, ...] = ()


def stated_facts(review: Review) -> Iterator[StatedFact]:
    """Everything that the form states beside the place of the fact itself."""
    yield from _statements(review)
    yield from _concepts(review)
    yield from _rates(review)


def _statements(review: Review) -> Iterator[StatedFact]:
    """The rows of 叙述数据 that state something."""
    form = review.form.statements
    for row, text in form.concepts.items() if form else ():
        at = form.table.at("value", row) if form else None
        if form is not None and at is not None and isinstance(review.reported(at), Figure | Text):
            fact = _measured_elsewhere(review, fact_of(review, text))
            yield StatedFact(
                fact, at, named(item_of(review, form, row)), plain(review.text(form.table.at("unit", row)))
            )


def _measured_elsewhere(review: Review, fact: str) -> str:
    """The other place of a rate whose base figures are blank; any other fact as it is."""
    kind, _, id = fact.partition(".")
    same_as = next((rate.same_as for rate in review.framework.rates if rate.id == id), "") if kind == "rates" else ""
    place = review.form.place(fact)
    return same_as if same_as and (place is None or in_force(review, place) is None) else fact


def _rates(review: Review) -> Iterator[StatedFact]:
    """Actual values of rates that another place of the form states, where their own base figures are blank."""
    form = review.form.indicators
    for row in form.rows if form else ():
        rate, at = review.rate_of(row), form.at("actual", row.row) if form else None
        if rate is None or at is None or not rate.same_as or not isinstance(review.reported(at), Figure):
            continue
        if _measured_elsewhere(review, f"rates.{rate.id}") == rate.same_as:
            yield StatedFact(rate.same_as, at, f"{named(row.name)}完成值", PERCENT)


def _concepts(review: Review) -> Iterator[StatedFact]:
    """Base figures that were taken from another place of the form."""
    for concept in review.framework.concepts:
        at = review.form.concepts.get(concept.id)
        if concept.same_as and at is not None and isinstance(review.reported(at), Figure):
            yield StatedFact(concept.same_as, at, named(concept.label), concept.unit, (at,))
