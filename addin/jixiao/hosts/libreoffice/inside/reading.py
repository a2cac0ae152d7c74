"""An open document → plain values, in a number of calls that does not grow with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from .exchange import Refusal
from .number_codes import code_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .exchange import BookContent, Box, SheetContent
    from .protocol import AddressLike, DocumentLike, RangeLike, RangesLike, SheetLike

    Typed = tuple[str, int, int, Sequence[Sequence[str]]]

MAX_CELLS = 2_000_000
FORMULA = 16
CONTENT = 1 | 2 | 4 | FORMULA
"""Bits of ``CellFlags``: numbers, dates, texts, formulas; not notes."""

_FAILED = 4

TOO_LARGE = "“{name}”的工作表《{sheet}》已用区域过大，请删去多余的空行、空列并保存后再试。"

_ERRORS = {
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
"""LibreOffice's numbers of the errors that Excel knows; the others are kinds of #VALUE!."""


def take(document: DocumentLike) -> BookContent:
    """The document as it stands now, saved or not. Raises Refusal where a sheet is huge."""
    title, code_of, sheets = title_of(document), code_reader(document), document.getSheets()
    contents = [_sheet(title, name, sheets.getByName(name), code_of) for name in sheets.getElementNames()]
    names = document.NamedRanges
    texts = [(name, names.getByName(name).getContent()) for name in names.getElementNames()]
    return {"title": title, "sheets": contents, "names": texts}


def typed(document: DocumentLike) -> list[Typed]:
    """What was typed into each sheet: its name, where its first cell stands, the texts and formulas."""
    title, sheets = title_of(document), document.getSheets()
    return [_typed(title, name, sheets.getByName(name)) for name in sheets.getElementNames()]


def _typed(title: str, name: str, sheet: SheetLike) -> Typed:
    box = _used(title, name, sheet)
    return name, box[0], box[1], cells_in(sheet, box).getFormulaArray()


def title_of(document: DocumentLike) -> str:
    """The file's name, or the window's where nothing is saved yet."""
    return unquote(document.getURL().rsplit("/", 1)[-1]) or document.Title


def box_of(address: AddressLike) -> Box:
    """A rectangle of LibreOffice's, counted from 1."""
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1


def cells_in(sheet: SheetLike, box: Box) -> RangeLike:
    """The cells of a sheet in a box."""
    top, left, bottom, right = box
    return sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)


def _sheet(title: str, name: str, sheet: SheetLike, code_of: Callable[[int], str]) -> SheetContent:
    box = _used(title, name, sheet)
    cells = cells_in(sheet, box)
    formats, merged = _looks(sheet, code_of)
    return {
        "name": name,
        "is_hidden": not sheet.IsVisible,
        "top": box[0],
        "left": box[1],
        "values": cells.getDataArray(),
        "formulas": cells.getFormulaArray(),
        "formula_boxes": _boxes(cells.queryContentCells(FORMULA)),
        "failures": list(_failures(sheet, cells)),
        "formats": formats,
        "merged": merged,
        "visible": _boxes(cells.queryVisibleCells()),
    }


def _used(title: str, name: str, sheet: SheetLike) -> Box:
    """The box that holds everything in a sheet. Raises Refusal where it is huge."""
    box = around(_boxes(sheet.queryContentCells(CONTENT)))
    if (box[2] - box[0] + 1) * (box[3] - box[1] + 1) > MAX_CELLS:
        raise Refusal(TOO_LARGE.format(name=title, sheet=name))
    return box


def _boxes(ranges: RangesLike) -> list[Box]:
    return [box_of(address) for address in ranges.getRangeAddresses()]


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all boxes; the first cell where there are none."""
    if not boxes:
        return 1, 1, 1, 1
    tops, lefts, bottoms, rights = zip(*boxes)  # noqa: B905 - Python 3.8 has no strict
    return min(tops), min(lefts), max(bottoms), max(rights)


def _failures(sheet: SheetLike, cells: RangeLike) -> Iterator[tuple[int, int, str]]:
    """The formula cells that failed, with what Excel calls the error; a call for each."""
    for row, column in _places(_boxes(cells.queryFormulaCells(_FAILED))):
        error = sheet.getCellByPosition(column - 1, row - 1).getError()
        yield row, column, _ERRORS.get(error, "#VALUE!")


def _places(boxes: Iterable[Box]) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in boxes:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield row, column


def _looks(sheet: SheetLike, code_of: Callable[[int], str]) -> tuple[list[tuple[str, list[Box]]], list[Box]]:
    """Number formats with their boxes, and merged areas: a few calls for each look that the sheet has.

    The size of a merged area is part of the look of its first cell, so one of them tells the size of all.
    """
    formats: list[tuple[str, list[Box]]] = []
    merged: list[Box] = []
    groups = sheet.getUniqueCellFormatRanges()
    for index in range(groups.getCount()):
        group = groups.getByIndex(index)
        boxes = _boxes(group)
        formats.append((code_of(group.NumberFormat), boxes))
        first = sheet.getCellByPosition(boxes[0][1] - 1, boxes[0][0] - 1)
        if first.getIsMerged():
            rows, columns = _size(sheet, first)
            merged += [(row, column, row + rows, column + columns) for row, column in _places(boxes)]
    return formats, merged


def _size(sheet: SheetLike, first: RangeLike) -> tuple[int, int]:
    """How many rows and columns a merged area has beside its first."""
    cursor = sheet.createCursorByRange(first)
    cursor.collapseToMergedArea()
    top, left, bottom, right = box_of(cursor.getRangeAddress())
    return bottom - top, right - left
