"""Scoring tables that were seen before: of those that are outlined alike only the names of the indicators are read.

What a table that stands where its defined name says looks like follows from little of its sheet: from its columns,
the headings of the first two levels and their points, its merged cells, which rows hold anything, and the rows with a
text that could be of a heading, a total or subtotals. All of this is the outline, and compared as a whole. A name, a
target or a figure that a unit typed is none of it, so that most workbooks of a template share an outline.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import NamedTuple

from jixiao.model.book import Cell
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import IndicatorForm, MissingColumn
from jixiao.read.alike_tables import AlikeTables, Outlined, Read, named_by, outlined_places
from jixiao.read.headings import Vocabulary
from jixiao.read.locate import Located, located_at
from jixiao.read.pages import Page
from jixiao.read.telling_texts import TellingTexts

_OUTLINES, _MOST_ROWS, _MOST_SAID = 16, 500, 30_000
"""So many outlines are kept, of sheets with so many rows and of so many characters."""


class _Known(NamedTuple):
    """A table, and the merged areas of its sheet."""

    merged: tuple[Area, ...]
    form: IndicatorForm
    missing: tuple[MissingColumn, ...]


class KnownTables:
    """The scoring tables last read by one framework, whose columns have the words of this vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary, self._texts = vocabulary, TellingTexts(vocabulary)
        self._known: dict[Hashable, _Known] = {}
        self._alike = AlikeTables(self._texts)

    def table(self, page: Page, area: Area, grade: CellRef, read: Callable[[Located], Read]) -> Read | None:
        """The table that has its defined name at an area, with the cell that is named for the grade; None where it does
        not begin there. ``read`` reads one that was located.
        """
        return self._alike.table(page, area, grade, lambda page: self._outlined(page, area, grade, read))

    def _outlined(self, page: Page, area: Area, grade: CellRef, read: Callable[[Located], Read]) -> Outlined:
        """The table, with the rows that tell; these are None where nothing is known of the tables that are like it."""
        located = located_at(page, area, self._vocabulary)
        if located is None:
            return None, None
        telling = [row for row in self._texts.rows_of(page) if located.found.row < row <= area.bottom]
        outline = self._outline(located, telling)
        if outline is None:
            return read(located), None
        return self._known_by(outline, located, grade, read), telling

    def _known_by(self, outline: Hashable, located: Located, grade: CellRef, read: Callable[[Located], Read]) -> Read:
        key, merged = (outline, grade), located.page.sheet.merged
        found = self._known.pop(key, None)
        if found is None or found.merged != merged:
            form, missing = read(located)
            if form is None or sum(len(row.name) for row in form.rows) > _MOST_SAID:
                return form, missing
            found = _Known(merged, form, missing)
        self._known[key] = found
        if len(self._known) > _OUTLINES:
            del self._known[next(iter(self._known))]
        return _with_names(located.page, found.form), found.missing

    def _outline(self, located: Located, telling: Sequence[int]) -> Hashable | None:
        """All that the table follows from but its merged cells; None where a heading may be repeated in it."""
        page, found, last = located.page, located.found, located.limit or 0
        if max(last - found.row, len(page.rows)) > _MOST_ROWS:
            return None
        if any(self._vocabulary.columns_of(page, row) for row in telling):
            return None
        columns = tuple(found.columns.items())
        cells = [*map(page.sheet.cells.get, outlined_places(found.row, last, columns))]
        texts = [(row, column, _text(cell)) for row in telling for column, cell in page.rows[row].items()]
        said = [text for _, _, text in texts] + [one for cell in cells if cell for one in (_text(cell), cell.formula)]
        if sum(map(len, filter(None, said))) > _MOST_SAID:
            return None
        return (
            (found.sheet, found.row, last, columns),
            tuple(page.rows),
            tuple(texts),
            tuple([cell and (type(cell.value), cell) for cell in cells]),  # True is no 1
        )


def _text(cell: Cell) -> str | None:
    return cell.value if isinstance(cell.value, str) else None


def _with_names(page: Page, form: IndicatorForm) -> IndicatorForm:
    """The table with the names that this workbook has."""
    column, cells = form.table.columns.get("level3", 0), page.sheet.cells
    return replace(form, rows=tuple([named_by(cells.get((row.row, column)), row) for row in form.rows]))
