"""A fund table like one that was seen before is read as if it were the first, whatever its sheet was changed to."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from alike_cells import alike_book
from jixiao.model import names
from jixiao.model.book import Book, Cell, ErrorValue, Value
from jixiao.model.cells import Area
from jixiao.read.form import choose_framework
from jixiao.read.fund_table import read_fund
from jixiao.read.known_funds import KnownFunds, Read
from jixiao.read.pages import Pages, pages_of
from jixiao.template.source import source_ids
from returns.mould import mould_of

VALUES: tuple[Value, ...] = (
    *(
        "年度资金总额",
        "其中：财政拨款",
        "其他资金",
        "全年预算数",
        "全年执行数",
        "执行率",
        "分值",
        "项目名称",
        "某项支出",
    ),
    *("", "—", "98.6%", "%", "2000", "2000万", None, True, ErrorValue("#REF!")),
    *(Decimal(0), Decimal(1), Decimal("12.50"), Decimal("NaN")),
)
FORMATS = ("General", "#,##0.00", "yyyy/m/d")


def changed(book: Book, area: Area, chance: random.Random) -> Book:
    """Some cells of the table and around it changed, sometimes a row emptied, or the name moved."""
    sheet = book.sheets[area.sheet]
    gone = chance.randint(area.top, area.bottom) if chance.random() < 0.2 else 0
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] != gone}
    for _ in range(chance.choice((0, 1, 1, 2, 6))):
        place = (chance.randint(area.top, area.bottom + 2), chance.randint(1, area.right + 2))
        cells[place] = Cell(chance.choice(VALUES), chance.choice((None, "A1")), chance.choice(FORMATS))
    if chance.random() < 0.2:
        area = replace(area, bottom=max(area.top, area.bottom - chance.randint(-2, 2)))
    merged = sheet.merged if chance.random() < 0.8 else ()
    sheets = {**book.sheets, area.sheet: replace(sheet, cells=dict(sorted(cells.items())), merged=merged)}
    return replace(book, sheets=sheets, names={**book.names, names.FUND: area})


@pytest.mark.parametrize("count", [100, pytest.param(5_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("template", source_ids())
def test_changed_sheets_are_read_alike(template: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    book, chance = mould_of(template).book, random.Random(template)
    framework, area = choose_framework(book), book.names.get(names.FUND)
    if area is None:
        pytest.skip("a template without a fund table")
    bases = [book]
    for _ in range(count):
        one = changed(book, area, chance)
        alike = alike_book(one, chance.choice(bases), chance)
        found = [read_fund(pages_of(each), framework) for each in (one, alike, one, alike)]
        with monkeypatch.context() as patch:
            patch.setattr(KnownFunds, "table", anew)
            assert found == [read_fund(pages_of(one), framework)] * 4
        if chance.random() < 0.1:
            bases = [*bases[-3:], one]


def anew(_: KnownFunds, pages: Pages, area: Area, read: Callable[[Pages], Read], is_of_rows: object) -> Read:
    return read(pages)


def test_other_figures_are_no_other_table() -> None:
    book = mould_of("donghu_department_2021").book
    area = book.names[names.FUND]
    assert area is not None
    sheet, reads = book.sheets[area.sheet], 0
    column = 5

    def read(pages: Pages) -> Read:
        nonlocal reads
        reads += 1
        return read_fund(pages, framework)

    framework, known = choose_framework(book), KnownFunds()
    for figure in (Decimal(1), Decimal("3.5")):
        cells = {**sheet.cells, (area.bottom, column): Cell(figure)}
        pages = pages_of(replace(book, sheets={**book.sheets, area.sheet: replace(sheet, cells=cells)}))
        known.table(pages, area, read, lambda _: True)
    assert reads == 1
