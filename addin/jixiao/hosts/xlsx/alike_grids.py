"""Grids like one that was read before: only the cells that are spelled otherwise are looked up.

The workbooks of a template have the same cells in the same order, and differ in some of them. Where each of these still
stands where the other did, with the same rows around it, the rest needs no second look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, pairwise
from operator import itemgetter, ne, not_

from jixiao.hosts.xlsx.known_cells import KnownCells, ReadCell, Showing, Standing, Tag
from jixiao.hosts.xlsx.plain_cells import Place
from jixiao.model.book import EMPTY, Cell

_SHORT = 120
"""Characters of texts that are known without being looked up; a grid has many."""

_Shown = tuple[Place, int, Showing, str]
"""The place of a cell that shows a shared string, the number of that, how it is shown, and the text that it was."""

_STANDING, _TAGS_BEHIND = itemgetter(0), itemgetter(3)


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows of a grid; ``count``: how many cells hold something."""

    rows: list[Tag]
    cells: dict[Place, Cell]
    count: int


def is_in_order(read: Sequence[ReadCell]) -> bool:
    """Whether cells come row by row, from left to right, none of them twice."""
    return all(one[1] < other[1] for one, other in pairwise(read))


def rows_of(tags: Iterable[Tag], standing: Iterable[Standing]) -> list[Tag]:
    """All rows: those that begin before the cells, and those that begin behind one."""
    return [*tags, *chain.from_iterable(map(_TAGS_BEHIND, standing))]


class AlikeGrid:
    """A grid that was read; ``pieces`` are the texts of its cells, which come in order, each in a place of its own.

    ``tags``: the rows that begin before them. Of the grids that are read by it nothing is kept but which places they
    fill.
    """

    def __init__(
        self, tags: Sequence[Tag], pieces: Sequence[bytes], read: Sequence[ReadCell], strings: Sequence[str]
    ) -> None:
        self._tags, self._pieces = tags, pieces
        self._standing = [standing for standing, *_ in read]
        self._rows = rows_of(tags, self._standing)
        self._filled = {place: cell for _, place, cell, *_ in read if cell is not None}
        self._blank = set[Place]()  # places among the filled ones that are so in other grids only
        self._shown, self._shown_at = list[_Shown](), list[int]()
        for at, (_, place, _, string, showing) in enumerate(read):
            if showing is not None:
                text = strings[string] if len(strings[string]) <= _SHORT else ""
                self._filled[place] = showing[text]
                self._shown.append((place, string, showing, text))
                self._shown_at.append(at)

    def read(self, pieces: Sequence[bytes], known: KnownCells, strings: Sequence[str]) -> ReadGrid | None:
        """The grid of cells with as many texts; None where its cells stand otherwise, or most of them differ.

        Raises what ``known`` raises, and IndexError where there is no such string.
        """
        differs = [*map(ne, pieces, self._pieces)]
        found = [*map(known.__getitem__, compress(pieces, differs))]
        is_same = not any(map(ne, map(_STANDING, found), compress(self._standing, differs)))
        rows = self._rows if is_same else self._rows_with(found, differs)
        if rows is None or 2 * len(found) > len(pieces):
            return None
        cells = self._cells_with(found, differs, strings)
        return ReadGrid(rows, cells, len(cells))

    def _rows_with(self, found: Sequence[ReadCell], differs: Sequence[bool]) -> list[Tag] | None:
        """The rows, some of which have other tags; None where cells stand in other places."""
        standing = self._standing.copy()
        for at, (one, *_) in zip(compress(count(), differs), found, strict=True):
            if one[:3] != standing[at][:3]:
                return None
            standing[at] = one
        return rows_of(self._tags, standing)

    def _cells_with(
        self, found: Sequence[ReadCell], differs: Sequence[bool], strings: Sequence[str]
    ) -> dict[Place, Cell]:
        cells, emptied = self._filled.copy(), list[Place]()
        for place, string, showing, text in compress(self._shown, map(not_, map(differs.__getitem__, self._shown_at))):
            if strings[string] is not text:
                cells[place] = showing[strings[string]]
        for _, place, cell, string, form in found:
            if cell is None:
                emptied.append(place)
            else:
                cells[place] = cell if form is None else form[strings[string]]
        return self._without_empty(cells, emptied)

    def _without_empty(self, cells: dict[Place, Cell], emptied: Sequence[Place]) -> dict[Place, Cell]:
        """The cells in order, without those that hold nothing."""
        if len(cells) > len(self._filled):
            more = cells.keys() - self._filled.keys()
            self._filled = _in_order({**self._filled, **dict.fromkeys(more, EMPTY)})
            self._blank |= more
            cells = _in_order(cells)
        for place in emptied:
            cells.pop(place, None)
        for place in self._blank:
            if cells.get(place) is EMPTY:
                del cells[place]
        return cells


def _in_order(cells: dict[Place, Cell]) -> dict[Place, Cell]:
    return dict(sorted(cells.items()))
