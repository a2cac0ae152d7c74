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

FORMAT = 4
"""The version of these values; the extension and the engine must agree on it."""

BOOLEAN = "BOOLEAN"
"""Stands for a number format that shows a number as a truth value."""


class Refusal(Exception):
    """LibreOffice or the engine refuses; the text is one Chinese sentence. Nothing was written."""


class Stopped(Refusal):
    """The user pressed Esc."""


def is_refusal(error: Exception) -> bool:
    """Whether an exception comes from LibreOffice and not from a mistake of ours."""
    return isinstance(getattr(error, "typeName", None), str)


class SheetContent(TypedDict):
    """One sheet. ``values`` and ``formulas`` are the rows of the block that begins at ``top`` and ``left``.

    A formula cell that failed has the value None and stands in ``failures`` (row, column, Excel's text).
    ``formats`` are number format codes with the boxes that have them. ``visible``: what of the block is not hidden.
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
    visible: Sequence[Box]


class BookContent(TypedDict):
    """One document. ``names`` are the defined names with their texts."""

    title: str
    sheets: Sequence[SheetContent]
    names: Sequence[tuple[str, str]]


class FieldContent(TypedDict):
    """A field of a form: see ``jixiao.actions.form.Field``."""

    key: str
    caption: str
    kind: str
    value: str
    choices: Sequence[ChoiceContent]
    suffixes: Sequence[str]
    required: bool


class ChoiceContent(TypedDict):
    """One of the values of a field, and what the user reads."""

    value: str
    caption: str


class FormContent(TypedDict):
    """A form: lines of text, then fields. One without fields asks whether to go on."""

    title: str
    fields: Sequence[FieldContent]
    text: Sequence[str]


class Request(TypedDict):
    """What the engine is asked: an action's name, the answers to its forms so far, the document and where it is.

    ``book`` is None where no document is open, or none that can be read: ``unread`` says why. ``selected`` is the
    selected block (sheet, top, left, bottom, right). ``is_saved``: the document's file holds what it shows.
    """

    format: int
    action: str
    answers: dict[str, str]
    url: str
    book: BookContent | None
    unread: str
    is_saved: bool
    selected: tuple[str, int, int, int, int] | None


class Write(TypedDict):
    """One rectangle to write: rows of numbers and texts ("" empties a cell), or rows of formulas."""

    sheet: str
    top: int
    left: int
    rows: Rows
    are_formulas: bool


class JobContent(TypedDict):
    """Something for LibreOffice to do: a task (``jixiao.actions.Task``) and a path or "".

    ``made`` is the path of a finished file that is to get its place there, "" where LibreOffice has to make it.
    """

    task: str
    path: str
    made: str


class Reply(TypedDict):
    """What the engine answers. With an ``error`` the rest is empty; with a ``form`` the action wants its answers first.

    ``undo_title`` names the step in the Edit menu; ``show`` is the cell to bring to the front (sheet, row, column),
    ``told`` are lines for a dialog, ``jobs`` follow the writes.
    """

    error: str
    form: FormContent | None
    writes: Sequence[Write]
    undo_title: str
    message: str
    told: Sequence[str]
    show: tuple[str, int, int] | None
    jobs: Sequence[JobContent]
