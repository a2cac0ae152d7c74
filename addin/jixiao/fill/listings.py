"""The sheets beside a 汇总表 that is there already, brought up to date by edits; nothing else in the file changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.model.book import Book, Edit, Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.model.listing import FIRST_LINE, Beside, ChartSheet, Link, ListedCell, ListedValue, Listing, fitting
from jixiao.read.cargo import cargo_edits
from jixiao.read.digests import text_of
from jixiao.template.sheets.charts import chart_places

_COVERAGE_BEGINS = "已汇总"


@dataclass(frozen=True)
class Refreshed:
    """Edits, and a sentence for each sheet that was left as it is."""

    edits: tuple[Edit, ...]
    remarks: tuple[str, ...]


def beside_edits(book: Book, form: Form, beside: Beside) -> Refreshed:
    """Edits that bring what goes with a 汇总表 up to date, in a workbook of ours; others are left alone.

    Sheets that the workbook lacks are left out: a department's self-evaluation is handed on, and how its reviewers
    rank its units is no part of it.
    """
    if not form.ours:
        return Refreshed((), ())
    edits = [*_coverage(book, form, beside.coverage), *cargo_edits(book, dict(beside.cargo))]
    there = [listing for listing in beside.listings if _is_ours(book, listing)]
    for listing in there:
        edits += _changed(book, listing.sheet, _listing_cells(listing), listing.header + 1)
    with_charts = beside.charts is not None and _has_charts(book, beside.charts)
    if beside.charts is not None and with_charts:
        edits += _changed(book, beside.charts.sheet, _chart_cells(beside.charts))
    lacking = [listing.sheet for listing in beside.listings if listing not in there]
    lacking += [beside.charts.sheet] if beside.charts is not None and not with_charts else []
    return Refreshed(tuple(edits), _remarks(book, lacking))


def _remarks(book: Book, lacking: Sequence[str]) -> tuple[str, ...]:
    if not lacking:
        return ()
    sheets = "".join(f"《{sheet}》" for sheet in lacking)
    return (f"{book.title}：{sheets}不在或已改动，没有更新。另出一份新的汇总表时会有。",)


def _coverage(book: Book, form: Form, text: str) -> Iterator[Edit]:
    """The line above the table; something else that stands there is left."""
    at = form.coverage_at
    if at is None:
        return
    old = book.cell(at)
    is_free = old.formula is None and (old.value in (None, "") or str(old.value).startswith(_COVERAGE_BEGINS))
    if is_free and old.value != text:
        yield Edit(at, text)


def _is_ours(book: Book, listing: Listing) -> bool:
    """Whether the sheet is there with the headings that it was made with."""
    headings = [column.heading for column in listing.columns]
    cells = [book.cell(CellRef(listing.sheet, listing.header, number)) for number in range(1, len(headings) + 1)]
    return [cell.value for cell in cells] == headings


def _has_charts(book: Book, charts: ChartSheet) -> bool:
    """Whether the sheet is there with the tables of its charts where they were made."""
    places = chart_places(charts)
    return charts.sheet in book.sheets and all(
        book.cell(CellRef(charts.sheet, places[chart.id] + 1, column)).value == heading
        for chart in charts.charts
        for column, heading in enumerate(chart.headings, 1)
    )


Cells = Iterator[tuple[int, int, ListedValue]]


def _listing_cells(listing: Listing) -> Cells:
    for number, line in enumerate(listing.lines):
        yield FIRST_LINE + number, 1, line
    for number, row in enumerate(listing.body, listing.header + 1):
        for column, value in enumerate(row, 1):
            yield number, column, fitting(value.value if isinstance(value, ListedCell) else value)


def _chart_cells(charts: ChartSheet) -> Cells:
    for chart in charts.charts:
        top = chart_places(charts)[chart.id]
        yield top, 1, chart.title
        for number in range(chart.room):
            label, value = chart.rows[number] if number < len(chart.rows) else (None, None)
            yield top + 2 + number, 1, label
            yield top + 2 + number, 2, value


def _changed(book: Book, sheet: str, cells: Iterable[tuple[int, int, ListedValue]], below: int = 0) -> list[Edit]:
    """Edits of the cells that hold something else, and of those from row ``below`` on that are filled no more."""
    wanted = {(row, column): value for row, column, value in cells}
    edits = [
        Edit(CellRef(sheet, *place), *_written(value))
        for place, value in wanted.items()
        if not _stands(book, CellRef(sheet, *place), value)
    ]
    filled = (place for place, cell in book.sheets[sheet].cells.items() if cell.value or cell.formula)
    return edits + [
        Edit(CellRef(sheet, *place), None) for place in filled if below and place[0] >= below and place not in wanted
    ]


def _written(value: ListedValue) -> tuple[Value, str | None]:
    return (value.text, value.formula) if isinstance(value, Link) else (value, None)


def _stands(book: Book, at: CellRef, value: ListedValue) -> bool:
    written, formula = _written(value)
    cell = book.cell(at)
    return cell.formula == formula and text_of(cell.value) == text_of(written)
