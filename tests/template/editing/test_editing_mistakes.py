"""Whatever is wrong in an editing workbook is told at its cell, in Chinese, and never ends in a traceback."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from editing_books import changed, editing_book, faults, labelled, written
from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import load_framework
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Cell, ErrorValue, Sheet
from jixiao.model.cells import CellRef
from jixiao.template.editing.compiling import compile_book
from jixiao.template.editing.draft import Draft, is_blank
from jixiao.template.editing.grid import CONTENT, ITEM, found_sections
from jixiao.template.editing.schema import Column, plan
from jixiao.template.source import load_source, source_ids

LINE = re.compile(r"\S+![A-Z]{1,2}[0-9]+：.+。")
RICHEST = next(id for id in source_ids() if load_framework(load_source(id).framework).fund is not None)
WRONG = {"number": "十", "numbers": "宽、窄", "date": "去年", "yes": "也许", "choice": "也许", "formula": "没有的数/2",
         "fact": "没有的数", "rate": "没有的比率", "scoring": "看着给", "settings": "乱＝写"}  # fmt: skip
HEAD, INDICATORS, DATA = "表头与等级", "指标", "数据与比率"


@cache
def filled(id: str) -> tuple[tuple[CellRef, Column], ...]:
    """The cells that are filled in, with the columns they belong to; ids and free settings aside."""
    return tuple(_filled(editing_book(id)))


def _filled(book: Book) -> Iterator[tuple[CellRef, Column]]:
    for sheet in plan().sheets:
        for section, found in found_sections(book, sheet, Draft()):
            by_label = {column.label: column for column in section.columns if not column.hidden}
            for row in found.rows():
                if section.kind == "form":
                    label = found.cell(row, ITEM)[1].value
                    pairs = [(found.cell(row, CONTENT), by_label.get(str(label)))]
                else:
                    pairs = [(found.cell(row, label), column) for label, column in by_label.items()]
                yield from ((at, column) for (at, cell), column in pairs if column is not None and not is_blank(cell))


@pytest.mark.parametrize("id", source_ids())
def test_wrong_kind_of_content_is_told_at_its_cell(id: str) -> None:
    book, chance = editing_book(id), random.Random(id)
    places = [(at, column) for at, column in filled(id) if column.kind in WRONG]
    for at, column in chance.sample(places, min(40, len(places))):
        told = faults(changed(book, {at: Cell(WRONG[column.kind])}))
        assert any(line.startswith(f"{at.sheet}!{at.a1}：") for line in told), (at, column.label, told)
        assert all(LINE.fullmatch(line) for line in told), told


@pytest.mark.parametrize("id", source_ids())
def test_formula_in_a_cell_is_told(id: str) -> None:
    book, chance = editing_book(id), random.Random(id)
    places = [at for at, column in filled(id) if column.kind != "formula" and column.label != "序"]
    for at in chance.sample(places, min(25, len(places))):
        told = faults(changed(book, {at: Cell("照抄", "A1")}))
        assert any(line.startswith(f"{at.sheet}!{at.a1}：") for line in told), (at, told)


def odd_cells(chance: random.Random) -> Cell:
    return chance.choice([
        Cell(None), Cell(""), Cell("   "), Cell("x" * 5000), Cell("\n\n"), Cell("=1+1"), Cell("“”"), Cell("[#0]"),
        Cell(Decimal("-1")), Cell(Decimal("1e300")), Cell(Decimal("0.1")), Cell(Decimal(44197), None, "yyyy-mm-dd"),
        Cell(True), Cell(ErrorValue("#REF!")), Cell("（单位自填）"), Cell("A:Z"), Cell("Z:A"), Cell("各项"),
        Cell("\ud800"), Cell("1" * 400), Cell(Decimal("0.5"), None, "0%"), Cell("一、基本情况"), Cell("三级指标"),
    ])  # fmt: skip


def anywhere(book: Book, chance: random.Random) -> CellRef:
    sheet = chance.choice([*book.sheets.values()])
    row, column = chance.choice([*sheet.cells]) if chance.random() < 0.8 else (chance.randint(1, 60), 3)
    return CellRef(sheet.name, row, column)


def strike(count: int, seed: str) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        book = editing_book(chance.choice(source_ids()))
        cells = {anywhere(book, chance): odd_cells(chance) for _ in range(chance.randint(1, 5))}
        told = faults(changed(book, cells))
        assert all(LINE.fullmatch(line) for line in told), (cells, told)


def test_odd_contents_anywhere_are_answered_with_sentences() -> None:
    strike(150, "some")


@pytest.mark.long
def test_many_odd_contents_anywhere_are_answered_with_sentences() -> None:
    strike(5000, "many")


def one(book: Book, at: CellRef, value: object) -> list[str]:
    return faults(changed(book, {at: Cell(value)}))  # type: ignore[arg-type]


def test_points_that_do_not_add_up_are_told_at_the_whole() -> None:
    book = editing_book(RICHEST)
    at = next(at for at, column in filled(RICHEST) if column.label == "分值")
    told = one(book, at, Decimal(50))
    assert len(told) == 1
    assert re.fullmatch(r"指标!D[0-9]+：三级指标分值之和是 [0-9]+，应为 [0-9]+。", told[0])
    assert one(book, labelled(book, HEAD, "总分"), Decimal(98)) == [
        f"{HEAD}!{labelled(book, HEAD, '总分').a1}：一级指标分值之和是 100，应为 98。"
    ]


def test_gap_of_the_grades_is_told() -> None:
    book = editing_book(RICHEST)
    at = labelled(book, HEAD, "从多少分起", columns=0, rows=4)
    (told,) = one(book, at, Decimal(10))
    assert told.startswith(f"{HEAD}!")
    assert "最低一档应从 0 起" in told


def test_missing_title_is_told_by_its_name() -> None:
    book = editing_book(RICHEST)
    at = labelled(book, HEAD, "体系名称")
    assert one(book, at, None) == [f"{HEAD}!{at.a1}：没有填“体系名称”。"]


def test_unknown_name_in_a_formula_is_told_with_what_was_perhaps_meant() -> None:
    book = editing_book(RICHEST)
    at, column = next((at, column) for at, column in filled(RICHEST) if column.kind == "formula" and at.sheet == DATA)
    names = [cell.value for (_, c), cell in sorted(book.sheets[DATA].cells.items()) if c == 1]
    name = str(names[names.index("数据名称") + 1])
    (told,) = one(book, at, f"{name[:-1]}束/2")
    assert told.startswith(f"{DATA}!{at.a1}：公式用了没有的名称“{name[:-1]}束”；是不是“{name[:-1]}")
    assert column.label == "公式"


def test_repeated_name_is_told_at_the_second() -> None:
    book = editing_book(RICHEST)
    first = labelled(book, DATA, "数据名称", columns=0, rows=1)
    told = one(book, first.shift(rows=1), book.cell(first).value)
    assert told[0] == f"{DATA}!{first.shift(rows=1).a1}：“{book.cell(first).value}”前面已经有了，请另取一个名称。"


def test_all_mistakes_are_told_at_once_from_the_first_sheet_on() -> None:
    book = editing_book(RICHEST)
    title = labelled(book, HEAD, "体系名称")
    points = next(at for at, column in filled(RICHEST) if column.label == "分值")
    formula = next(at for at, column in filled(RICHEST) if column.kind == "formula" and at.sheet == DATA)
    told = faults(changed(book, {title: Cell(None), points: Cell("两分"), formula: Cell("1+")}))
    assert [line.partition("：")[0] for line in told] == [f"{at.sheet}!{at.a1}" for at in (title, points, formula)]


def test_changed_content_needs_a_new_version() -> None:
    book = editing_book(RICHEST)
    other = changed(book, {labelled(book, HEAD, "依据"): Cell("新的文件")})
    with pytest.raises(BrokenFramework, match="版本也要改"):
        compile_book(other)
    at = labelled(book, HEAD, "版本")
    assert compile_book(changed(other, {at: Cell("2030.1")})).framework.version == "2030.1"


@pytest.mark.parametrize(("label", "value"), [("地区", "别处"), ("体系名称", "别的评价"), ("年度", Decimal(2031))])
def test_system_of_another_place_or_year_is_another(label: str, value: str | Decimal) -> None:
    book = editing_book(RICHEST)
    found = compile_book(changed(book, {labelled(book, HEAD, label): Cell(value)}))
    assert found.framework.id == found.source.id == found.source.framework
    assert found.framework.id.startswith("local_")
    assert {concept.id for concept in found.framework.concepts} == {
        concept.id for concept in load_framework(load_source(RICHEST).framework).concepts
    }


def without(book: Book, name: str) -> Book:
    return Book(book.title, {other: sheet for other, sheet in book.sheets.items() if other != name})


@pytest.mark.parametrize("name", [sheet.name for sheet in plan().sheets])
def test_missing_sheet_is_told(name: str) -> None:
    told = faults(without(editing_book(RICHEST), name))
    assert any(line.startswith(f"{name}!A1：没有这张表") for line in told)


def test_other_workbook_is_told_apart() -> None:
    assert "这不是指标体系编制工作簿" in faults(Book("别的.xlsx", {"Sheet1": Sheet("Sheet1")}))[0]


def moved(sheet: Sheet, rows: int, columns: int, since: int) -> Sheet:
    """The sheet with blank columns, or rows, put in from one on."""
    cells = {(row + rows * (row >= since), column + columns * (column >= since)): cell
             for (row, column), cell in sheet.cells.items()}  # fmt: skip
    return Sheet(sheet.name, cells)


@pytest.mark.parametrize(("rows", "columns", "since"), [(0, 1, 1), (0, 1, 2), (2, 0, 1), (1, 0, 6), (0, 3, 3)])
def test_columns_and_rows_may_be_put_in(rows: int, columns: int, since: int) -> None:
    book = editing_book(RICHEST)
    sheets = {name: moved(sheet, rows, columns, since) for name, sheet in book.sheets.items()}
    assert faults(Book(book.title, sheets)) == []


def test_lost_heading_is_told() -> None:
    book = editing_book(RICHEST)
    at = labelled(book, INDICATORS, "指标值", columns=0)
    assert any("少了“指标值”这一列" in line for line in one(book, at, "目标"))


def test_merged_and_repeated_names_of_levels_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "编制.xlsx"
    path.write_bytes(written(RICHEST))
    book = openpyxl.load_workbook(path)
    sheet = book[INDICATORS]
    header = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "一级指标")
    filled_rows = [row for row in range(header + 1, sheet.max_row) if sheet.cell(row, 1).value]
    sheet.merge_cells(start_row=filled_rows[0], end_row=filled_rows[1] - 1, start_column=1, end_column=1)
    for row in range(filled_rows[1] + 1, filled_rows[2]):
        sheet.cell(row, 1).value = sheet.cell(filled_rows[1], 1).value
    book.save(path)
    assert faults(read_book(path, with_formulas=True)) == []


def test_copied_row_gets_an_id_of_its_own() -> None:
    """Who copies a row copies its hidden id as well."""
    book = editing_book(RICHEST)
    first = labelled(book, DATA, "数据名称", columns=0, rows=1)
    blank = first.row
    while not is_blank(book.cell(CellRef(DATA, blank, first.column))):
        blank += 1
    copy = {
        CellRef(DATA, blank, column): cell
        for (row, column), cell in book.sheets[DATA].cells.items()
        if row == first.row
    }
    copy[CellRef(DATA, blank, first.column)] = Cell("另一个数")
    assert faults(changed(book, copy)) == []
