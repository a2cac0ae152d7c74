"""What is selected in a window, and bringing a cell to its front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import reading
from .exchange import is_refusal

if TYPE_CHECKING:
    from .protocol import DocumentLike


def selected(document: DocumentLike) -> tuple[str, int, int, int, int] | None:
    """The selected block; the first of several, None where no cells are selected."""
    found: Any = document.getCurrentSelection()
    if found is not None and found.supportsService("com.sun.star.sheet.SheetCellRanges"):
        found = found.getByIndex(0) if found.getCount() else None
    if found is None or not found.supportsService("com.sun.star.sheet.SheetCellRange"):
        return None
    return (found.getSpreadsheet().Name, *reading.box_of(found.getRangeAddress()))


def show(document: DocumentLike, sheet: str, row: int, column: int) -> None:
    """Bring a cell to the front; what was written stays where the window does not follow."""
    window = document.getCurrentController()
    if window is None or not hasattr(window, "setActiveSheet"):  # a print preview has no cells
        return
    page = document.getSheets().getByName(sheet)
    cursor = page.createCursorByRange(reading.cells_in(page, (row, column, row, column)))
    cursor.collapseToMergedArea()
    try:
        window.setActiveSheet(page)
        window.select(cursor)
    except Exception as error:
        if not is_refusal(error):
            raise
