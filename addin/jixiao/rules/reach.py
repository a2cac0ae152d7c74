"""What a cell bears on: the cells computed from it, those that repeat it, and what is said beside it."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import Area, CellRef
from jixiao.rules.sameness.fact_names import fact_of


class Reach:
    """Looks up what a cell bears on; made once for a workbook."""

    def __init__(self, review: Review) -> None:
        self._after: dict[CellRef, list[CellRef]] = {}
        self._areas: list[tuple[Area, CellRef]] = []
        tables = [part.table for part in (review.form.indicators, review.form.statements) if part is not None]
        self._rows = {table.sheet: range(table.first, table.last + 1) for table in tables}
        for computed in review.calculation.computed.values():
            for place in computed.live.operands.values():
                self._link(place, computed.live.at)
        for place, at in (*_repeated(review), *_summed_up(review)):
            self._link(place, at)

    def _link(self, place: CellRef | Area, at: CellRef) -> None:
        if isinstance(place, Area):
            self._areas.append((place, at))
        else:
            self._after.setdefault(place, []).append(at)

    def of(self, at: CellRef) -> "Reached":
        """The cell itself and all that follow from it, however many steps away."""
        found, waiting = {at}, [at]
        while waiting:
            new = set(self._next(waiting.pop())) - found
            found |= new
            waiting += new
        rows = frozenset((cell.sheet, cell.row) for cell in found if cell.row in self._rows.get(cell.sheet, ()))
        return Reached(frozenset(found), rows)

    def _next(self, at: CellRef) -> Iterator[CellRef]:
        yield from self._after.get(at, ())
        yield from (after for area, after in self._areas if at in area)


class Reached:
    """Cells, and rows of the scoring table and of 叙述数据, whose figures stand beside each other."""

    def __init__(self, cells: frozenset[CellRef], rows: frozenset[tuple[str, int]]) -> None:
        self._cells, self._rows = cells, rows

    def __contains__(self, at: object) -> bool:
        return at in self._cells or (isinstance(at, CellRef) and (at.sheet, at.row) in self._rows)


def _repeated(review: Review) -> Iterator[tuple[CellRef, CellRef]]:
    """Places that state a fact, each with a cell that repeats it."""
    form = review.form
    found = [(form.place(concept.same_as), form.concepts.get(concept.id)) for concept in review.framework.concepts
             if concept.same_as]  # fmt: skip
    if form.statements is not None:
        table = form.statements.table
        stated = form.statements.concepts.items()
        found += [(form.place(fact_of(review, text)), table.at("value", row)) for row, text in stated]
    if form.indicators is not None:
        rates = ((item, review.rate_of(item)) for item in form.indicators.rows)
        found += [(form.rates.get(rate.id), form.indicators.at("actual", item.row)) for item, rate in rates if rate]
    yield from ((place, at) for place, at in found if place is not None and at is not None)


def _summed_up(review: Review) -> Iterator[tuple[CellRef, CellRef]]:
    """The amounts of the fund table, each with the total that every way of splitting comes to."""
    fund, law = review.form.fund, review.framework.fund
    for role in law.amounts if fund and law else ():
        total = fund.at(role, fund.line("total")) if fund else None
        places = (fund.at(role, line) for line in fund.lines) if fund else ()
        yield from ((place, total) for place in places if place is not None and total is not None and place != total)
