"""The digest of what a workbook holds: another one for another figure, the same one whatever host gave the values."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.fill.results_sheet import PLAIN_SHEET
from jixiao.model.book import Book, Cell, Edit, Sheet, Value, with_edits
from jixiao.model.cells import Area, CellRef
from jixiao.read.digests import result_of, text_of
from jixiao.template import layout
from workbook_changes import with_runs
from workbooks import base


@pytest.mark.parametrize(
    "change",
    [
        lambda book: with_edits(book, [Edit(CellRef("自评表", 7, 3), Decimal("3.14"))]),
        lambda book: with_edits(book, [Edit(CellRef("佐证材料清单", 40, 2), "甲")]),
        lambda book: replace(book, sheets={**book.sheets, "新表": Sheet("新表", {(1, 1): Cell("甲")})}),
        lambda book: with_edits(book, [Edit(CellRef("封面", 40, 2), Decimal(1))]),
    ],
)
def test_it_changes_with_a_figure_or_a_text(change: Callable[[Book], Book]) -> None:
    assert result_of(change(base("clean"))) != result_of(base("clean"))


@pytest.mark.parametrize(
    "change",
    [
        lambda book: with_runs(book, 2),
        lambda book: with_edits(book, [Edit(CellRef(layout.RESULTS, 30, 2), "说明")]),
        lambda book: with_edits(book, [Edit(CellRef("自评表", 20, book.names["jx_note_evaluation"].left), "请核实")]),
        lambda book: with_edits(book, [Edit(CellRef("封面", 90, 9), None), Edit(CellRef("封面", 91, 9), "")]),
        lambda book: replace(book, sheets=dict(reversed(book.sheets.items()))),
        lambda book: replace(book, sheets={name: replace(each, hidden=True) for name, each in book.sheets.items()}),
    ],
)
def test_it_stays_for_what_is_no_figure(change: Callable[[Book], Book]) -> None:
    assert result_of(change(base("clean"))) == result_of(base("clean"))


def test_the_list_of_findings_is_left_out_also_where_its_names_are_lost() -> None:
    book = base("clean")
    lost = replace(book, names={name: area for name, area in book.names.items() if "results" not in name})
    assert result_of(lost) == result_of(book)
    assert PLAIN_SHEET == layout.RESULTS


def test_a_name_without_a_place_is_passed_over() -> None:
    book = base("clean")
    gone: dict[str, Area | None] = {**book.names, "jx_note_evaluation": None, "jx_results": None}
    assert result_of(replace(book, names=gone))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("0.1"), Decimal("0.10000000000000000001")),
        (Decimal("1E+2"), Decimal("100.00")),
        (True, Decimal(1)),
        (Decimal("-0"), Decimal(0)),
        ("甲\r\n乙", "甲\n乙"),
        (None, ""),
    ],
)
def test_values_count_as_every_host_gives_them_back(one: Value, other: Value) -> None:
    assert text_of(one) == text_of(other)


def test_a_number_is_not_its_text() -> None:
    assert text_of(Decimal(1)) != text_of("1")
