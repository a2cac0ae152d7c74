"""The scoring table: its rows, and the first- and second-level indicators that span them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    "scoring": ("计分办法",),
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
    vocabulary = {**law.columns, **HELPERS}
    located = locate(pages, names.INDICATORS, vocabulary, ("level3", "score"))
    if located is None:
        return None, ()
    page, found = located.page, located.found
    missing = tuple(missing_columns(law.title, found, _expected(framework)))
    on_paper = {role: column for role, column in found.columns.items() if role not in HELPERS}
    rows, total, headers = _rows(page, Found(found.sheet, found.row, on_paper), located.limit, Vocabulary(vocabulary))
    if not rows:
        return None, missing if located.limit else ()
    table = Table(found.sheet, found.row, _without_stray_weight(found.columns), rows[0], rows[-1], total)
    blocks = _blocks(table, headers)
    whole = replace(
        table, columns={**{r: c for block in reversed(blocks) for r, c in block.columns.items()}} or table.columns
    )
    bare = IndicatorForm(whole, (), (), _grade_place(pages, page, table), blocks)
    indicators, groups = _hierarchy(page, bare, rows, tall=located.limit is not None)
    return replace(bare, rows=indicators, groups=groups), missing


def _expected(framework: Framework) -> Columns:
    """The columns under the first heading row, in the order they are printed."""
    law = framework.indicators
    roles = law.layout(law.levels[0])
    return {role: law.columns[role] for role in roles}


def _rows(
    page: Page, found: Found, limit: int | None, headings: Vocabulary
) -> tuple[list[int], int | None, list[Found]]:
    """The data rows, the total row, and the headings repeated on a new page or for another layout of the columns."""
    rows: list[int] = []
    headers: list[Found] = []
    enough = max(3, len(found.columns) // 2)
    for row, is_total in rows_below(page, found, limit):
        if is_total:
            return rows, row, headers
        columns = headings.columns_of(page, row)
        if len(columns) < enough:
            rows.append(row)
        elif rows:
            headers.append(Found(found.sheet, row, columns))
    return rows, None, headers


def _blocks(table: Table, headers: Sequence[Found]) -> tuple[Table, ...]:
    """The parts of the table where a heading row further down lays the columns out differently."""
    if all(header.columns.items() <= table.columns.items() for header in headers):
        return ()
    starts = [table.header, *(header.row for header in headers)]
    columns = [table.columns, *(_without_stray_weight(header.columns) for header in headers)]
    ends = [*(start - 1 for start in starts[1:]), table.last]
    return tuple(
        Table(table.sheet, start, found, start + 1, end)
        for start, found, end in zip(starts, columns, ends, strict=True)
    )


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
        self.begin(text, row)
        return True

    def begin(self, text: str, row: int) -> None:
        """Another indicator of this level begins in a row."""
        self.current = text
        self.starts.append((text, row))


def _hierarchy(
    page: Page, form: IndicatorForm, rows: Sequence[int], tall: bool
) -> tuple[tuple[IndicatorRow, ...], tuple[IndicatorGroup, ...]]:
    """Rows with their first- and second-level headings, which stand once at the top of what they span.

    ``tall``: a merged cell without a name is a second-level indicator that the unit has not named yet.
    """
    outer, inner = _Spans(), _Spans()
    indicators: list[IndicatorRow] = []
    for row in rows:
        texts = [_text(page, form, role, row) for role in ("level1", "level2", "level3")]
        if outer.see(texts[0], row):
            inner.current = ""
        at = form.at("level2", row)
        if not inner.see(texts[1], row) and tall and not texts[1] and at and page.is_top_of_merge(row, at.column):
            inner.begin("", row)
        level1, level2, name = (read_points_label(text)[0] for text in (outer.current, inner.current, texts[2]))
        indicators.append(IndicatorRow(row, level1, level2, name))
    first_rows = [row for _, row in outer.starts]
    seconds = sorted({*first_rows, *(row for _, row in inner.starts)})
    groups = [_group(page, form, 2, text, first, _end(seconds, first, rows)) for text, first in inner.starts]
    groups += [_group(page, form, 1, text, first, _end(first_rows, first, rows)) for text, first in outer.starts]
    return tuple(indicators), tuple(group for group in groups if group is not None)


def _text(page: Page, form: IndicatorForm, role: str, row: int) -> str:
    at = form.at(role, row)
    return page.text(row, at.column) if at else ""


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
