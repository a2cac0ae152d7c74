"""What is selected in a window, and bringing a cell to its front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from . import reading
from .exchange import is_refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .protocol import AddressLike, DocumentLike

    Selected = tuple[str, int, int, int, int]


def selected(document: DocumentLike) -> Selected | None:
    """The selected block; the first of several, None where no cells are selected.

    Where a filter hides rows, LibreOffice tells of a block only the parts in sight: it is put together again. Of one
    that is all hidden, the cell that has the cursor is taken.
    """
    found: Any = document.getCurrentSelection()
    if found is None or not hasattr(found, "queryVisibleCells"):
        return None
    boxes = [reading.box_of(each) for each in _addresses(found)]
    if not boxes:
        return _cursor(document)
    sheet = document.getCurrentController().getActiveSheet()
    around = reading.around(boxes)
    visible = reading.cells_in(sheet, around).queryVisibleCells().getRangeAddresses()
    is_one = sorted(map(reading.box_of, visible)) == sorted(boxes)
    return (sheet.Name, *(around if is_one else boxes[0]))


def _addresses(found: Any) -> Sequence[AddressLike]:  # noqa: ANN401 - a LibreOffice object
    return found.getRangeAddresses() if hasattr(found, "getRangeAddresses") else (found.getRangeAddress(),)


def _cursor(document: DocumentLike) -> Selected | None:
    """The cell with the cursor, from LibreOffice's notes of a window: ``100/60/0;0;tw:1;3/24/0…``, a part a sheet."""
    window = document.getCurrentController()
    notes = [part for part in window.ViewData.split(";")[2:] if not part.startswith("tw:")]
    sheet = window.getActiveSheet()
    numbers = re.findall(r"\d+", notes[sheet.getRangeAddress().Sheet])
    column, row = int(numbers[0]) + 1, int(numbers[1]) + 1
    return sheet.Name, row, column, row, column


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
