"""The workbook itself: columns, sheets, labels, formulas, names."""

from dataclasses import replace
from decimal import Decimal

from benchmarks.mutations.books import plan_of
from benchmarks.mutations.entries import Chance
from benchmarks.mutations.kinds.kind import Kind, Places, Rebuilt
from benchmarks.mutations.world import World
from jixiao.compute.live import live_cells
from jixiao.compute.live_cell import Kind as LiveKind
from jixiao.model.book import Book, Cell, ErrorValue
from jixiao.model.cells import CellRef
from workbook_changes import without_column, without_sheet

_TABLES = ("自评表", "汇总表")


def _is_ours(book: Book) -> bool:
    return bool(book.names)


def _with(book: Book, at: CellRef, cell: Cell | None) -> Book:
    cells = dict(book.sheets[at.sheet].cells)
    if cell is None:
        cells.pop((at.row, at.column), None)
    else:
        cells[at.row, at.column] = cell
    return replace(book, sheets={**book.sheets, at.sheet: replace(book.sheets[at.sheet], cells=cells)})


def _column(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """A column of the scoring table is gone."""
    form = plan_of(world.framework.id, world.kind).form.indicators
    if not _is_ours(book) or form is None or form.blocks:
        return None
    roles = [role for role in ("target", "actual", "score", "variance_note") if role in form.table.columns]
    column = form.table.columns[chance.choice(roles)]
    return Rebuilt(
        without_column(book, form.table.sheet, column), CellRef(form.table.sheet, form.table.header, column), "sheet"
    )


def _sheet(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """The scoring table's sheet is gone."""
    if not _is_ours(book) or world.kind != "evaluation":
        return None
    return Rebuilt(without_sheet(book, "自评表"), CellRef(next(iter(book.sheets)), 1, 1))


def _label(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """The printed name of a fixed indicator reads otherwise."""
    form = plan_of(world.framework.id, world.kind).form.indicators
    rows = [row for row in (form.rows if form else ()) if row.name]
    if not _is_ours(book) or form is None or not rows:
        return None
    at = form.at("level3", chance.choice(rows).row)
    if at is None:
        return None
    cell = book.cell(at)
    return Rebuilt(_with(book, at, cell._replace(value=f"{cell.value}情况")), at)


def _formula(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """A formula of the office's own, with another result, where the template had one."""
    plan = plan_of(world.framework.id, world.kind)
    kinds = (
        LiveKind.SCORE_TOTAL,
        LiveKind.FUND_RATE,
        LiveKind.FUND_TOTAL,
        LiveKind.SUMMARY_TOTAL,
        LiveKind.SUMMARY_RATE,
    )
    found = [live.at for live in live_cells(plan.form, plan.framework) if live.kind in kinds]
    kept = [
        at
        for at in found
        if book.cell(at).formula is not None and isinstance(book.cell(at).value, Decimal) and book.cell(at).value
    ]
    if not _is_ours(book) or not kept:
        return None
    at = chance.choice(kept)
    value = book.cell(at).value
    assert isinstance(value, Decimal)
    cell = book.cell(at)._replace(
        formula=f"{at.shift(rows=1).a1}*0+{value * Decimal('0.9'):f}", value=value * Decimal("0.9")
    )
    return Rebuilt(_with(book, at, cell), at)


def _figure(world: World, places: Places, chance: Chance, *patterns: str) -> CellRef | None:
    """The cell of one of these figures that is no total, None where there is none."""
    ids = [id for id in world.numbers(*patterns) if id in places and ".total." not in id]
    return places[chance.choice(ids)] if ids else None


def _error(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """A cell that shows #REF!."""
    at = _figure(world, places, chance, "fund.*.executed", "row.*.score", "summary.*.executed")
    if at is None:
        return None
    return Rebuilt(_with(book, at, book.cell(at)._replace(value=ErrorValue("#REF!"), formula="#REF!*1")), at)


def _hidden(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """A row with figures is hidden."""
    at = _figure(world, places, chance, "row.*.score", "summary.*.executed")
    if at is None:
        return None
    sheet = book.sheets[at.sheet]
    return Rebuilt(
        replace(book, sheets={**book.sheets, at.sheet: replace(sheet, hidden_rows=frozenset({at.row}))}), at, True
    )


def _external(world: World, book: Book, places: Places, chance: Chance) -> Rebuilt | None:
    """A figure that comes out of another workbook."""
    at = _figure(world, places, chance, "fund.*.executed", "summary.*.executed", "concept.*")
    if at is None:
        return None
    return Rebuilt(_with(book, at, book.cell(at)._replace(formula="[1]Sheet1!$B$2")), at)


KINDS = (
    Kind("structure", "删掉一列", rebuild=_column),
    Kind("structure", "删掉自评表", rebuild=_sheet),
    Kind("structure", "指标名称被改", rebuild=_label),
    Kind("structure", "公式被换成自己的", rebuild=_formula),
    Kind("structure", "公式损坏 #REF!", rebuild=_error),
    Kind("structure", "有数的行被隐藏", rebuild=_hidden),
    Kind("structure", "引用别的工作簿", rebuild=_external),
)
