"""Rectangles of cells: what stands in one, and what is put into one, in a few calls each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .reading import CONTENT, FORMULA, box_of, cells_in

if TYPE_CHECKING:
    from .exchange import Box, Rows, Write
    from .protocol import DocumentLike, RangeLike, RangesLike

_NOTE = 8


def cells_of(document: DocumentLike, each: Write) -> RangeLike:
    """The cells that a rectangle is written to."""
    return cells_in(document.getSheets().getByName(each["sheet"]), _box(each))


def _box(each: Write) -> Box:
    rows = each["rows"]
    return each["top"], each["left"], each["top"] + len(rows) - 1, each["left"] + len(rows[0]) - 1


def standing(document: DocumentLike, each: Write) -> list[Write]:
    """What stands in a rectangle, as writes that would put it there again: the values, then the formulas."""
    cells = cells_of(document, each)
    values = [["" if value is None else value for value in row] for row in cells.getDataArray()]
    found: list[Write] = [{**each, "rows": values, "are_formulas": False}]
    boxes = [box_of(address) for address in cells.queryContentCells(FORMULA).getRangeAddresses()]
    formulas = cells.getFormulaArray() if boxes else ()
    for top, left, bottom, right in boxes:
        columns = slice(left - each["left"], right - each["left"] + 1)
        rows = [row[columns] for row in formulas[top - each["top"] : bottom - each["top"] + 1]]
        found.append({"sheet": each["sheet"], "top": top, "left": left, "rows": rows, "are_formulas": True})
    return found


def put(document: DocumentLike, each: Write) -> None:
    """Write a rectangle in one call; cell by cell where that would take notes or array formulas away."""
    cells, rows, are_formulas = cells_of(document, each), each["rows"], each["are_formulas"]
    texts = [content for row in rows for content in row if isinstance(content, str) and content]
    has_arrays = are_formulas and any(text.startswith("{") for text in texts)
    looks = _looks(cells) if texts and not are_formulas else []
    if has_arrays or cells.queryContentCells(_NOTE).getRangeAddresses():
        _put_singly(cells, rows, are_formulas)
    else:
        _put_block(cells, rows, are_formulas)
    for same_look, number_format in looks:  # LibreOffice made text cells of those that got a text like "001"
        same_look.NumberFormat = number_format


def _looks(cells: RangeLike) -> list[tuple[RangesLike, int]]:
    groups = cells.getUniqueCellFormatRanges()
    found = [groups.getByIndex(index) for index in range(groups.getCount())]
    return [(group, group.NumberFormat) for group in found]


def _put_block(cells: RangeLike, rows: Rows, are_formulas: bool) -> None:
    """Write a block so that it can be undone and redone.

    When a block is undone, LibreOffice puts back what stood in its cells, but those that were blank keep what was
    written. An array formula is undone down to the blank cells, so one is put there and cleared away first.
    """
    block = tuple(tuple(row) for row in rows)
    cells.setArrayFormula("=0")
    cells.clearContents(CONTENT)
    if are_formulas:
        cells.setFormulaArray(block)
    else:
        cells.setDataArray(block)


def _put_singly(cells: RangeLike, rows: Rows, are_formulas: bool) -> None:
    for row, contents in enumerate(rows):
        for column, content in enumerate(contents):
            _put_cell(cells.getCellByPosition(column, row), content, are_formulas)


def _put_cell(cell: Any, content: object, is_formula: bool) -> None:  # noqa: ANN401 - a LibreOffice object
    if not isinstance(content, str):
        cell.setValue(content)
    elif not is_formula:
        cell.setString(content)
    elif content.startswith("{"):
        cell.setArrayFormula(content[1:-1])
    else:
        cell.setFormula(content)
