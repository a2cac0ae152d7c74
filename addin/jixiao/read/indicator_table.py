"""The scoring table: its rows, and the first- and second-level indicators that span them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.model import names
from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure
from jixiao.model.form import IndicatorForm, IndicatorGroup, IndicatorRow, MissingColumn, Table
from jixiao.model.framework import Framework
from jixiao.read.headings import Columns, Found, Vocabulary, rows_below
from jixiao.read.locate import locate, missing_columns
from jixiao.read.pages import Page, Pages
from jixiao.read.values import read_points_label, read_share

HELPERS: Columns = {
    "level1_check": ("一级分值核对",),
    "level1_score": ("一级得分小计",),
    "level2_check": ("二级分值核对",),
    "level2_score": ("二级得分小计",),
}
"""Headings of our templates' helper columns, off the paper."""

_GRADE_WORDS = ("自评等级", "评价等级", "评价等次", "等级")
_MOST_POINTS, _MOST_DECIMALS = 1000, 6
"""A larger number beside a heading, or one with more decimals, is no number of points."""

_GRADE_WITHIN = 3
"""The grade stands at most so many rows below the total."""


def read_indicators(pages: Pages, framework: Framework) -> tuple[IndicatorForm | None, tuple[MissingColumn, ...]]:
    """The scoring table, and the columns it should have but lacks."""
    law = framework.indicators
    located = locate(pages, names.INDICATORS, {**law.columns, **HELPERS}, ("level3", "score"))
    if located is None:
        return None, ()
    page, found = located.page, located.found
    missing = tuple(missing_columns(law.title, found, law.columns))
    on_paper = {role: column for role, column in found.columns.items() if role not in HELPERS}
    rows, total = _rows(page, Found(found.sheet, found.row, on_paper), located.limit, Vocabulary(law.columns))
    if not rows:
        return None, missing if located.limit else ()
    table = Table(found.sheet, found.row, _without_stray_weight(found.columns), rows[0], rows[-1], total)
    indicators, groups = _hierarchy(page, table, rows)
    return IndicatorForm(table, indicators, groups, _grade_place(pages, page, table)), missing


def _rows(page: Page, found: Found, limit: int | None, headings: Vocabulary) -> tuple[list[int], int | None]:
    """The data rows and the total row; a heading that is repeated on a new page is neither."""
    rows: list[int] = []
    enough = max(3, len(found.columns) // 2)
    for row, is_total in rows_below(page, found, limit):
        if is_total:
            return rows, row
        if len(headings.columns_of(page, row)) < enough:
            rows.append(row)
    return rows, None


def _without_stray_weight(columns: Mapping[str, int]) -> dict[str, int]:
    """权重 is that of a first-level indicator only where it stands before the second level."""
    found = dict(columns)
    inner = min((found[role] for role in ("level2", "level3") if role in found), default=0)
    if found.get("weight", 0) > inner:
        del found["weight"]
    return found


@dataclass
class _Spans:
    """The headings of one level, each with the row it begins in; ``current`` is the last one seen."""

    starts: list[tuple[str, int]] = field(default_factory=list)
    current: str = ""

    def see(self, text: str, row: int) -> bool:
        """Take note of what stands in a row; whether another indicator of this level begins there."""
        if not text or text == self.current:
            return False
        self.current = text
        self.starts.append((text, row))
        return True


def _hierarchy(
    page: Page, table: Table, rows: Sequence[int]
) -> tuple[tuple[IndicatorRow, ...], tuple[IndicatorGroup, ...]]:
    """Rows with their first- and second-level headings, which stand once at the top of what they span."""
    outer, inner = _Spans(), _Spans()
    indicators: list[IndicatorRow] = []
    for row in rows:
        if outer.see(page.text(row, table.columns.get("level1")), row):
            inner.current = ""
        inner.see(page.text(row, table.columns.get("level2")), row)
        level1, level2, name = (
            read_points_label(text)[0]
            for text in (outer.current, inner.current, page.text(row, table.columns.get("level3")))
        )
        indicators.append(IndicatorRow(row, level1, level2, name))
    first_rows = [row for _, row in outer.starts]
    seconds = sorted({*first_rows, *(row for _, row in inner.starts)})
    groups = [_group(page, table, 2, text, first, _end(seconds, first, rows[-1])) for text, first in inner.starts]
    groups += [_group(page, table, 1, text, first, _end(first_rows, first, rows[-1])) for text, first in outer.starts]
    return tuple(indicators), tuple(group for group in groups if group is not None)


def _end(starts: Sequence[int], first: int, last: int) -> int:
    """The last row before the next of the rows in ``starts``."""
    place = bisect_right(starts, first)
    return starts[place] - 1 if place < len(starts) else last


def _group(page: Page, table: Table, level: int, text: str, first: int, last: int) -> IndicatorGroup | None:
    """A first- or second-level indicator with the points in its label, or in the column of weights."""
    name, points = read_points_label(text)
    at = table.at(f"level{level}", first)
    weight_at = table.at("weight", first) if level == 1 else None
    weight = _weight(page, weight_at) if weight_at else None
    if weight is not None:
        points, at = weight, weight_at
    if points is not None and (not 0 <= points <= _MOST_POINTS or decimals_of(points) > _MOST_DECIMALS):
        points = None
    return None if at is None else IndicatorGroup(level, name, first, last, points, at)


def _weight(page: Page, at: CellRef) -> Decimal | None:
    """The points in a cell for a weight: ``30``, ``30分`` or ``30%`` of a hundred."""
    cell = page.rows.get(at.row, {}).get(at.column, Cell())
    figure = read_share(cell)
    if isinstance(figure, Figure):
        return figure.value * 100 if figure.unit == "%" else figure.value
    return read_points_label(cell.value)[1] if isinstance(cell.value, str) else None


def _grade_place(pages: Pages, page: Page, table: Table) -> CellRef | None:
    """The cell of the grade: by its defined name, else right of its label below the total."""
    named = pages.names.get(names.GRADE)
    if named is not None:
        return named.first
    for row in range(table.total + 1, table.total + 1 + _GRADE_WITHIN) if table.total else ():
        label = next((at for at, text in page.words.get(row, {}).items() if text.rstrip(":") in _GRADE_WORDS), None)
        if label is not None:
            filled = (column for column in page.rows[row] if column > label and page.value(row, column) != "")
            return next((CellRef(page.name, row, column) for column in filled), None)
    return None
