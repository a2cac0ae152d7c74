"""Writing touches nothing else of the user's: filters, selection, the place in view, calculation, the saved state."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from jixiao.hosts.libreoffice import read_book, write_edits
from jixiao.hosts.libreoffice.inside import view
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from live_office import opened

pytestmark = pytest.mark.office

SHEET, OTHER = "表", "另一张"
ROWS = 60


@pytest.fixture
def document(office: Any, tmp_path: Path) -> Iterator[Any]:
    path = tmp_path / "甲.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, other = book.add_worksheet(SHEET), book.add_worksheet(OTHER)
        sheet.write_row("A1", ["级别", "数"])
        for row in range(1, ROWS):
            sheet.write_row(row, 0, ["错误" if row % 2 else "提示", row])
            if not row % 2:
                sheet.set_row(row, options={"hidden": True})
        sheet.autofilter(0, 0, ROWS - 1, 1)
        sheet.filter_column(0, "x == 错误")
        other.merge_range("D2:F4", "合并")
    with opened(office, path) as document:
        yield document


def hidden(document: Any) -> list[int]:
    rows = document.Sheets.getByName(SHEET).Rows
    return [row + 1 for row in range(ROWS) if not rows.getByIndex(row).IsVisible]


def numbers(document: Any) -> list[float]:
    return [row[0] for row in document.Sheets.getByName(SHEET).getCellRangeByName(f"B2:B{ROWS}").getDataArray()]


def edits(sheet: str = SHEET) -> list[Edit]:
    return [Edit(CellRef(sheet, row, 2), Decimal(100 + row)) for row in range(2, 30)]


def test_filtered_rows_are_written_and_stay_hidden(document: Any) -> None:
    before = hidden(document)
    assert len(before) > 20
    write_edits(document, edits())
    assert hidden(document) == before
    assert numbers(document) == [*(100 + row for row in range(2, 30)), *range(29, ROWS)]
    document.getUndoManager().undo()
    assert (hidden(document), numbers(document)) == (before, list(range(1, ROWS)))


def test_what_is_in_view_and_selected_stays(document: Any) -> None:
    window, sheet = document.getCurrentController(), document.Sheets.getByName(SHEET)
    window.setActiveSheet(sheet)
    window.select(sheet.getCellRangeByName("B5:C9"))
    window.setFirstVisibleRow(20)
    window.setFirstVisibleColumn(2)
    before = in_view(document)
    write_edits(document, [*edits(OTHER), *edits(), *edits("新")])
    assert in_view(document) == before


def in_view(document: Any) -> tuple[object, ...]:
    window = document.getCurrentController()
    return window.ActiveSheet.Name, window.FirstVisibleRow, window.FirstVisibleColumn, view.selected(document)


@pytest.mark.parametrize("automatic", [True, False])
def test_way_of_calculating_stays(document: Any, automatic: bool) -> None:
    document.enableAutomaticCalculation(automatic)
    write_edits(document, [*edits(), Edit(CellRef(SHEET, 2, 3), None, "B2+1")])
    assert document.isAutomaticCalculationEnabled() is automatic


def test_reading_leaves_the_document_saved(document: Any) -> None:
    read_book(document)
    view.selected(document)
    view.show(document, OTHER, 3, 3)
    assert not document.isModified()
    assert document.getUndoManager().getAllUndoActionTitles() == ()


@pytest.mark.parametrize(
    ("sheet", "places", "expected"),
    [
        (OTHER, ["B5"], (5, 2, 5, 2)),
        (OTHER, ["B5:C9"], (5, 2, 9, 3)),
        (OTHER, ["B5:C9", "H1"], (5, 2, 9, 3)),
        (OTHER, ["C1:C1048576"], (1, 3, 1048576, 3)),
        (OTHER, ["D2:F4"], (2, 4, 4, 6)),
        (SHEET, ["B4:C10"], (4, 2, 10, 3)),
        (SHEET, ["B3"], (3, 2, 3, 2)),
    ],
    ids=["cell", "block", "several", "column", "merged", "block with hidden rows", "hidden cell"],
)
def test_selection_is_told(document: Any, sheet: str, places: list[str], expected: tuple[int, ...]) -> None:
    page, window = document.Sheets.getByName(sheet), document.getCurrentController()
    chosen = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    for place in places:
        chosen.addRangeAddress(page.getCellRangeByName(place).getRangeAddress(), False)
    window.setActiveSheet(page)
    window.select(chosen if len(places) > 1 else page.getCellRangeByName(places[0]))
    assert view.selected(document) == (sheet, *expected)


def test_shown_merged_cell_is_selected_whole(document: Any) -> None:
    view.show(document, OTHER, 2, 4)
    assert view.selected(document) == (OTHER, 2, 4, 4, 6)
