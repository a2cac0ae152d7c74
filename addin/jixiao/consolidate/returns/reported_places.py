"""Where the workbooks of one template report what is taken from them: worked out once a layout, with the addresses."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jixiao.consolidate.returns.amounts import address
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.read.alike import per_layout


class FactPlaces(NamedTuple):
    """The cells of the fund table's amounts and of the base figures, by fact, and the same cells as addresses."""

    cells: Mapping[str, CellRef]
    addresses: Mapping[str, str]


class RowPlaces(NamedTuple):
    """The cells of one third-level indicator; ``address`` is that of its score, "" where it has none."""

    points: CellRef | None
    score: CellRef | None
    target: CellRef | None
    actual: CellRef | None
    note: CellRef | None
    address: str


@per_layout
def fact_places(form: Form, framework: Framework) -> FactPlaces:
    """Where amounts of the fund table and base figures stand."""
    cells = dict(_facts(form, framework))
    return FactPlaces(cells, {key: address(at) for key, at in cells.items()})


def _facts(form: Form, framework: Framework) -> Iterator[tuple[str, CellRef]]:
    if form.fund is not None and framework.fund is not None:
        for line in form.fund.lines:
            for role in framework.fund.amounts:
                at = form.fund.at(role, line)
                if at is not None:
                    yield f"fund.{line.id}.{role}", at
    yield from form.concepts.items()


@per_layout
def row_places(form: Form, framework: Framework) -> tuple[RowPlaces, ...]:
    """Where each row of the scoring table reports, from top to bottom, whether or not it has a name."""
    return tuple(_rows(form))


def _rows(form: Form) -> Iterator[RowPlaces]:
    table = form.indicators
    for row in table.rows if table is not None else ():
        assert table is not None
        block = table.block(row.row)
        points, score, target, actual, note = (
            block.at(role, row.row) for role in ("points", "score", "target", "actual", "variance_note")
        )
        yield RowPlaces(points, score, target, actual, note, "" if score is None else address(score))
