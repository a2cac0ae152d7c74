"""Fund tables that were seen before: those whose rows say the same, whatever their figures, are read once.

A table of lines one below the other that stands where its defined name says follows from few cells: from its heading,
and below it from the texts in its columns and from where there are figures at all. All of this is compared as a whole.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from jixiao.model.book import AlikeCells, Cell, Value
from jixiao.model.cells import Area
from jixiao.model.form import FundForm, MissingColumn
from jixiao.read.pages import Page, Pages

Read = tuple[FundForm | None, tuple[MissingColumn, ...]]

_TABLES, _BASES, _MOST_SAID, _MOST_ROWS = 64, 16, 10_000, 100
"""So many tables are kept, and so many sheets that others are like; of tables of so many characters and rows."""

_FEWEST_COLUMNS = 3
"""With fewer the defined name was not gone by: the table may follow from any row."""

_FIGURE, _PERCENTAGE = object(), object()
_OF_NUMBERS = "0123456789.,"


_Place = tuple[int, int]


class _Known(NamedTuple):
    """A table, with the names of its workbook."""

    names: Mapping[str, Area]
    read: Read


class _OfBase(NamedTuple):
    """What is known of sheets that are like one that was read: what its cells say that the table follows from, and the
    tables by what others say instead.
    """

    cells: Mapping[_Place, Cell]
    names: Mapping[str, Area]
    area: Area
    said: Mapping[_Place, tuple[object, str]]
    tables: dict[Hashable, Read]


class KnownFunds:
    """The fund tables last read by one framework."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Known] = {}
        self._bases: list[_OfBase] = []

    def table(
        self, pages: Pages, area: Area, read: Callable[[Pages], Read], is_of_rows: Callable[[Page], bool]
    ) -> Read:
        """The table that has its defined name at an area of a sheet that was read. ``read`` reads it; ``is_of_rows``
        tells from the first row of the area whether its lines stand one below the other.
        """
        if area.bottom - area.top > _MOST_ROWS:
            return read(pages)
        cells = pages.pages[area.sheet].sheet.cells
        if not isinstance(cells, AlikeCells):
            return self._table(pages, area, read, is_of_rows)[0]
        base = self._base_of(pages, area, cells.base)
        said = _said_otherwise(base, cells)
        found = base.tables.get(said)
        if found is None:
            found, is_kept = self._table(pages, area, read, is_of_rows)
            if is_kept and len(base.tables) < _TABLES:
                base.tables[said] = found
        return found

    def _base_of(self, pages: Pages, area: Area, cells: Mapping[_Place, Cell]) -> _OfBase:
        for base in self._bases:
            if base.cells is cells and base.names is pages.names and base.area == area:
                return base
        page = Page(replace(pages.pages[area.sheet].sheet, cells=cells))
        said = {(row, column): (kind, code) for row, column, kind, code in _said(page, area)}
        self._bases.insert(0, _OfBase(cells, pages.names, area, said, {}))
        del self._bases[_BASES:]
        return self._bases[0]

    def _table(
        self, pages: Pages, area: Area, read: Callable[[Pages], Read], is_of_rows: Callable[[Page], bool]
    ) -> tuple[Read, bool]:
        """The table, and whether it follows from what its cells say."""
        page = pages.pages[area.sheet]
        said = tuple(_said(page, area))
        found = self._known.pop((area, said), None)
        if found is None or found.names is not pages.names:
            found = _Known(pages.names, read(pages))
            if not (_is_as_named(area, found.read[0]) and is_of_rows(page) and len(repr(said)) <= _MOST_SAID):
                return found.read, False
        self._known[area, said] = found
        if len(self._known) > _TABLES:
            del self._known[next(iter(self._known))]
        return found.read, True


def _said_otherwise(base: _OfBase, cells: AlikeCells) -> Hashable:
    """What the cells that a table follows from say in another way than those of the sheet that this one is like."""
    said, last, right = base.said, base.area.bottom, base.area.right
    first = base.area.top
    others = [
        (place, kind)
        for place, cell in cells.changed.items()
        if first <= place[0] <= last
        and (place[1] <= right or place[0] == first)
        and (kind := (_kind(cell[0]), cell[2])) != said.get(place)
    ]
    return *others, *said.keys() & {*cells.emptied}


def _said(page: Page, area: Area) -> Iterator[tuple[int, int, object, str]]:
    """The cells that a table follows from; of figures that they are there."""
    for row in range(area.top, area.bottom + 1):
        for column, (value, _, format) in page.rows.get(row, {}).items():
            if column <= area.right or row == area.top:
                yield row, column, _kind(value), format


def _kind(value: Value) -> object:
    if isinstance(value, str):  # no amount is stated as a percentage
        return _PERCENTAGE if value.strip(_OF_NUMBERS) == "%" else value
    return _FIGURE if isinstance(value, Decimal) and value.is_finite() else (type(value), value)


def _is_as_named(area: Area, form: FundForm | None) -> bool:
    """Whether a table is the one that the name says, with all of its columns."""
    return (
        form is not None
        and (form.table.sheet, form.table.header, form.table.top) == (area.sheet, area.top, 0)
        and len(form.table.columns) >= _FEWEST_COLUMNS
        and max(form.table.columns.values()) <= area.right
    )
