"""A book → its Form: names in our templates, words in anyone's; and what is refused."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.errors import BrokenFramework, UnknownWorkbook
from jixiao.frameworks.load import framework_text, is_installed
from jixiao.model.book import Book, Cell, Sheet
from jixiao.model.cells import Area, CellRef
from jixiao.read.form import choose_framework, is_ours, read_form
from workbook_changes import tables, with_rows, without_column, without_sheet
from workbooks import FRAMEWORK_ID, base, form_of


def with_identity(book: Book, **keys: str) -> Book:
    """The book with values of the hidden sheet replaced."""
    sheet = book.sheets["_jixiao"]
    cells = dict(sheet.cells)
    for (row, column), cell in sheet.cells.items():
        if column == 1 and cell.value in keys:
            cells[row, 2] = Cell(keys[str(cell.value)])
    return replace(book, sheets={**book.sheets, "_jixiao": replace(sheet, cells=cells)})


def test_template_is_read_by_its_names() -> None:
    form = form_of(base("blank"))
    assert form.ours
    assert form.fields["unit"] == CellRef("封面", 6, 3)
    assert form.rates["carryover"].sheet == "指标测算"
    assert form.concepts["staff_quota"].sheet == "基础数据"
    assert form.notes == {"自评表": 11, "叙述数据": 12, "汇总表": 9}
    assert form.missing_columns == ()


def test_inserted_rows_move_everything_along() -> None:
    before, after = form_of(base("clean")), form_of(with_rows(base("clean"), "自评表", 2, 4))
    assert before.fund is not None
    assert after.fund is not None
    assert before.indicators is not None
    assert before.indicators.table.total is not None
    assert after.indicators is not None
    assert [line.place for line in after.fund.lines] == [line.place + 4 for line in before.fund.lines]
    assert after.indicators.table.total == before.indicators.table.total + 4


def test_deleted_column_is_missed_where_it_stood() -> None:
    form = form_of(without_column(base("clean"), "汇总表", 7))
    assert [(column.table, column.role, column.at.a1) for column in form.missing_columns] == [
        ("部门整体支出自评情况汇总表", "review_score", "G4")]  # fmt: skip


def test_deleted_sheet_is_missed_as_tables() -> None:
    form = form_of(without_sheet(base("clean"), "自评表"))
    assert [(column.label, column.role) for column in form.missing_columns] == [
        ("整体支出规模", ""),
        ("分解目标自评", ""),
    ]
    assert form.results is not None


@pytest.mark.parametrize("name", ["jx_fund", "jx_indicators", "jx_summary"])
def test_table_without_its_name_is_found_by_its_words(name: str) -> None:
    book = base("clean")
    found = form_of(replace(book, names={**book.names, name: None}))
    assert found.fund is not None
    assert found.indicators is not None
    assert found.summary is not None


@pytest.mark.parametrize("area", [Area("自评表", 1_048_576, 1, 1_048_576, 9), Area("没有的表", 4, 1, 9, 9), None])
def test_names_that_lead_nowhere_are_passed_over(area: Area | None) -> None:
    book = base("clean")
    names = ("jx_fund", "jx_grade", "jx_results", "jx_marks", "jx_field_unit", "jx_rate_carryover", "jx_note_summary")
    form = form_of(replace(book, names={**book.names, **dict.fromkeys(names, area)}))
    assert form.fund is not None
    if area is None or area.sheet not in book.sheets:
        assert form.results is None
        assert "unit" not in form.fields


def test_list_of_findings_at_the_foot_of_a_sheet_is_not_ours() -> None:
    book = base("clean")
    form = form_of(replace(book, names={**book.names, "jx_results": Area("审核结果", 1_048_570, 1, 1_048_570, 1)}))
    assert form.results is None


def test_workbook_without_a_known_table_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnknownWorkbook, match=r"^通讯录\.xlsx：没有找到能识别的表.*。$"):
        choose_framework(tables({"表": {"rows": [["姓名", "电话"], ["张三", 1]]}}, "通讯录.xlsx"))


def test_template_without_any_table_left_is_refused() -> None:
    book = without_sheet(without_sheet(base("clean"), "自评表"), "汇总表")
    with pytest.raises(UnknownWorkbook):
        read_form(book, choose_framework(book))


def test_installed_framework_wins_over_the_text_inside() -> None:
    text = framework_text(FRAMEWORK_ID).replace('title = "部门整体支出绩效自评"', 'title = "改过的"', 1)
    framework = choose_framework(with_identity(base("clean"), framework_text_1=text))
    assert (framework.title, is_installed(framework)) == ("部门整体支出绩效自评", True)


def test_unknown_framework_inside_is_used() -> None:
    text = framework_text(FRAMEWORK_ID).replace(f'id = "{FRAMEWORK_ID}"', 'id = "elsewhere_2021"', 1)
    book = with_identity(base("clean"), framework="elsewhere_2021", framework_text_1=text)
    framework = choose_framework(book)
    assert (framework.id, is_installed(framework)) == ("elsewhere_2021", False)


def test_other_version_of_an_installed_framework_is_read_from_inside() -> None:
    text = framework_text(FRAMEWORK_ID).replace('version = "2021.3"', 'version = "2021.9"', 1)
    book = with_identity(base("clean"), framework_version="2021.9", framework_text_1=text)
    assert choose_framework(book).version == "2021.9"


def test_broken_framework_inside_is_refused_with_its_place() -> None:
    book = with_identity(base("clean"), framework="elsewhere", framework_text_1="id = 3")
    with pytest.raises(BrokenFramework, match=r"内置的指标体系：有 .* 处错误"):
        choose_framework(book)


def test_template_without_a_framework_inside_is_refused() -> None:
    book = base("clean")
    empty = replace(book, sheets={**book.sheets, "_jixiao": Sheet("_jixiao")})
    assert is_ours(empty)
    with pytest.raises(BrokenFramework, match="隐藏表 _jixiao 里没有指标体系"):
        choose_framework(empty)


def test_name_of_the_unit_is_found_beside_its_label() -> None:
    book = tables({
        "汇总": {"rows": [["单位名称", "全年预算数", "全年执行数"], ["甲", 1, 1], ["合计", 1, 1]]},
        "自评": {"rows": [["评价部门名称", "", "某局"], ["资金来源", "全年预算数", "全年执行数"], ["基本支出", 1, 1]]},
    })  # fmt: skip
    form = form_of(book)
    assert form.fields == {"unit": CellRef("自评", 1, 3)}
    assert not form.ours


def test_long_sheets_are_read_in_reasonable_time() -> None:
    cells = {(row, column): Cell("某某单位名称") for row in range(1, 10_001) for column in range(1, 11)}
    heading = {(20_000, column): Cell(text) for column, text in enumerate(["单位", "全年预算数", "全年执行数"], 1)}
    rows = {(20_000 + row, column): Cell(Decimal(row)) for row in range(1, 10_001) for column in (2, 3)}
    names = {(20_000 + row, 1): Cell(f"单位{row}") for row in range(1, 10_001)}
    book = Book("大表.xlsx", {"表": Sheet("表", {**cells, **heading, **rows, **names})})
    start = time.process_time()
    form = form_of(book)
    assert time.process_time() - start < 20
    assert form.summary is not None
    assert (form.summary.table.first, form.summary.table.last) == (20_001, 30_000)


def test_the_headings_decide_where_no_indicator_does() -> None:
    book = tables({"Sheet1": {"rows": [
        ["序号", "预算单位", "全年预算数", "全年执行数", "完成率", "自评分数"],
        [1, "甲", 100, 90, "90%", 95], ["合计", "", 100, 90, "90%", ""],
    ]}})  # fmt: skip
    form = read_form(book, choose_framework(book))
    assert form.summary is not None
    assert "execution_rate" in form.summary.table.columns
