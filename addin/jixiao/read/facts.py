"""What is reported in each cell that a form knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast, overload

from jixiao.model.book import Book, Cell, ErrorValue
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Reported, Text
from jixiao.model.form import Form, named
from jixiao.model.framework import Framework
from jixiao.read.dates import is_date_code
from jixiao.read.places import Asked, Places, places_of
from jixiao.read.places import FactKind as FactKind
from jixiao.read.places import own_points as own_points
from jixiao.read.precision import AMOUNT_DECIMALS, rounded_amounts
from jixiao.read.values import (
    as_converted,
    is_text_number,
    printed,
    read_amount,
    read_measure,
    read_points_label,
    read_share,
)

NUMERIC = (FactKind.AMOUNT, FactKind.COUNT, FactKind.RATE, FactKind.SHARE, FactKind.POINTS)


@dataclass(frozen=True)
class Fact:
    """One cell of the form: what it is (``label``, for messages) and what is reported there."""

    at: CellRef
    kind: FactKind
    label: str
    cell: Cell
    reported: Reported
    precision: "_Precision" = field(repr=False, compare=False)

    @property
    def decimals(self) -> int:
        """To how many decimals an amount may have been rounded, as its whole table tells."""
        return self.precision.of(self.at)

    @property
    def stored(self) -> Reported:
        """What formulas find here. In our templates a rate is to them what the cell stores: no ``87.93%`` that is a
        text, and no 87.93 that was meant as a percentage.
        """
        if self.kind is not FactKind.RATE or not self.precision.ours or self.cell.value is None:
            return self.reported
        return read_share(self.cell) if isinstance(self.cell.value, Decimal) else Missing.UNREADABLE


class _Precision:
    """To how many decimals the amounts of a book were rounded; looked at when somebody asks."""

    def __init__(self, book: Book, places: Places, ours: bool) -> None:
        self._book, self._places, self._ours = book, places, ours

    @property
    def ours(self) -> bool:
        """Whether the book was built from our template."""
        return self._ours

    def of(self, at: CellRef) -> int:
        """The decimals of an amount."""
        return self._rounded.get(at, AMOUNT_DECIMALS)

    @cached_property
    def _rounded(self) -> Mapping[CellRef, int]:
        cells = ((at, self._book.cell(at)) for at in self._places.amounts)
        amounts = ((at, cell, _reported(cell, FactKind.AMOUNT, self._ours)) for at, cell in cells)
        return rounded_amounts((at, cell, found) for at, cell, found in amounts if isinstance(found, Figure))


_Default = TypeVar("_Default")
_TEXT, _MEASURE, _BLANK = FactKind.TEXT, FactKind.MEASURE, Missing.BLANK  # those of an enum take long to look up
_NO_CELLS: Mapping[tuple[int, int], Cell] = {}


class Facts(Mapping[CellRef, Fact]):
    """Every cell that a form names, with what is reported there; each is read when somebody asks for it."""

    def __init__(self, book: Book, form: Form, places: Places) -> None:
        self._book, self._form, self._places = book, form, places
        self._cells = {name: sheet.cells for name, sheet in book.sheets.items()}
        self._read: dict[CellRef, Fact] = {}
        self._reported: dict[CellRef, Reported] = {}
        self._numbers: dict[CellRef, Decimal | Missing] = {}
        self._texts: dict[CellRef, str] = {}
        self._precision = _Precision(book, places, form.ours)
        self._plain_codes = set[str]()

    def __getitem__(self, at: CellRef) -> Fact:
        fact = self._read.get(at)
        if fact is None:
            place = self._places.all[at]
            label = place.label if place.row is None else self._names[place.row] + place.label
            reported = self.reported(at)
            fact = self._read[at] = Fact(at, place.kind, label, self._book.cell(at), reported, self._precision)
        return fact

    def reported(self, at: CellRef) -> Reported:
        """What is reported at a place; BLANK where the form has no such place. It takes less than the whole fact."""
        found = self._reported.get(at)
        if found is None:
            place = self._places.all.get(at)
            found = Missing.BLANK if place is None else _reported(self._book.cell(at), place.kind, self._form.ours)
            self._reported[at] = found
        return found

    def filled(self) -> Iterator[CellRef]:
        """The places of the form whose cells hold a value; most are blank."""
        cells = self._cells
        for at in self._places.all:
            cell = cells.get(at[0], _NO_CELLS).get(at[1:])
            if cell is not None and cell[0] is not None:
                yield at

    def at_once(self, cells: Iterable[CellRef | None]) -> list[Decimal | Missing | None]:
        """What formulas find in cells with numbers that are reported just as they are stored, or with nothing.

        None where there is more to it. Every figure of every workbook passes here: one loop does it for all.
        """
        asked, plain_codes, ours = self._places.asked((*cells,)), self._plain_codes, self._form.ours
        found: list[Decimal | Missing | None] = []
        take = found.append
        for cell, is_stored in zip(self._cells_of(asked), asked.are_stored, strict=True):
            value = None if cell is None else cell[0]
            if cell is None:
                take(_BLANK)
            elif value is None:
                take(_nothing(cell))
            elif is_stored and type(value) is Decimal and (cell[2] in plain_codes or self._is_plain(cell[2])):
                take(value if value.is_finite() else None)
            else:
                take(Missing.NIL if is_stored and ours and value in NIL_MARKS else None)
        return found

    def _is_plain(self, code: str) -> bool:
        """Whether a format shows no date."""
        if is_date_code(code):
            return False
        self._plain_codes.add(code)
        return True

    def _cells_of(self, asked: Asked) -> list[Cell | None]:
        found: list[Cell | None] = []
        for sheet, places in asked.runs:
            found += map(self._cells.get(sheet, _NO_CELLS).get, places)
        return found

    def numbers(self, cells: Sequence[CellRef | None]) -> list[Decimal | Missing]:
        """The numbers that are reported at these places, or why there are none."""
        found = self.at_once(cells)
        for number in [number for number, one in enumerate(found) if one is None]:
            found[number] = self._number(cells[number])
        return cast("list[Decimal | Missing]", found)

    def number(self, at: CellRef) -> Decimal | Missing:
        """The number that is reported at a place, or why there is none."""
        found = self._numbers.get(at)
        if found is None:
            found = self._numbers[at] = self.numbers((at,))[0]
        return found

    def _number(self, at: CellRef | None) -> Decimal | Missing:
        reported = Missing.BLANK if at is None else self.reported(at)
        if isinstance(reported, Figure):
            return reported.value
        return reported if isinstance(reported, Missing) else Missing.UNREADABLE

    def texts(self, cells: Iterable[CellRef | None]) -> list[str]:
        """The texts that are reported at these places, figures as they are printed; "" where there is none."""
        cells, found = (*cells,), list[str]()
        asked, take = self._places.asked(cells), found.append
        for cell, kind, at in zip(self._cells_of(asked), asked.kinds, cells, strict=True):
            value = None if cell is None else cell[0]
            if at is None or cell is None or value is None:
                take("")
            elif type(value) is not str:
                take(self._text(at, cell))
            elif kind is _TEXT:
                take(value.strip())
            elif kind is _MEASURE and value.strip() == value:  # whether or not it is a figure
                take("" if value in NIL_MARKS else value)
            else:
                take(self._text(at, cell))
        return found

    def text(self, at: CellRef) -> str:
        """The text that is reported at a place, a figure as it is printed; "" where there is none."""
        found = self._texts.get(at)
        if found is None:
            found = self._texts[at] = self.texts((at,))[0]
        return found

    def _text(self, at: CellRef, cell: Cell) -> str:
        reported = self.reported(at)
        if isinstance(reported, Text):
            return reported.text
        return "" if isinstance(reported, Missing) else printed(cell)

    @overload
    def get(self, at: CellRef, /) -> Fact | None: ...

    @overload
    def get(self, at: CellRef, /, default: Fact | _Default) -> Fact | _Default: ...

    def get(self, at: CellRef, /, default: Fact | _Default | None = None) -> Fact | _Default | None:
        """The fact at a place, or the default."""
        return self._read.get(at) or (self[at] if at in self._places.all else default)

    def __iter__(self) -> Iterator[CellRef]:
        return iter(self._places.all)

    def __len__(self) -> int:
        return len(self._places.all)

    def __contains__(self, at: object) -> bool:
        return at in self._places.all

    @cached_property
    def _names(self) -> Mapping[int, str]:
        """What messages call the indicator in a row."""
        rows = () if self._form.indicators is None else self._form.indicators.rows
        return {row.row: named(row.name or row.level2) for row in rows}

    def cell(self, at: CellRef) -> Cell | None:
        """The cell at a place of the form; None where the form has no such place."""
        return self._book.cell(at) if at in self._places.all else None

    def after(self, book: Book, edited: AbstractSet[CellRef]) -> "Facts":
        """The facts of the same form in a book that differs in the ``edited`` cells."""
        facts = Facts(book, self._form, self._places)
        if self._places.amounts.isdisjoint(edited):  # else the precision of a whole table may be another one
            facts._read = {at: fact for at, fact in self._read.items() if at not in edited}
        return facts


def cell_at(facts: Mapping[CellRef, Fact], at: CellRef) -> Cell | None:
    """The cell at a place of the form, without reading what it says; None where the form has no such place."""
    if isinstance(facts, Facts):
        return facts.cell(at)
    fact = facts.get(at)
    return None if fact is None else fact.cell


def found_at_once(facts: Mapping[CellRef, Fact], cells: Sequence[CellRef]) -> list[Decimal | Missing | None]:
    """See ``Facts.at_once``; None of other mappings."""
    return facts.at_once(cells) if isinstance(facts, Facts) else [None] * len(cells)


def read_facts(book: Book, form: Form, framework: Framework) -> Facts:
    """Every cell that the form names, read as its kind wants; blanks included."""
    return Facts(book, form, places_of(form, framework))


def _nothing(cell: Cell) -> Missing:
    """Why nothing is reported in a cell without a value."""
    return Missing.BLANK if cell.formula is None else Missing.NOT_COMPUTED


def _reported(cell: Cell, kind: FactKind, ours: bool) -> Reported:
    if cell.value is None:
        return _nothing(cell)
    if kind is FactKind.TEXT:
        return _text(cell)
    if kind is FactKind.MEASURE:
        return read_measure(cell)
    cell = cell if ours else as_converted(cell)
    if kind is FactKind.RATE:
        return as_share(read_share(cell))
    if ours and is_text_number(cell):
        return Missing.UNREADABLE  # Excel's formulas pass over it, so must we
    if kind is FactKind.POINTS and not ours and isinstance(cell.value, str):
        return _points(cell, cell.value)
    if kind is FactKind.SHARE:  # in our templates, formulas use the figure as it is stored
        return read_share(cell) if ours else as_share(read_share(cell))
    return read_amount(cell)


def _points(cell: Cell, text: str) -> Reported:
    """Points in a text: ``30``, ``30分``, or in the name of what they are given for: ``办件量（4分）``."""
    label, points = read_points_label(text)
    is_said = points is not None and (not label or any(map(str.isalpha, label)))  # not of 98（100分）
    return Figure(points, decimals_of(points)) if points is not None and is_said else read_amount(cell)


def _text(cell: Cell) -> Reported:
    if isinstance(cell.value, ErrorValue):
        return Missing.UNREADABLE
    text = printed(cell).strip()
    return Text(text) if text else Missing.BLANK


def as_share(figure: Reported) -> Reported:
    """A rate typed without a percent sign: above 3 it can only be meant as a percentage (126.59 → 126.59%)."""
    if isinstance(figure, Figure) and not figure.unit and abs(figure.value) > 3:
        return replace(figure, value=figure.value / Decimal(100), decimals=figure.decimals + 2, unit="%")
    return figure
