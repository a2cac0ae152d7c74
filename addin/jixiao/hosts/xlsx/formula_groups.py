"""Formulas that several cells have together, shared or array, given to each of these cells."""

from collections.abc import Collection, Iterator

from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.refusal import too_large
from jixiao.hosts.xlsx.shared_formulas import SharedFormula
from jixiao.model.book import Cell
from jixiao.model.cells import Area

UNMOVABLE = "#REF!"  # stands for a shared formula whose references would leave the sheet

_Place = tuple[int, int]


class FormulaGroups:
    """The groups of one sheet, noted while it is read and given to their cells in the end."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limit = self._room = limits.formula_text
        self._shared: dict[str, SharedFormula] = {}
        self._users: list[tuple[_Place, str]] = []
        self._ranges: list[tuple[Area, str]] = []

    def share(self, group: str, text: str, place: _Place) -> None:
        """Note the master cell of a shared formula."""
        self._shared[group] = SharedFormula(text, *place)

    def use(self, group: str, place: _Place) -> str:
        """Note a cell of a shared formula; gives what stands for its text until all masters are known."""
        self._users.append((place, group))
        return UNMOVABLE

    def spread(self, area: Area, text: str) -> None:
        """Note an array formula or a data table with the cells that hold its results."""
        if area.first != area.last:
            self._ranges.append((area, text))

    def fill(self, cells: dict[_Place, Cell]) -> None:
        """Give each cell of a group its formula; raises Refusal where that makes a huge amount of text."""
        for place, text in (*self._spelled_out(), *self._spread(cells)):
            cell = cells[place]
            cells[place] = Cell(cell.value, text, cell.number_format)

    def _spelled_out(self) -> Iterator[tuple[_Place, str]]:
        for place, group in self._users:
            master = self._shared.get(group)
            if master is not None:
                self._spend(len(master.text))
                text = master.at(*place)
                if text is not None:
                    yield place, text

    def _spread(self, cells: dict[_Place, Cell]) -> Iterator[tuple[_Place, str]]:
        for area, text in self._ranges:
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            self._spend(min(size, len(cells)))  # the places that are looked at
            for place in _cells_in(area, cells, size):
                if cells[place].formula is None:
                    self._spend(len(text))
                    yield place, text

    def _spend(self, characters: int) -> None:
        self._room -= characters
        if self._room < 0:
            raise too_large(f"公式展开后超过 {self._limit:,} 个字")


def _cells_in(area: Area, cells: Collection[_Place], size: int) -> list[_Place]:
    """The places of cells in an area, found the shorter way: through the area or through all cells."""
    if size <= len(cells):
        return [(at.row, at.column) for at in area if (at.row, at.column) in cells]
    top, left, bottom, right = area.top, area.left, area.bottom, area.right
    return [place for place in cells if top <= place[0] <= bottom and left <= place[1] <= right]
