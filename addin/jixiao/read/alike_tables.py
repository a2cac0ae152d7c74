"""Scoring tables on sheets that have most cells in common with one that was read: only the changed cells are looked at.

They have the outline of the table on that sheet (see ``known_tables``) where no change touches it: no heading of the
first two levels and no points, no row with a text that tells, no row filled or emptied as a whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jixiao.model.book import AlikeCells, Cell
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import IndicatorForm, IndicatorRow, MissingColumn, indicator_row
from jixiao.read.pages import Page
from jixiao.read.telling_texts import TellingTexts
from jixiao.read.values import read_points_label
from jixiao.read.words import LONGEST_WORDS

Read = tuple[IndicatorForm | None, tuple[MissingColumn, ...]]

Outlined = tuple[Read | None, Sequence[int] | None]
"""A table, and the rows of its sheet that tell; None where it is not known what it follows from."""

_Place = tuple[int, int]

_BASES, _ROWS = 16, 4096
"""So many sheets are known that others are like, and so many rows of each."""

_OUTLINED = ("level1", "level2", "weight", "level2_points")
"""The columns of which every cell belongs to the outline."""


@dataclass(frozen=True, slots=True, eq=False)
class _Base:
    """The cells of a sheet that others are like, and where its table has its defined names.

    ``form`` is None where a table on such a sheet follows from more than is looked at here. ``outlined``: the places of
    the outlined columns; ``told``: the heading, and the rows with texts that tell, with the places of their cells
    (``in_told``); ``filled``: row → how many cells; ``named``: place of a third-level name → its number among the rows
    of the table; ``rows``: of such a number the rows last seen, by what its cell says.
    """

    cells: Mapping[_Place, Cell]
    area: Area
    grade: CellRef
    merged: tuple[Area, ...]
    form: IndicatorForm | None = None
    missing: tuple[MissingColumn, ...] = ()
    outlined: frozenset[_Place] = frozenset()
    told: frozenset[int] = frozenset()
    in_told: frozenset[_Place] = frozenset()
    filled: Mapping[int, int] = field(default_factory=dict)
    named: Mapping[_Place, int] = field(default_factory=dict)
    rows: dict[tuple[int, str], IndicatorRow] = field(default_factory=dict)


class AlikeTables:
    """The tables on the sheets that others were like of late."""

    def __init__(self, texts: TellingTexts) -> None:
        self._texts = texts
        self._bases: list[_Base] = []

    def table(self, page: Page, area: Area, grade: CellRef, read: Callable[[Page], Outlined]) -> Read | None:
        """The table that has its defined name at an area. ``read`` reads those that cannot be told by another one."""
        cells = page.sheet.cells
        if not isinstance(cells, AlikeCells):
            return read(page)[0]
        base = self._base_of(page, cells.base, area, grade, read)
        if base.form is None or not self._is_outlined_alike(base, cells):
            return read(page)[0]
        return _renamed(base, base.form, cells), base.missing

    def _base_of(
        self, page: Page, cells: Mapping[_Place, Cell], area: Area, grade: CellRef, read: Callable[[Page], Outlined]
    ) -> _Base:
        merged = page.sheet.merged
        for base in self._bases:
            if base.cells is cells and (base.area, base.grade, base.merged) == (area, grade, merged):
                return base
        table, telling = read(Page(replace(page.sheet, cells=cells)))
        base = _Base(cells, area, grade, merged)
        if table is not None and table[0] is not None and telling is not None:
            base = _known(base, table[0], table[1], telling)
        self._bases.insert(0, base)
        del self._bases[_BASES:]
        return base

    def _is_outlined_alike(self, base: _Base, cells: AlikeCells) -> bool:
        changed, emptied, filled, places = cells.changed, cells.emptied, base.filled, {*cells.changed}
        gone = [row for row, _ in emptied]
        texts = {cell[0] for cell in changed.values() if type(cell[0]) is str}
        if any(map(self._texts.tells, self._texts.not_silent(texts))):
            return False
        return (
            base.outlined.isdisjoint(emptied)
            and all(_is_same(base.cells.get(place), changed[place]) for place in base.outlined & places)
            and all(row in filled and row not in base.told for row, _ in places.difference(base.cells))
            and all(_says_same(base.cells[place], changed[place]) for place in base.in_told & places)
            and base.in_told.isdisjoint(emptied)
            and all(gone.count(row) < filled.get(row, len(gone) + 1) for row in {*gone})
        )


def _known(base: _Base, form: IndicatorForm, missing: tuple[MissingColumn, ...], telling: Iterable[int]) -> _Base:
    table, told = form.table, frozenset((base.area.top, *telling))
    level3 = table.columns.get("level3", 0)
    return replace(
        base,
        form=form,
        missing=missing,
        outlined=frozenset(outlined_places(base.area.top, base.area.bottom, (*table.columns.items(),))),
        told=told,
        in_told=frozenset(place for place in base.cells if place[0] in told),
        filled=Counter(row for row, _ in base.cells),
        named={(row.row, level3): number for number, row in enumerate(form.rows)},
    )


def _is_same(one: Cell | None, other: Cell) -> bool:
    return one == other and one is not None and type(one.value) is type(other.value)  # True is no 1


def _says_same(one: Cell, other: Cell) -> bool:
    """Whether two cells have the same text, if any."""
    first, second = (cell.value if isinstance(cell.value, str) else None for cell in (one, other))
    return first == second


@lru_cache(maxsize=32)
def outlined_places(heading: int, last: int, columns: tuple[tuple[str, int], ...]) -> tuple[_Place, ...]:
    """Every place of the outlined columns below the heading, up to the last row."""
    outlined = [column for role, column in columns if role in _OUTLINED]
    return tuple((row, column) for row in range(heading + 1, last + 1) for column in outlined)


def _renamed(base: _Base, form: IndicatorForm, cells: AlikeCells) -> IndicatorForm:
    """The table with the names that were changed."""
    rows, named, known = [*form.rows], base.named, base.rows
    for place in {*cells.changed}.intersection(named):
        number, cell = named[place], cells.changed[place]
        key = (number, cell.value) if isinstance(cell.value, str) else (number, "")
        row = known.get(key)
        if row is None:
            row = named_by(cell, rows[number])
            if len(known) < _ROWS and len(key[1]) <= LONGEST_WORDS:
                known[key] = row
        rows[number] = row
    for place in {*cells.emptied}.intersection(named):
        rows[named[place]] = named_by(None, rows[named[place]])
    return replace(form, rows=tuple(rows))


def named_by(cell: Cell | None, row: IndicatorRow) -> IndicatorRow:
    """The row with the name that a cell says."""
    name = read_points_label(cell.value)[0] if cell is not None and isinstance(cell.value, str) else ""
    return row if name == row.name else indicator_row(row.row, row.level1, row.level2, name)
