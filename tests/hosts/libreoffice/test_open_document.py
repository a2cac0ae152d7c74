"""An open document is read like its file, and written so that nothing else changes and one step takes it back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from jixiao.errors import RefusedWrite, UnreadableWorkbook
from jixiao.hosts import file
from jixiao.hosts.libreoffice import read_book, write_edits
from jixiao.model.book import Book, Cell, Edit, ErrorValue, Value
from jixiao.model.cells import Area, CellRef, parse_a1
from live_office import opened, stored

pytestmark = pytest.mark.office

SHEET = "自评 表"
SORTING_ALLOWED = {"sort": True, "autofilter": True, "format_cells": True, "select_locked_cells": False}


def edit(a1: str, value: Value, formula: str | None = None, sheet: str = SHEET) -> Edit:
    place = parse_a1(a1)
    assert place is not None
    return Edit(CellRef(sheet, *place), value, formula)


def cell(book: Book, a1: str, sheet: str = SHEET) -> Cell:
    return book.cell(edit(a1, None, sheet=sheet).at)


def build(path: Path) -> Path:
    """A workbook with a bit of everything that a host has to tell apart."""
    with xlsxwriter.Workbook(path) as book:
        sheet, other, hidden = (book.add_worksheet(name) for name in (SHEET, "it's", "_藏"))
        texts = book.add_format({"num_format": "@"})
        for row, text in enumerate(["001", "=1+1", "'x", "1.5", "两\n行"]):
            sheet.write_string(row, 0, text, texts)
        for row, code in enumerate(["0.00%", "#,##0.00", '0.##"分"', '0.00;[Red]-0.00;"—"']):
            sheet.write_number(row, 1, 1234.5678, book.add_format({"num_format": code}))
        sheet.write_number("B5", 0.1 + 0.2)
        sheet.write_boolean("C1", True)
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C3", '=IF(A1="a,b;c!d","","it""s")', None, 'it"s')
        sheet.write_formula("C4", "=SUM('it''s'!$A$1:B2,B5)", None, 3.3)
        sheet.write_formula("C5", '=A1&""', None, "001")
        sheet.merge_range("E1:F2", "合并")
        sheet.merge_range("E4:F5", 1.5, book.add_format({"num_format": "0.00%"}))
        sheet.merge_range("E7:G7", "")
        sheet.write_comment("B5", "批注")
        other.write_column("A1", [1, 2])
        hidden.hide()
        for name, place in (("jx_a", f"='{SHEET}'!$A$1"), ("jx_quoted", "='it''s'!$A$1:$B$2"), ("jx_constant", "=3")):
            book.define_name(name, place)
        sheet.protect("", SORTING_ALLOWED)
        other.protect("geheim")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return build(tmp_path / "甲 1.xlsx")


@pytest.fixture
def document(office: Any, path: Path) -> Iterator[Any]:
    with opened(office, path) as document:
        yield document


def test_document_is_read_like_its_file(document: Any, path: Path) -> None:
    live, saved = read_book(document), file.read_book(path)
    assert live.title == saved.title == "甲 1.xlsx"
    assert live.names == saved.names == {"jx_a": Area(SHEET, 1, 1, 1, 1), "jx_quoted": Area("it's", 1, 1, 2, 2)}
    assert list(live.sheets) == list(saved.sheets)
    for name, sheet in saved.sheets.items():
        assert live.sheets[name].hidden == sheet.hidden
        assert sorted(live.sheets[name].merged) == sorted(sheet.merged)
        assert {at: lower(each) for at, each in live.sheets[name].cells.items()} == {
            at: lower(each) for at, each in sheet.cells.items()
        }


def lower(each: Cell) -> Cell:
    """LibreOffice writes colours in capitals: ``[RED]``."""
    return Cell(each.value, each.formula, each.number_format.lower())


def test_numbers_are_decimals_of_fifteen_digits(document: Any) -> None:
    assert cell(read_book(document), "B5").value == Decimal("0.3")


def test_names_of_deleted_cells_are_none(document: Any) -> None:
    document.Sheets.removeByName("it's")
    assert read_book(document).names["jx_quoted"] is None


def test_unsaved_changes_are_read(document: Any) -> None:
    document.Sheets.getByName("_藏").getCellByPosition(2, 2).setFormula("=7*6")
    assert cell(read_book(document), "C3", "_藏") == Cell(Decimal(42), "7*6")


def test_far_away_cell_is_refused_in_one_sentence(document: Any) -> None:
    sheet = document.Sheets.getByName("_藏")
    sheet.getCellByPosition(0, 0).setValue(1)
    sheet.getCellByPosition(1000, 1_000_000).setValue(1)
    with pytest.raises(UnreadableWorkbook, match=r"“甲 1\.xlsx”的工作表《_藏》已用区域过大"):
        read_book(document)


def test_edits_arrive_as_what_they_are_and_keep_the_look(document: Any, tmp_path: Path) -> None:
    before = read_book(document)
    edits = [
        edit("B1", Decimal("0.125")),
        edit("B2", "126.59%"),
        edit("A1", "007"),
        edit("A6", "=1+1"),
        edit("A7", "2021-1-1"),
        edit("B6", True),
        edit("B7", ErrorValue("#N/A")),
        edit("A4", None),
        edit("C1", Decimal(3), "SUM('it''s'!A1:A2)"),
        edit("C6", "", 'IF(jx_a="x",1,"")'),
    ]
    write_edits(document, edits)
    after = read_book(document)
    assert {at: (each.value, each.formula) for at, each in after.sheets[SHEET].cells.items()} == {
        **{at: (each.value, each.formula) for at, each in before.sheets[SHEET].cells.items() if at != (4, 1)},
        **{(each.at.row, each.at.column): (each.value, each.formula) for each in edits if each.at.a1 != "A4"},
        (5, 3): ("007", 'A1&""'),  # LibreOffice calculates what depends on them
    }
    assert [cell(after, a1).number_format for a1 in ("B1", "B2", "A1", "A6", "A7")] == [
        "0.00%", "#,##0.00", "@", "General", "General",
    ]  # fmt: skip
    saved = file.read_book(stored(document, tmp_path / "乙.xlsx"))
    assert [cell(saved, a1).value for a1 in ("A1", "A6", "A7", "B2")] == ["007", "=1+1", "2021-1-1", "126.59%"]


def test_notes_and_protection_stay(document: Any, path: Path, tmp_path: Path) -> None:
    write_edits(document, [edit("B4", Decimal(1)), edit("B5", Decimal(2)), edit("B6", "x")])
    sheet = document.Sheets.getByName(SHEET)
    assert sheet.isProtected()
    assert [note.getString() for note in sheet.Annotations] == ["批注"]
    old, new = (
        openpyxl.load_workbook(each)[SHEET].protection for each in (path, stored(document, tmp_path / "乙.xlsx"))
    )
    assert {name: getattr(new, name) for name in vars(old)} == vars(old)


def test_new_sheet_is_added_at_the_end(document: Any) -> None:
    write_edits(document, [edit("A1", "审核结果", sheet="审核结果"), edit("B2", Decimal(1), sheet="审核结果")])
    assert document.Sheets.ElementNames[-1] == "审核结果"
    assert cell(read_book(document), "B2", "审核结果").value == 1


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([edit("D9", "x"), edit("A1", "x", sheet="it's")], "没有写入工作表《it's》：它设了保护密码，A1 处于锁定状态"),
        ([edit("D9", "x"), edit("A2", Decimal(1), sheet="_藏")], "LibreOffice 不接受对《_藏》!A2 的修改"),
        ([edit("D9", "x"), edit("A1", "x", sheet="新"), edit("A1", "x", sheet="it's")], "它设了保护密码"),
    ],
    ids=["password", "array formula", "password after a new sheet"],
)
def test_refused_write_changes_nothing(document: Any, edits: list[Edit], message: str) -> None:
    document.Sheets.getByName("_藏").getCellRangeByName("A1:A3").setArrayFormula("=ROW(A1:A3)")
    before = read_book(document)
    with pytest.raises(RefusedWrite, match=message):
        write_edits(document, edits)
    assert read_book(document) == before
    assert document.Sheets.getByName(SHEET).isProtected()


def test_protected_structure_gets_no_new_sheet(document: Any) -> None:
    document.protect("geheim")
    write_edits(document, [edit("A9", "x")])
    with pytest.raises(RefusedWrite, match="工作簿结构受保护，不能增加工作表《新》"):
        write_edits(document, [edit("A1", "x", sheet="新")])


def test_document_opened_for_reading_is_refused(office: Any, path: Path) -> None:
    with opened(office, path, ReadOnly=True) as document, pytest.raises(RefusedWrite, match="只读方式"):
        write_edits(document, [edit("A1", "x")])


def test_no_edits_leave_the_document_unmodified(document: Any) -> None:
    write_edits(document, [])
    assert not document.isModified()


def test_what_is_written_is_one_step_to_undo(document: Any) -> None:
    write_edits(document, [edit("A1", "x"), edit("C1", None, "1+1"), edit("A1", "x", sheet="新")], "绩效自评：审核")
    assert document.UndoManager.getAllUndoActionTitles() == ("绩效自评：审核",)


def test_failed_cells_are_told_apart(document: Any) -> None:
    formulas = ("=1/0", "=NA()", "=FOO(1)", '="a"+1', "=#REF!+1", "=SQRT(-1)", "=IRR(A1)")
    sheet = document.Sheets.getByName("_藏")
    for row, formula in enumerate(formulas):
        sheet.getCellByPosition(3, row).setFormula(formula)
    found = [cell(read_book(document), f"D{row}", "_藏").value for row in range(1, 6)]
    assert found == [ErrorValue(text) for text in ("#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#REF!")]
