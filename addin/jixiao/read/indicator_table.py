"""The scoring table: its rows, and the first- and second-level indicators that span them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jixiao.model import names
from jixiao.model.cells import CellRef
from jixiao.model.form import IndicatorForm, Table
from jixiao.model.framework import Framework
from jixiao.read.alike_tables import Read
from jixiao.read.headings import Columns, Found, Vocabulary, headings_on, vocabulary_of
from jixiao.read.hierarchy import read_hierarchy
from jixiao.read.known_tables import KnownTables
from jixiao.read.locate import Located, locate, missing_columns
from jixiao.read.pages import Page, Pages
from jixiao.read.per_framework import PerFramework
from jixiao.read.table_rows import rows_below
from jixiao.read.values import read_points_label

HELPERS: Columns = {
    "level1_check": ("一级分值核对",),
    "level1_score": ("一级得分小计",),
    "level2_check": ("二级分值核对",),
    "level2_score": ("二级得分小计",),
    "scoring": ("计分办法",),
}
"""Headings of our templates' helper columns, off the paper."""

NEEDED = ("level3", "score")
"""A heading without these columns is none of a scoring table."""

_GRADE_WORDS = ("自评等级", "评价等级", "评价等次", "等级")
_GRADE_WITHIN = 3
"""The grade stands at most so many rows below the total."""

_SHORT_GRADE = 4
"""Characters of a grade with its box; several of them side by side do not tell by one cell which is ticked."""


def read_indicators(pages: Pages, framework: Framework) -> Read:
    """The scoring table, and the columns it should have but lacks."""
    if framework.scoring_table is None:
        return None, ()
    vocabulary = _vocabulary(framework)
    area, grade = pages.names.get(names.INDICATORS), pages.names.get(names.GRADE)

    def read(located: Located) -> Read:
        return _read(pages, located, framework, vocabulary)

    if area is not None and grade is not None:
        known = _known.of(framework).table(pages.pages[area.sheet], area, grade.first, read)
        if known is not None:
            return known
    located = locate(pages, names.INDICATORS, vocabulary, NEEDED)
    return (None, ()) if located is None else read(located)


def _vocabulary(framework: Framework) -> Columns:
    return {**framework.indicators.columns, **HELPERS}


_known = PerFramework(lambda framework: KnownTables(vocabulary_of(_vocabulary(framework))))


def _read(pages: Pages, located: Located, framework: Framework, vocabulary: Columns) -> Read:
    law = framework.indicators
    page, found = located.page, located.found if located.limit else _top_heading(located, vocabulary)
    missing = tuple(missing_columns(law.title, found, _expected(framework)))
    on_paper = {role: column for role, column in found.columns.items() if role not in HELPERS}
    words = vocabulary_of(vocabulary)
    rows, total, headers = _rows(page, replace(found, columns=on_paper), located.limit, words)
    if not rows:
        return None, missing if located.limit else ()
    table = Table(found.sheet, found.row, _without_stray_weight(found.columns), rows[0], rows[-1], total, found.top)
    blocks = _blocks(table, _whole_headings(page, headers, words))
    whole = replace(
        table, columns={**{r: c for block in reversed(blocks) for r, c in block.columns.items()}} or table.columns
    )
    bare = IndicatorForm(whole, (), (), _grade_place(pages, page, table), blocks)
    indicators, groups = read_hierarchy(page, bare, rows, tall=located.limit is not None)
    form = replace(bare, rows=indicators, groups=groups)
    return form if located.limit else _with_points_of_names(page, form), missing


def _top_heading(located: Located, columns: Columns) -> Found:
    """The heading that the table begins with: one with fewer columns may stand above the one that was found."""
    page, found = located.page, located.found
    for above in headings_on(page, vocabulary_of(columns), NEEDED):
        if above.row >= found.first:
            break
        is_alike = all(above.columns.get(role) == found.columns.get(role) for role in ("score", "points"))
        if is_alike and any(row == found.first and not is_total for row, is_total in rows_below(page, above, None)):
            return above
    return found


def _with_points_of_names(page: Page, form: IndicatorForm) -> IndicatorForm:
    """Where no column has points, and every name says its own (某项指标（4分）), the names are that column."""
    column = form.table.columns["level3"]
    texts = [page.text(row.row, column) for row in form.rows if row.name]
    if form.blocks or "points" in form.table.columns or not all(read_points_label(text)[1] for text in texts):
        return form
    return replace(form, table=replace(form.table, columns={**form.table.columns, "points": column}))


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
        if len(columns) < enough and not (columns and headings.is_heading(page, row)):
            rows.append(row)
        elif rows:
            headers.append(Found(found.sheet, row, columns))
    return rows, None, headers


def _whole_headings(page: Page, headers: Sequence[Found], words: Vocabulary) -> list[Found]:
    """The same headings, those of several rows put together."""
    whole: list[Found] = []
    for header in headers:
        if whole and header.row <= whole[-1].row:
            continue
        found = words.heading_at(page, header.row)
        whole.append(found if found.row > header.row else header)
    return whole


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


def _grade_place(pages: Pages, page: Page, table: Table) -> CellRef | None:
    """The cell of the grade: by its defined name, else right of its label below the total."""
    named = pages.names.get(names.GRADE)
    if named is not None:
        return named.first
    for row in range(table.total + 1, table.total + 1 + _GRADE_WITHIN) if table.total else ():
        label = next((at for at, text in page.words.get(row, {}).items() if text.rstrip(":") in _GRADE_WORDS), None)
        if label is not None:
            filled = [
                column for column in page.rows[row] if column > label and page.value(row, column) not in (None, "")
            ]
            several = len(filled) > 1 and all(len(page.text(row, column)) <= _SHORT_GRADE for column in filled)
            return CellRef(page.name, row, filled[0]) if filled and not several else None
    return None
