"""Worlds as workbooks: our templates as they come back filled in. No file is written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from benchmarks.mutations.entries import Entry
from benchmarks.mutations.world import World
from jixiao import flow
from jixiao.compute.calculate import excel_formula
from jixiao.compute.live import live_cells
from jixiao.model.book import Book, Cell, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import Form
from jixiao.template.blueprint import Blueprint, evaluation_blueprint, summary_blueprint
from workbooks import built

SUMMARY_ROWS = 10


@cache
def plan_of(template: str, kind: str) -> Blueprint:
    """The plan of a template's workbook: evaluation or summary."""
    return evaluation_blueprint(template) if kind == "evaluation" else summary_blueprint(template, SUMMARY_ROWS)


@cache
def _blank(template: str, kind: str) -> Book:
    return built(plan_of(template, kind))


@cache
def _looks(template: str, kind: str) -> Mapping[CellRef, str]:
    """The number formats of entry cells, which a Book shows only of cells that hold something."""
    plan = plan_of(template, kind)
    live = {cell.at for cell in live_cells(plan.form, plan.framework)}
    places = [at for at in _places(plan.form) if at not in live]
    book = built(plan, dict.fromkeys(places, Decimal(1)))
    return {at: book.cell(at).number_format for at in places}


def _places(form: Form) -> Iterator[CellRef]:
    """Every cell of the form that someone may type into."""
    yield from form.concepts.values()
    yield from (at for id, at in form.fields.items() if id not in ("money_unit", "scope", "state"))
    roles = ("target", "actual", "points", "score", "variance_note", "level2", "level2_points", "level3", "scoring")
    indicators = form.indicators
    for row in indicators.rows if indicators else ():
        for role in roles:
            at = indicators.at(role, row.row) if indicators else None
            if at is not None and (role not in ("level2", "level2_points", "level3", "scoring") or not row.name):
                yield at
    for line in form.fund.lines if form.fund else ():
        yield from (at for role in ("annual_budget", "executed") if form.fund and (at := form.fund.at(role, line)))
    tables = [part.table for part in (form.statements, form.summary) if part is not None]
    for table in tables:
        yield from (at for role in table.columns if role != "number" for at in table.area(role) or ())
    for checklist in form.checklists:
        yield from checklist.ticks


def place_of(form: Form, id: str) -> CellRef | None:
    """The cell of an id; None where the form has none, or it stands in another workbook."""
    kind, _, rest = id.partition(".")
    first, _, role = rest.partition(".")
    one_by_one = {"field": form.fields, "concept": form.concepts, "rate": form.rates}
    if kind in one_by_one:
        return one_by_one[kind].get(rest)
    if kind == "fund" and form.fund is not None:
        return form.fund.at(role, form.fund.line(first))
    if kind == "stated" and form.statements is not None:
        return form.statements.table.at(role, form.statements.table.first + int(first))
    if kind == "summary" and form.summary is not None:
        table = form.summary.table
        return table.at(role, (table.total or 0) if first == "total" else table.first + int(first))
    return _in_scoring(form, kind, first, role) if form.indicators is not None else None


def _in_scoring(form: Form, kind: str, first: str, role: str) -> CellRef | None:
    indicators = form.indicators
    assert indicators is not None
    match kind:
        case "grade":
            return indicators.grade_at
        case "total":
            return indicators.total_at(first)
        case "row":
            return indicators.at(role, indicators.rows[int(first)].row)
        case "tick":
            ticks = form.checklist_of(indicators.rows[int(first)])
            return [*ticks][int(role)] if ticks else None
    return None


def our_book(world: World) -> Book:
    """The template of the framework, filled in, saved by a spreadsheet."""
    plan = plan_of(world.framework.id, world.kind)
    cells: dict[CellRef, Cell] = {}
    for id, entry in world.entries.items():
        at = place_of(plan.form, id)
        if at is not None and not entry.live:
            cells[at] = typed(plan, world, at, entry)
    return recalculated(with_cells(_blank(world.framework.id, world.kind), cells))


def typed(plan: Blueprint, world: World, at: CellRef, entry: Entry) -> Cell:
    """A cell with something typed into it; it keeps its own look unless the entry brings one."""
    blank = _blank(world.framework.id, world.kind).cell(at)
    look = entry.look or _looks(world.framework.id, world.kind).get(at) or blank.number_format
    return Cell(entry.value, None, look)


def with_cells(book: Book, cells: Mapping[CellRef, Cell]) -> Book:
    """The book with cells put in."""
    sheets = {name: dict(sheet.cells) for name, sheet in book.sheets.items()}
    for at, cell in cells.items():
        sheets[at.sheet][at.row, at.column] = cell
    return replace(book, sheets={name: replace(book.sheets[name], cells=found) for name, found in sheets.items()})


def recalculated(book: Book) -> Book:
    """The book with the results of the template's formulas beside them, as a spreadsheet saves it."""
    review = flow.review_book(book)
    edits = []
    for at, computed in review.calculation.computed.items():
        cell = book.cell(at)
        if cell.formula is not None and at not in review.calculation.stated:
            value = computed.value.value if isinstance(computed.value, Missing) else computed.value
            if value in (Missing.BLANK.value, Missing.NIL.value):
                value = ""
            edits.append(Edit(at, value, excel_formula(computed.live)))
    return with_edits(book, edits)
