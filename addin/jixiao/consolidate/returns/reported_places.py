"""Where the workbooks of one template report what is taken from them: worked out once a layout, with the addresses."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jixiao.consolidate.returns.amounts import address
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.read.alike import per_layout
from jixiao.read.places import Cells


class FactPlaces(NamedTuple):
    """The cells of the fund table's amounts and of the base figures, by fact, and the same cells as addresses."""

    cells: Mapping[str, CellRef]
    addresses: Mapping[str, str]


class RowPlaces(NamedTuple):
    """The cells of the third-level indicators, row by row; ``addresses`` are those of the scores, "" where is none."""

    points: Cells
    scores: Cells
    targets: Cells
    actuals: Cells
    notes: Cells
    addresses: tuple[str, ...]


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
def row_places(form: Form, framework: Framework) -> RowPlaces:
    """Where the rows of the scoring table report, from top to bottom, whether or not they have a name."""
    points, scores, targets, actuals, notes = (
        tuple(_column(form, role)) for role in ("points", "score", "target", "actual", "variance_note")
    )
    return RowPlaces(points, scores, targets, actuals, notes, tuple("" if at is None else address(at) for at in scores))


def _column(form: Form, role: str) -> Iterator[CellRef | None]:
    table = form.indicators
    for row in table.rows if table is not None else ():
        assert table is not None
        yield table.block(row.row).at(role, row.row)
