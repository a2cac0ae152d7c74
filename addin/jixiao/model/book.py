"""A workbook as plain values: what a host hands over, and what it takes back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from jixiao.model.cells import Area, CellRef


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What Excel shows where a formula failed: ``#REF!``, ``#DIV/0!`` …"""

    text: str


Value = Decimal | str | bool | ErrorValue | None
"""A cell's content. Doubles became Decimals at the door; an empty cell is None."""


class Cell(NamedTuple):
    """One cell; a tuple, because a workbook has thousands.

    ``formula`` is Excel's text without the leading ``=``, or None for a typed value; ``value`` is then the
    result that the file keeps for it. ``number_format`` is Excel's format code (``0.00%``). A date is a number
    with the format of one: the days since the end of 1899, whatever day the workbook itself counts from.
    """

    value: Value = None
    formula: str | None = None
    number_format: str = "General"


EMPTY = Cell()


class AlikeCells(dict[tuple[int, int], Cell]):
    """The cells of a sheet that has most of them in common with ``base``, the cells of one that was read before.

    ``changed``: what stands now in all places where it differs from that, and perhaps in some more; ``emptied``: those
    among them where nothing stands. Who works with many sheets of a template may work out things for their base and
    look at the changes alone. Nobody may change any of it; a copy is an ordinary dict.
    """

    __slots__ = ("base", "changed", "emptied")

    def __init__(
        self,
        cells: Mapping[tuple[int, int], Cell],
        base: Mapping[tuple[int, int], Cell],
        changed: Mapping[tuple[int, int], Cell],
        emptied: Collection[tuple[int, int]],
    ) -> None:
        super().__init__(cells)
        self.base = base
        self.changed = changed
        self.emptied = emptied


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its non-empty cells by (row, column) counted from 1, and its merged areas.

    ``hidden`` tells of the sheet itself; ``hidden_rows`` and ``hidden_columns`` are unknown where Excel lets no copy
    be made.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Book:
    """One workbook as read. ``title`` is the file name, for messages.

    ``names`` holds the workbook's defined names; None marks a name whose cells were deleted (``#REF!``).
    ``remarks`` are Chinese sentences on what the host saw and left alone: macros, links, hidden sheets. ``unread``: the
    sheets that the workbook has and that were not asked for.
    """

    title: str
    sheets: Mapping[str, Sheet]
    names: Mapping[str, Area | None] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()

    def cell(self, at: CellRef) -> Cell:
        """The cell at a place; an empty one where nothing stands there."""
        sheet = self.sheets.get(at.sheet)
        return EMPTY if sheet is None else sheet.cells.get(at[1:], EMPTY)


def with_edits(book: Book, edits: Iterable["Edit"]) -> Book:
    """The book as it is after the edits; the book itself stays as it was."""
    changed: dict[str, dict[tuple[int, int], Cell]] = {}
    for edit in edits:
        name, place = edit.at.sheet, edit.at[1:]
        if name not in changed:
            changed[name] = dict(book.sheets[name].cells) if name in book.sheets else {}
        cells = changed[name]
        cells[place] = Cell(edit.value, edit.formula, cells.get(place, EMPTY).number_format)
    sheets = {name: replace(book.sheets.get(name, Sheet(name)), cells=cells) for name, cells in changed.items()}
    return replace(book, sheets={**book.sheets, **sheets})


@dataclass(frozen=True, slots=True)
class Edit:
    """One write: a value, or a formula (without ``=``) with the result the engine computed for it.

    A text value stays text, also one that begins with ``=``. ``None`` with no formula empties the cell.
    An edit keeps the cell's look. A sheet that does not exist yet is added at the end.
    """

    at: CellRef
    value: Value
    formula: str | None = None
