"""Grids like one that was read before: only the cells that are spelled otherwise are looked up.

The workbooks of a template have the same cells in the same order, and differ in some of them. Where each of these still
stands where the other did, with the same rows around it, the rest needs no second look.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, pairwise
from operator import is_not, itemgetter, ne

from jixiao.hosts.xlsx.known_cells import KnownCells, ReadCell, Showing, Standing, Tag
from jixiao.hosts.xlsx.plain_cells import Place
from jixiao.hosts.xlsx.plain_grid import kinds_of
from jixiao.model.book import EMPTY, AlikeCells, Cell

_MOST_SAID = 60_000
"""Characters of the texts of a grid that are known without being looked up."""

_Shown = tuple[Place, int, int, Showing]
"""The place of a cell that shows a shared string, the number of that, of the cell among all, and how it is shown."""

_TAGS_BEHIND = itemgetter(3)


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows of a grid, and what tags these have; ``count``: how many cells hold something."""

    rows: list[Tag]
    kinds: tuple[str, ...]
    cells: Mapping[Place, Cell]
    count: int


def is_in_order(read: Sequence[ReadCell]) -> bool:
    """Whether cells come row by row, from left to right, none of them twice."""
    return all(one[1] < other[1] for one, other in pairwise(read))


def rows_of(tags: Iterable[Tag], standing: Iterable[Standing]) -> list[Tag]:
    """All rows: those that begin before the cells, and those that begin behind one."""
    return [*tags, *chain.from_iterable(map(_TAGS_BEHIND, standing))]


class AlikeGrid:
    """A grid that was read; ``pieces`` are the texts of its cells, which come in order, each in a place of its own.

    ``tags``: the rows that begin before them; ``cells``: what was read. Of the grids that are read by it nothing is
    kept but which places they fill.
    """

    def __init__(
        self,
        tags: Sequence[Tag],
        pieces: Sequence[bytes],
        read: Sequence[ReadCell],
        strings: Sequence[str],
        cells: Mapping[Place, Cell],
    ) -> None:
        self._tags, self._pieces = tags, pieces
        self._standing = [standing for standing, *_ in read]
        self._rows = rows_of(tags, self._standing)
        self._kinds = kinds_of(self._rows)
        self._cells = cells
        self._room = dict(cells)  # with EMPTY in places that are filled in other grids only
        self._blank = set[Place]()
        shown = [(place, number, at, form) for at, (_, place, _, number, form) in enumerate(read) if form is not None]
        self._shown: list[_Shown] = shown
        numbers = [number for _, number, _, _ in shown]
        texts = [strings[number] for number in numbers]
        self._texts = texts if sum(map(len, texts)) <= _MOST_SAID else [""] * len(texts)
        self._most = max(numbers, default=len(strings))
        self._texts_in = itemgetter(0, *numbers)

    def read(self, pieces: Sequence[bytes], known: KnownCells, strings: Sequence[str]) -> ReadGrid | None:
        """The grid of cells with as many texts; None where its cells stand otherwise, or most of them differ.

        Raises what ``known`` raises, and IndexError where there is no such string.
        """
        places = [*compress(count(), map(ne, pieces, self._pieces))]
        if 2 * len(places) > len(pieces):
            return None
        changed, emptied = self._shown_otherwise(strings, {*places}), list[Place]()
        before, standing = self._standing, list[Standing]()
        for at in places:
            stands, place, cell, number, showing = known[pieces[at]]
            if cell is None:
                emptied.append(place)
            else:
                changed[place] = cell if showing is None else showing[strings[number]]
            if stands != before[at]:
                if stands[:3] != before[at][:3]:
                    return None
                standing = standing or before.copy()
                standing[at] = stands
        cells = self._cells_with(changed, emptied)
        if not standing:
            return ReadGrid(self._rows, self._kinds, cells, len(cells))
        rows = rows_of(self._tags, standing)
        return ReadGrid(rows, kinds_of(rows), cells, len(cells))

    def _shown_otherwise(self, strings: Sequence[str], differs: Collection[int]) -> dict[Place, Cell]:
        """The cells that show another text now, though they are spelled as in this grid; without those that are not."""
        shown = self._shown
        if self._most < len(strings):
            shown = [*compress(shown, map(is_not, self._texts_in(strings)[1:], self._texts))]
        return {place: form[strings[number]] for place, number, at, form in shown if at not in differs}

    def _cells_with(self, changed: Mapping[Place, Cell], emptied: Sequence[Place]) -> AlikeCells:
        """The cells in order, without those that hold nothing."""
        more = {*changed}.difference(self._room)
        if more:
            self._room = dict(sorted({**self._room, **dict.fromkeys(more, EMPTY)}.items()))
            self._blank |= more
        cells = AlikeCells(self._room, self._cells, changed, emptied)
        for place in self._blank.difference(changed).union(emptied):
            cells.pop(place, None)
        cells.update(changed)
        return cells
