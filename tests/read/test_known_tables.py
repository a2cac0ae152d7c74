"""A scoring table like one that was seen before is read as if it were the first, whatever its sheet was changed to."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from alike_cells import alike_book
from jixiao.model import names
from jixiao.model.book import Book, Cell, Edit, ErrorValue, Sheet, Value, with_edits
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Form
from jixiao.model.framework import Framework
from jixiao.read.alike_tables import Read
from jixiao.read.form import choose_framework, read_form
from jixiao.read.known_tables import KnownTables
from jixiao.read.locate import Located, located_at
from jixiao.read.pages import Page
from jixiao.template.source import source_ids
from random_entries import Entries, random_entries
from returns.mould import mould_of

TELLING = (
    "总分",
    "合计",
    "一级小计",
    "三级指标",
    "得分",
    "得分（分）",
    "自评得分",
    "分值",
    "权重",
    "完成值",
    "注：甲",
    "第 1 页 共 2 页",
)
OTHERS = ("", " ", "甲" * 200, "产出指标（40分）", "数量指标", "某项任务完成率", "95%", "—", "30分", "30%")
VALUES: tuple[Value, ...] = (
    *TELLING,
    *OTHERS,
    None,
    True,
    Decimal(1),
    Decimal(40),
    Decimal("0.5"),
    ErrorValue("#REF!"),
)
FORMATS = ("General", "0%", "yyyy/m/d")


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[Book, Framework], Form]:
    """Read a form without anything that is known of others."""

    def anew(
        known: KnownTables, page: Page, area: Area, grade: CellRef, read: Callable[[Located], Read]
    ) -> Read | None:
        located = located_at(page, area, known._vocabulary)
        return None if located is None else read(located)

    def form(book: Book, framework: Framework) -> Form:
        with monkeypatch.context() as patch:
            patch.setattr(KnownTables, "table", anew)
            return read_form(book, framework)

    return form


def filled(book: Book, entries: Entries) -> Book:
    """The book with these entries typed."""
    return with_edits(book, (Edit(at, value) for at, value in entries.items() if at.sheet in book.sheets))


def changed(book: Book, chance: random.Random) -> Book:
    """The scoring table's sheet changed in one way, and some of its cells."""
    area = book.names[names.INDICATORS]
    assert area is not None
    sheet, change = book.sheets[area.sheet], chance.choice((None, None, *CHANGES))
    if change is not None:
        area, sheet = change(area, sheet, chance)
    cells = dict(sheet.cells)
    columns = range(1, max(column for _, column in cells) + 1)
    for _ in range(chance.choice((0, 1, 1, 5))):
        place = (chance.randint(area.top, area.bottom + 2), chance.choice(columns))
        value = chance.choice((chance.choice(VALUES), cells[chance.choice([*cells])].value))
        cells[place] = Cell(value, chance.choice((None, None, "A1")), chance.choice(FORMATS))
    sheets = {**book.sheets, area.sheet: replace(sheet, cells=cells)}
    return replace(book, sheets=sheets, names={**book.names, names.INDICATORS: area})


def row_emptied(area: Area, sheet: Sheet, chance: random.Random) -> tuple[Area, Sheet]:
    row = chance.randint(area.top, area.bottom)
    return area, replace(sheet, cells={place: cell for place, cell in sheet.cells.items() if place[0] != row})


def row_repeated(area: Area, sheet: Sheet, chance: random.Random) -> tuple[Area, Sheet]:
    source, row = (
        chance.choice((area.top, chance.randint(area.top, area.bottom))),
        chance.randint(area.top, area.bottom),
    )
    again = {(row, column): cell for (at, column), cell in sheet.cells.items() if at == source}
    return area, replace(sheet, cells={**sheet.cells, **again})


def merges_gone(area: Area, sheet: Sheet, chance: random.Random) -> tuple[Area, Sheet]:
    """Second-level indicators that have no name, and half of the merged cells."""
    cells = {place: cell for place, cell in sheet.cells.items() if place[1] != 2 or place[0] <= area.top}
    return area, replace(sheet, cells=cells, merged=tuple(one for one in sheet.merged if chance.random() < 0.5))


def name_moved(area: Area, sheet: Sheet, chance: random.Random) -> tuple[Area, Sheet]:
    return replace(area, bottom=area.bottom - chance.randint(-1, 2)), sheet


def points_typed(area: Area, sheet: Sheet, chance: random.Random) -> tuple[Area, Sheet]:
    """One or true in place of all points that headings state."""
    value = chance.choice((True, Decimal(1)))
    typed = {place: cell._replace(value=value) for place, cell in sheet.cells.items() if place[1] in (1, 2, 3, 4)}
    numbers = {place: cell for place, cell in typed.items() if isinstance(sheet.cells[place].value, Decimal)}
    return area, replace(sheet, cells={**sheet.cells, **numbers})


CHANGES = (row_emptied, row_repeated, merges_gone, name_moved, points_typed)


@pytest.mark.parametrize("count", [60, pytest.param(3_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("template", source_ids())
def test_changed_sheets_are_read_alike(template: str, count: int, read_anew: Callable[[Book, Framework], Form]) -> None:
    mould, chance = mould_of(template), random.Random(template)
    framework = choose_framework(mould.book)
    if mould.book.names.get(names.INDICATORS) is None:
        pytest.skip("a template of accounts")
    bases = [mould.book]
    for _ in range(count):
        entries = random_entries(mould.plan, chance) if chance.random() < 0.3 else {}
        book = filled(mould.book, entries)
        for one in (book, changed(book, chance), changed(book, chance), book):
            alike = alike_book(one, chance.choice(bases), chance)
            assert read_form(one, framework) == read_form(alike, framework) == read_anew(one, framework)
        if chance.random() < 0.1:
            bases = [*bases[-3:], changed(book, chance)]
