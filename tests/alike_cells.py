"""Books as a host reads them that has read a like one before: their cells are told apart from those of that one."""

import random
from collections.abc import Mapping
from dataclasses import replace

from jixiao.model.book import AlikeCells, Book, Cell, Sheet

Cells = Mapping[tuple[int, int], Cell]


def alike_book(book: Book, before: Book, chance: random.Random) -> Book:
    """The book, with the cells of each sheet like those that stood before in the sheet of its name."""
    sheets = {name: alike_sheet(sheet, before.sheets.get(name), chance) for name, sheet in book.sheets.items()}
    return replace(book, sheets=sheets)


def alike_sheet(sheet: Sheet, before: Sheet | None, chance: random.Random) -> Sheet:
    return sheet if before is None else replace(sheet, cells=alike_cells(sheet.cells, before.cells, chance))


def alike_cells(cells: Cells, base: Cells, chance: random.Random) -> AlikeCells:
    """The same cells, told apart from a base; among the changes are some places where nothing has changed."""
    others = chance.choice((0, 0, 0.01, 0.1))
    changed = {place: cell for place, cell in cells.items() if base.get(place) is not cell or chance.random() < others}
    emptied = [place for place in base if place not in cells]
    emptied += [place for place in ((1, 40), (60, 40), (10_000, 1)) if place not in cells and place not in base]
    return AlikeCells(cells, base, changed, emptied)
