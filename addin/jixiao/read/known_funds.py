"""Fund tables that were seen before: those whose rows say the same, whatever their figures, are read once.

A table of lines one below the other that stands where its defined name says follows from few cells: from its heading,
and below it from the texts in its columns and from where there are figures at all. All of this is compared as a whole.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from jixiao.model.book import Value
from jixiao.model.cells import Area
from jixiao.model.form import FundForm, MissingColumn
from jixiao.read.pages import Page, Pages

Read = tuple[FundForm | None, tuple[MissingColumn, ...]]

_TABLES, _MOST_SAID, _MOST_ROWS = 64, 10_000, 100
"""So many tables are kept, of so many characters and rows."""

_FEWEST_COLUMNS = 3
"""With fewer the defined name was not gone by: the table may follow from any row."""

_FIGURE, _PERCENTAGE = object(), object()
_OF_NUMBERS = "0123456789.,"


class _Known(NamedTuple):
    """A table, with the names of its workbook."""

    names: Mapping[str, Area]
    read: Read


class KnownFunds:
    """The fund tables last read by one framework."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Known] = {}

    def table(self, pages: Pages, area: Area, read: Callable[[], Read], is_of_rows: Callable[[], bool]) -> Read:
        """The table that has its defined name at an area of a sheet that was read. ``read`` reads it; ``is_of_rows``
        tells from the first row of the area whether its lines stand one below the other.
        """
        page = pages.pages[area.sheet]
        if area.bottom - area.top > _MOST_ROWS:
            return read()
        said = tuple(_said(page, area))
        found = self._known.pop((area, said), None)
        if found is None or found.names is not pages.names:
            found = _Known(pages.names, read())
            if not (_is_as_named(area, found.read[0]) and is_of_rows() and len(repr(said)) <= _MOST_SAID):
                return found.read
        self._known[area, said] = found
        if len(self._known) > _TABLES:
            del self._known[next(iter(self._known))]
        return found.read


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
