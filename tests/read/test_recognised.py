"""What is said of a workbook that is not ours: which tables were read, where they stand, what was not read."""

import json
from pathlib import Path

import openpyxl
import pytest

from casebook import FOLDER, book_of, cases_in
from command_line import run
from jixiao.model.book import Book, Cell
from jixiao.model.figures import Figure
from jixiao.read.form import choose_framework, read_form
from jixiao.read.recognised import recognised
from jixiao.read.values import as_converted, read_amount, read_share
from workbooks import base

BASES = {case.base: case for case in reversed(cases_in(FOLDER / "foreign_layouts.toml"))}


def _text(book: Book) -> str:
    framework = choose_framework(book)
    return recognised(book, read_form(book, framework), framework).text


@pytest.mark.parametrize(("name", "text"), [
    ("转换的自评表", "认出：评分表 第1页!A9:I39（27 项指标）、资金表 第1页!A3:I7（4 行）。"),
    ("一张大表", "认出：评分表 附件!A8:K66（52 项指标）、资金表 附件!B4:K7（6 行）。"),
    ("分值写在名称里", "认出：评分表 Sheet1!A2:F33（28 项指标）。"),
    ("没有分值", "认出：评分表 附件1!A2:E18（16 项指标）。"),
    ("两行表头", "认出：评分表 Sheet1!A1:H9（4 项指标）。"),
    ("两行表头的资金表", "认出：资金表 Sheet1!A1:D5（3 行）。"),
    ("几张表", "认出：评分表 Sheet1!A16:E23（2 项指标）、资金表 Sheet1!A9:D13（3 行）、"
               "汇总表 Sheet1!A2:F6（2 个单位）；同类的表只读一张，没有读：评分表 Sheet1!A26:E26；没有认出：Sheet2。"),
    ("清单和资金表", "认出：资金表 资金!A1:D4（3 行）；同类的表只读一张，没有读：项目清单 清单!B1:G1。"),
])  # fmt: skip
def test_tables_are_named_with_their_place(name: str, text: str) -> None:
    assert _text(book_of(BASES[name])) == text


def test_workbook_of_ours_names_its_tables_and_nothing_that_was_not_read() -> None:
    book = base("published")
    framework = choose_framework(book)
    seen = recognised(book, read_form(book, framework), framework)
    assert [table.kind for table in seen.tables] == ["评分表", "资金表", "汇总表"]
    assert (seen.further, seen.unknown) == ((), ())


def test_hidden_and_empty_sheets_and_our_own_results_are_not_named() -> None:
    book = book_of(BASES["两行表头"])
    sheet = book.sheets["Sheet1"]
    more = {"审核结果": {(1, 1): Cell("审核结果")}, "空表": {}, "附注": {(1, 1): Cell("略")}}
    others = {name: type(sheet)(name, cells) for name, cells in more.items()}
    others["旧表"] = type(sheet)("旧表", {(1, 1): Cell("略")}, hidden=True)
    assert _text(Book(book.title, {**book.sheets, **others})).endswith("；没有认出：附注。")


def test_check_prints_what_was_recognised(tmp_path: Path) -> None:
    path = _saved(book_of(BASES["分值写在名称里"]), tmp_path)
    printed = run("check", path).stdout
    assert "认出：评分表Sheet1!A2:F33（28项指标）；没有认出：附注。" in printed
    found = json.loads(run("check", path, "--format", "json").stdout)
    assert found["recognised"] == [{"table": "评分表", "sheet": "Sheet1", "area": "A2:F33", "count": 28}]
    assert found["not_recognised"] == [{"table": "", "sheet": "附注", "area": ""}]


def _saved(book: Book, folder: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for (row, column), cell in book.sheets["Sheet1"].cells.items():
        value = cell.value if isinstance(cell.value, str) or cell.value is None else float(str(cell.value))
        sheet.cell(row, column, value)
    workbook.create_sheet("附注")["A1"] = "略"
    path = folder / "别处的表.xlsx"
    workbook.save(path)
    return path


@pytest.mark.parametrize(("text", "read"), [
    ("2. 0", "2.0"), ("65, 240, 247. 04", "65240247.04"), ("９８．５", "98.5"), ("1 , 234", "1234"), (" 7 ", "7"),
    ("2. 0 4. 0", None), ("9 5", None), ("2, 5", None), ("10²", None), ("", None), ("3. 5. 1", None),
])  # fmt: skip
def test_blanks_of_a_converted_document_count_only_inside_one_number(text: str, read: str | None) -> None:
    reported = read_amount(as_converted(Cell(text)))
    assert (f"{reported.value:f}" if isinstance(reported, Figure) else None) == read


def test_percent_sign_may_stand_apart() -> None:
    assert read_share(as_converted(Cell("126. 59 ％"))) == read_share(Cell("126.59%"))
