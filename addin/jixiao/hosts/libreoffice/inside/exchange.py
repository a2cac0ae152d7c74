"""What passes between LibreOffice and the engine: plain values that JSON can hold.

Rows and columns count from 1; a box is (top, left, bottom, right), its edges included. Formulas are texts of
LibreOffice's own grammar with the leading ``=``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = tuple[int, int, int, int]
    Rows = Sequence[Sequence[object]]

FORMAT = 1
"""The version of these values; the extension and the engine must agree on it."""

BOOLEAN = "BOOLEAN"
"""Stands for a number format that shows a number as a truth value."""


class Refusal(Exception):
    """LibreOffice or the engine refuses; the text is one Chinese sentence. Nothing was written."""


def is_refusal(error: Exception) -> bool:
    """Whether an exception comes from LibreOffice and not from a mistake of ours."""
    return isinstance(getattr(error, "typeName", None), str)


class SheetContent(TypedDict):
    """One sheet. ``values`` and ``formulas`` are the rows of the block that begins at ``top`` and ``left``.

    A formula cell that failed has the value None and stands in ``failures`` (row, column, Excel's text).
    ``formats`` are number format codes with the boxes that have them.
    """

    name: str
    is_hidden: bool
    top: int
    left: int
    values: Rows
    formulas: Rows
    formula_boxes: Sequence[Box]
    failures: Sequence[tuple[int, int, str]]
    formats: Sequence[tuple[str, Sequence[Box]]]
    merged: Sequence[Box]


class BookContent(TypedDict):
    """One document. ``names`` are the defined names with their texts."""

    title: str
    sheets: Sequence[SheetContent]
    names: Sequence[tuple[str, str]]


class Request(TypedDict):
    """What the engine is asked: an action's name, the document and where its file is, the units' folder or ""."""

    format: int
    action: str
    folder: str
    url: str
    book: BookContent


class Write(TypedDict):
    """One rectangle to write: rows of numbers and texts ("" empties a cell), or rows of formulas."""

    sheet: str
    top: int
    left: int
    rows: Rows
    are_formulas: bool


class Reply(TypedDict):
    """What the engine answers. With an ``error`` the rest is empty.

    ``undo_title`` names the step in the Edit menu; ``show`` is the cell to bring to the front (sheet, row, column),
    ``left_out`` are the files that were not summed up, each with the reason.
    """

    error: str
    writes: Sequence[Write]
    undo_title: str
    message: str
    left_out: Sequence[str]
    show: tuple[str, int, int] | None
