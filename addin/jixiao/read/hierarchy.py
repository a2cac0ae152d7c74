"""The first- and second-level indicators of the scoring table, which span its rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.model.form import IndicatorForm, IndicatorGroup, IndicatorRow, indicator_row
from jixiao.read.pages import Page, plain
from jixiao.read.values import as_converted, read_points_label, read_share

_MOST_POINTS, _MOST_DECIMALS = 1000, 6
"""A larger number beside a heading, or one with more decimals, is no number of points."""

_LEVELS = ("level1", "level2", "level3")

_CONTINUED = tuple(f"{left}{word}{right}" for left in "（(" for word in ("续", "接上页") for right in "）)")


@dataclass
class _Spans:
    """The headings of one level, each with the row it begins in; ``current`` is the last one seen, and its name."""

    starts: list[tuple[str, int]] = field(default_factory=list)
    current: str = ""
    name: str = ""

    def see(self, text: str, row: int) -> bool:
        """Take note of what stands in a row; whether another indicator of this level begins there."""
        if not text or text == self.current or _goes_on(self.current, text):
            return False
        self.begin(text, row)
        return True

    def begin(self, text: str, row: int) -> None:
        """Another indicator of this level begins in a row."""
        self.current, self.name = text, read_points_label(text)[0]
        self.starts.append((text, row))

    def end(self) -> None:
        """None of this level goes on here."""
        self.current = self.name = ""


def _goes_on(before: str, text: str) -> bool:
    """Whether the same heading is printed again at the top of a page, perhaps without its points: 某级指标（30分）."""
    (name, points), (again, repeated) = read_points_label(before), read_points_label(_without_continued(text))
    return bool(name) and plain(name) == plain(again) and (repeated is None or repeated == points)


def _without_continued(text: str) -> str:
    """A heading without ``（续）`` behind it; no regular expression, which takes minutes over thousands of blanks."""
    bare = text.rstrip()
    if not bare.endswith(_CONTINUED):
        return text
    while bare.endswith(_CONTINUED):
        bare = bare[: max(bare.rfind("（"), bare.rfind("("))].rstrip()
    return bare


def read_hierarchy(
    page: Page, form: IndicatorForm, rows: Sequence[int], tall: bool
) -> tuple[tuple[IndicatorRow, ...], tuple[IndicatorGroup, ...]]:
    """Rows with their first- and second-level headings, which stand once at the top of what they span.

    ``tall``: a merged cell without a name is a second-level indicator that the unit has not named yet.
    """
    outer, inner = _Spans(), _Spans()
    indicators: list[IndicatorRow] = []
    nothing: Mapping[int, Cell] = {}
    for row in rows:
        columns, cells = form.block(row).columns, page.rows.get(row, nothing)
        text1, text2, text3 = [_text(cells.get(columns.get(role, 0))) for role in _LEVELS]
        if text1 and outer.see(text1, row):
            inner.end()
        if text2:
            inner.see(text2, row)
        elif tall and "level2" in columns and page.is_top_of_merge(row, columns["level2"]):
            inner.begin("", row)
        name = read_points_label(text3)[0] if text3 else ""
        indicators.append(indicator_row(row, outer.name, inner.name, name))
    first_rows = [row for _, row in outer.starts]
    seconds = sorted({*first_rows, *(row for _, row in inner.starts)})
    groups = [_group(page, form, 2, text, first, _end(seconds, first, rows)) for text, first in inner.starts]
    groups += [_group(page, form, 1, text, first, _end(first_rows, first, rows)) for text, first in outer.starts]
    return tuple(indicators), tuple(group for group in groups if group is not None)


def _text(cell: Cell | None) -> str:
    """The text of a cell, "" where there is none."""
    return cell.value if cell is not None and isinstance(cell.value, str) else ""


def _end(starts: Sequence[int], first: int, rows: Sequence[int]) -> int:
    """The last row before the next of the rows in ``starts``."""
    place = bisect_right(starts, first)
    return rows[bisect_left(rows, starts[place]) - 1] if place < len(starts) else rows[-1]


def _group(page: Page, form: IndicatorForm, level: int, text: str, first: int, last: int) -> IndicatorGroup | None:
    """A first- or second-level indicator with the points in its label, or in the column of weights."""
    name, points = read_points_label(text)
    at = form.at(f"level{level}", first)
    weight_at = form.at("weight" if level == 1 else "level2_points", first)
    weight = _weight(page, weight_at) if weight_at else None
    if weight_at is not None and (weight is not None or points is None):
        points, at = weight, weight_at
    if points is not None and (not 0 <= points <= _MOST_POINTS or decimals_of(points) > _MOST_DECIMALS):
        points = None
    return None if at is None else IndicatorGroup(level, name, first, last, points, at)


def _weight(page: Page, at: CellRef) -> Decimal | None:
    """The points in a cell for a weight: ``30``, ``30分`` or ``30%`` of a hundred."""
    cell = page.rows.get(at.row, {}).get(at.column, Cell())
    figure = read_share(as_converted(cell))
    if isinstance(figure, Figure):
        return figure.value * 100 if figure.unit == "%" else figure.value
    return read_points_label(cell.value)[1] if isinstance(cell.value, str) else None
