"""Scoring tables that were seen before: of those that are outlined alike only the names of the indicators are read.

What a table that stands where its defined name says looks like follows from little of its sheet: from its columns,
the headings of the first two levels and their points, its merged cells, which rows hold anything, and the rows with a
text that could be of a heading, a total or subtotals. All of this is the outline, and compared as a whole. A name, a
target or a figure that a unit typed is none of it, so that most workbooks of a template share an outline.
"""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from jixiao.model.book import Cell
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import IndicatorForm, IndicatorRow, MissingColumn, indicator_row
from jixiao.read.headings import Vocabulary
from jixiao.read.locate import Located
from jixiao.read.pages import Page, plain_words, stays_as_it_is
from jixiao.read.table_rows import ENDS_OF_SUMS, speaks_of_sums
from jixiao.read.values import read_points_label
from jixiao.read.words import LONGEST_WORDS

Read = tuple[IndicatorForm | None, tuple[MissingColumn, ...]]

_OUTLINES, _MOST_ROWS, _MOST_SAID, _TEXTS = 16, 500, 30_000, 8192
"""So many outlines are kept, of sheets with so many rows and of so many characters; and so many texts that tell of
headings and sums, or not."""

_OUTLINED = ("level1", "level2", "weight", "level2_points")
"""The columns of which every cell belongs to the outline."""


class _Known(NamedTuple):
    """A table, and the merged areas of its sheet."""

    merged: tuple[Area, ...]
    form: IndicatorForm
    missing: tuple[MissingColumn, ...]


class KnownTables:
    """The scoring tables last read by one framework, whose columns have the words of this vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary, self._ends = vocabulary, vocabulary.ends | ENDS_OF_SUMS
        self._silent, self._telling = set[str](), set[str]()
        self._known: dict[Hashable, _Known] = {}

    def table(self, located: Located, grade: CellRef, read: Callable[[], Read]) -> Read:
        """The table that its defined name has located, with the cell that is named for the grade. ``read`` reads it."""
        outline = self._outline(located)
        if outline is None:
            return read()
        key, merged = (outline, grade), located.page.sheet.merged
        found = self._known.pop(key, None)
        if found is None or found.merged != merged:
            form, missing = read()
            if form is None or sum(len(row.name) for row in form.rows) > _MOST_SAID:
                return form, missing
            found = _Known(merged, form, missing)
        self._known[key] = found
        if len(self._known) > _OUTLINES:
            del self._known[next(iter(self._known))]
        return _with_names(located.page, found.form), found.missing

    def _outline(self, located: Located) -> Hashable | None:
        """All that the table follows from but its merged cells; None where a heading may be repeated in it."""
        page, found, last = located.page, located.found, located.limit or 0
        if max(last - found.row, len(page.rows)) > _MOST_ROWS:
            return None
        telling = [row for row in self._telling_rows(page) if found.row < row <= last]
        if any(self._vocabulary.columns_of(page, row) for row in telling):
            return None
        columns = tuple(found.columns.items())
        cells = [*map(page.sheet.cells.get, _outlined_places(found.row, last, columns))]
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

    def _telling_rows(self, page: Page) -> list[int]:
        """The rows with a text that may be more than data."""
        silent, telling = self._silent, self._telling
        found = dict[int, None]()
        for row, text in [
            (place[0], cell[0])
            for place, cell in page.sheet.cells.items()
            if type(cell[0]) is str and cell[0] not in silent
        ]:
            if text in telling or (len(text) <= LONGEST_WORDS and self._tells(text)):
                found[row] = None
        return [*found]

    def _tells(self, text: str) -> bool:
        if stays_as_it_is(text[-1:]) and text[-1:] not in self._ends:  # as most that units write
            tells = False
        else:
            word = plain_words(text)
            tells = self._vocabulary.knows(word) or speaks_of_sums(word)
        known = self._telling if tells else self._silent
        if len(known) == _TEXTS:
            known.clear()
        known.add(text)
        return tells


def _text(cell: Cell) -> str | None:
    return cell.value if isinstance(cell.value, str) else None


@lru_cache(maxsize=32)
def _outlined_places(heading: int, last: int, columns: tuple[tuple[str, int], ...]) -> tuple[tuple[int, int], ...]:
    """Every place of the outlined columns below the heading."""
    outlined = [column for role, column in columns if role in _OUTLINED]
    return tuple((row, column) for row in range(heading + 1, last + 1) for column in outlined)


def _with_names(page: Page, form: IndicatorForm) -> IndicatorForm:
    """The table with the names that this workbook has."""
    column, cells = form.table.columns.get("level3", 0), page.sheet.cells
    return replace(form, rows=tuple([_named(row, cells.get((row.row, column))) for row in form.rows]))


def _named(row: IndicatorRow, cell: Cell | None) -> IndicatorRow:
    name = read_points_label(cell.value)[0] if cell is not None and isinstance(cell.value, str) else ""
    return row if name == row.name else indicator_row(row.row, row.level1, row.level2, name)
