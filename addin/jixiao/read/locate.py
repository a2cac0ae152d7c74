"""Where a table begins: by the defined name in a workbook of ours, else by its heading words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jixiao.model.cells import Area, CellRef
from jixiao.model.form import MissingColumn
from jixiao.read.headings import Columns, Found, Vocabulary, find_heading, vocabulary_of
from jixiao.read.pages import Page, Pages

_ENOUGH = 3
"""A named row is still the heading of the table while it names so many columns."""


@dataclass(frozen=True)
class Located:
    """A table found: its page, its heading, and the last row that its defined name spans, if it has one."""

    page: Page
    found: Found
    limit: int | None


def locate(
    pages: Pages, name: str, columns: Columns, needed: Collection[str], without: Columns | None = None
) -> Located | None:
    """The table of a defined name, or one whose heading row has the ``needed`` columns and none of ``without``."""
    area = pages.names.get(name)
    located = None if area is None else located_at(pages.pages[area.sheet], area, vocabulary_of(columns))
    if located is not None:
        return located
    without = without or {}
    heading = find_heading(pages, {**columns, **without}, needed, without)
    return None if heading is None else Located(pages.pages[heading.sheet], heading, None)


def located_at(page: Page, area: Area, vocabulary: Vocabulary) -> Located | None:
    """The table that has its defined name at an area; None where its first row does not head the columns."""
    columns = vocabulary.columns_of(page, area.top)
    if len(columns) < _ENOUGH:
        return None
    return Located(page, Found(area.sheet, area.top, columns), area.bottom)


def missing_columns(
    title: str, found: Found, columns: Columns, optional: Collection[str] = ()
) -> Iterator[MissingColumn]:
    """The columns that a table lacks, each placed right of the column that stands before it in the form."""
    last = 0
    for role, words in columns.items():
        if role in found.columns:
            last = found.columns[role]
        elif role not in optional:
            yield MissingColumn(title, words[0], role, CellRef(found.sheet, found.row, last + 1))
