"""A scoring table is taken from the sheet that its own is like only where no change touches what it follows from."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from jixiao.model import names
from jixiao.model.book import AlikeCells, Book, Cell
from jixiao.model.form import Form, IndicatorForm
from jixiao.read.form import choose_framework, read_form
from returns.mould import mould_of

Cells = dict[tuple[int, int], Cell]
Change = Callable[[Cells, IndicatorForm], object]

TEMPLATE = "donghu_department_2021"


def typed(role: str, text: str, at: int = 3) -> Change:
    """A text typed in a column of the row of that number."""

    def change(cells: Cells, form: IndicatorForm) -> None:
        place = form.rows[at].row, form.table.columns[role]
        cells[place] = cells.get(place, Cell())._replace(value=text)

    return change


def typed_at_the_left(text: str) -> Change:
    def change(cells: Cells, form: IndicatorForm) -> None:
        cells[form.rows[3].row, 1] = Cell(text)

    return change


def heading_gone(cells: Cells, form: IndicatorForm) -> None:
    del cells[form.table.header, form.table.columns["variance_note"]]


def heading_changed(cells: Cells, form: IndicatorForm) -> None:
    cells[form.table.header, form.table.columns["variance_note"]] = Cell("随便")


def total_gone(cells: Cells, form: IndicatorForm) -> None:
    for place in [place for place in cells if place[0] == form.table.total]:
        del cells[place]


def level_gone(cells: Cells, form: IndicatorForm) -> None:
    del cells[form.groups[1].first, form.table.columns["level2"]]


def name_gone(cells: Cells, form: IndicatorForm) -> None:
    named = [row.row for row in form.rows if row.name]
    del cells[named[4], form.table.columns["level3"]]


OTHER_TABLE: Mapping[str, Change] = {
    "a total in the middle": typed("level3", "合计"),
    "a total at the left": typed_at_the_left("合计"),
    "subtotals at the left": typed_at_the_left("小计"),
    "a heading gone": heading_gone,
    "a heading changed": heading_changed,
    "the total row emptied": total_gone,
    "a second-level indicator gone": level_gone,
    "a second-level indicator renamed": typed("level2", "另一项", at=0),
    "a name": typed("level3", "本单位自己的指标"),
    "a name gone": name_gone,
}
SAME_TABLE: Mapping[str, Change] = {
    "a target": typed("target", "不低于 95%"),
    "a reason": typed("variance_note", "因项目顺延，下年完成。"),
    "an actual value that is no number": typed("actual", "已完成"),
}


def forms(change: Change) -> tuple[Form, Form, Form]:
    """The form of the template, that of the changed sheet told apart from the template's, and read by itself."""
    book = mould_of(TEMPLATE).book
    framework, area = choose_framework(book), book.names[names.INDICATORS]
    before = read_form(book, framework)
    assert area is not None
    assert before.indicators is not None
    sheet = book.sheets[area.sheet]
    cells = dict(sheet.cells)
    change(cells, before.indicators)

    def with_cells(cells: Mapping[tuple[int, int], Cell]) -> Book:
        return replace(book, sheets={**book.sheets, area.sheet: replace(sheet, cells=cells)})

    changed = {place: cell for place, cell in cells.items() if sheet.cells.get(place) != cell}
    alike = AlikeCells(cells, sheet.cells, changed, [place for place in sheet.cells if place not in cells])
    return before, read_form(with_cells(alike), framework), read_form(with_cells(cells), framework)


@pytest.mark.parametrize("name", OTHER_TABLE)
def test_change_that_touches_the_table(name: str) -> None:
    before, alike, anew = forms(OTHER_TABLE[name])
    assert alike == anew
    assert alike.indicators != before.indicators


@pytest.mark.parametrize("name", SAME_TABLE)
def test_change_that_does_not(name: str) -> None:
    before, alike, anew = forms(SAME_TABLE[name])
    assert alike == anew
    assert alike.indicators == before.indicators
