"""N002: what the report's text states twice under one name, it states alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.compute.intervals import Interval, meets
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import StatementsForm, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.sameness.fact_names import fact_of, is_known
from jixiao.rules.sameness.standing import in_force
from jixiao.rules.statements.stated_rows import item_of
from jixiao.rules.units import readings


@rule(
    code="N002",
    title="报告里同一项目前后一致",
    messages="{label}现为 {printed}，与{there}的 {expected} 不一致，请核实。",
    hint="请核对报告前后，改正写错的一处；时点或口径不同的，把项目名称写清楚。",
    basis="同一报告中同一项目的数应前后一致",
)
def item_is_stated_alike(review: Review) -> Iterator[Outcome]:
    """Rows of one name, or of one fact that the tables do not state, so that N001 has nothing to compare with."""
    form = review.form.statements
    seen: dict[str, _Said] = {}
    for said in _stated(review, form) if form else ():
        first = seen.setdefault(said.key, said)
        if first is not said and _differ(first, said):
            yield Finding("N002", Severity.WARNING, said.at, named(said.item), said.text, first.text,
                          values={"there": f"{first.at.sheet} {first.at.a1} "})  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """A figure of the report's text; ``key`` tells what it is a figure of."""

    key: str
    at: CellRef
    item: str
    figure: Figure
    typed: str
    unit: str
    text: str


def _stated(review: Review, form: StatementsForm) -> Iterator[_Said]:
    for row in range(form.table.first, form.table.last + 1):
        at = form.table.at("value", row)
        figure = review.reported(at)
        if at is not None and isinstance(figure, Figure) and not figure.comparator:
            fact = fact_of(review, form.concepts.get(row, ""))
            fact = fact if is_known(review, fact) and not fact.startswith("counts.") else ""
            place = review.form.place(fact) if fact else None
            if place is not None and in_force(review, place) is not None:
                continue  # N001 compares it with the table
            item, unit = item_of(review, form, row), plain(review.text(form.table.at("unit", row)))
            beside = f" {unit}" if unit and unit != "%" and not figure.unit else ""
            yield _Said(fact or plain(item), at, item, figure, review.text(at), unit, review.printed(at) + beside)


def _differ(one: _Said, other: _Said) -> bool:
    """Whether the two contradict each other in every unit that both can be meant in."""
    goal = one.figure.unit or one.unit
    mine = [_bounds(figure) for figure in readings(one.figure, one.typed, one.unit, goal)]
    others = [_bounds(figure) for figure in readings(other.figure, other.typed, other.unit, goal)]
    return bool(mine and others) and not any(meets(a, b) for a in mine for b in others)


def _bounds(figure: Figure) -> Interval:
    return Interval.of_printed(figure.value, figure.decimals)
