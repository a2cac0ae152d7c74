"""Addresses and rectangles, as a lint looks at them: texts that may be no address, areas that may overlap."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from jixiao.model.cells import MAX_COLUMN, MAX_ROW, Area, column_number, parse_area

_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")


def area_of(text: str) -> Area | None:
    """The area of an address; whole columns (``A:C``) and rows (``1:3``) count too. None where it is none."""
    area = parse_area("", text)
    if area is not None:
        return None if text.endswith(":") else area
    if match := _COLUMNS.fullmatch(text):
        first, last = sorted((column_number(match[1]), column_number(match[2])))
        return Area("", 1, first, MAX_ROW, last) if last <= MAX_COLUMN else None
    if match := _ROWS.fullmatch(text):
        first, last = sorted((int(match[1]), int(match[2])))
        return Area("", first, 1, last, MAX_COLUMN) if last <= MAX_ROW else None
    return None


def address_of_whole(text: str) -> bool:
    """Whether an address is one of whole columns or rows, as print titles must be."""
    return _COLUMNS.fullmatch(text) is not None or _ROWS.fullmatch(text) is not None


def bad_areas(sqref: str) -> list[str]:
    """The words of a list of areas that are no address; the whole list where it is empty."""
    words = sqref.split()
    return [word for word in words if area_of(word) is None] if words else [sqref]


class Shelf:
    """Rectangles that come up row by row. Those that overlap an earlier one are told and left aside."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._waiting = sorted(areas, key=lambda area: (area.top, area.left), reverse=True)
        self._open: list[tuple[int, Area]] = []
        self._ending: list[tuple[int, int]] = []

    def reach(self, row: int) -> Iterator[tuple[Area, Area]]:
        """Go down to a row; gives the pairs that overlap among the rectangles that begin up to there."""
        while self._waiting and self._waiting[-1].top <= row:
            area = self._waiting.pop()
            self._close(area.top)
            clash = self._beside(area)
            if clash is not None:
                yield clash, area
            else:
                insort(self._open, (area.left, area))
                heappush(self._ending, (area.bottom, area.left))
        self._close(row)

    def covering(self, column: int) -> Area | None:
        """The rectangle that covers a column of the row reached."""
        at = bisect_right(self._open, column, key=_left) - 1
        return self._open[at][1] if at >= 0 and self._open[at][1].right >= column else None

    def _close(self, row: int) -> None:
        while self._ending and self._ending[0][0] < row:
            _, left = heappop(self._ending)
            del self._open[bisect_right(self._open, left, key=_left) - 1]

    def _beside(self, area: Area) -> Area | None:
        at = bisect_right(self._open, area.left, key=_left)
        near = [self._open[each][1] for each in (at - 1, at) if 0 <= each < len(self._open)]
        return next((each for each in near if each.left <= area.right and area.left <= each.right), None)


def _left(entry: tuple[int, Area]) -> int:
    return entry[0]


def overlaps(areas: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Pairs of areas that share a cell; every area that overlaps an earlier one is in one pair."""
    yield from Shelf(areas).reach(MAX_ROW)
