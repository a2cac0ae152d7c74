"""Scattered cells → few rectangles, each of which a host writes in one call."""

from collections.abc import Iterable, Sequence

from jixiao.model.cells import Area


def rectangles(sheet: str, places: Iterable[tuple[int, int]]) -> list[Area]:
    """Few rectangles that together cover exactly these places (row, column).

    Equal runs of neighbours in a row are stacked over the rows, or equal runs in a column side by side,
    whichever gives fewer.
    """
    places = sorted(places)
    by_row = [Area(sheet, top, left, bottom, right) for top, left, bottom, right in _stacked(places)]
    turned = _stacked(sorted((column, row) for row, column in places))
    by_column = [Area(sheet, top, left, bottom, right) for left, top, right, bottom in turned]
    return sorted(by_row if len(by_row) <= len(by_column) else by_column)


def _stacked(places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Rectangles (first line, first place, last line, last place) from places sorted by line."""
    growing: dict[tuple[int, int], tuple[int, int]] = {}
    done: list[tuple[int, int, int, int]] = []
    for line, first, last in _runs(places):
        begin, end = growing.get((first, last), (line, line))
        if end < line - 1:
            done.append((begin, first, end, last))
            begin = line
        growing[first, last] = (begin, line)
    return done + [(begin, first, end, last) for (first, last), (begin, end) in growing.items()]


def _runs(places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The runs of neighbouring places in each line: line, first and last place."""
    runs: list[tuple[int, int, int]] = []
    for line, place in places:
        if runs and runs[-1][0] == line and runs[-1][2] == place - 1:
            runs[-1] = (line, runs[-1][1], place)
        else:
            runs.append((line, place, place))
    return runs
