"""The built template is a form that a finance bureau could send out."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from jixiao import flow
from jixiao.frameworks.load import load_framework, parse_framework
from jixiao.hosts.file import read_book
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.read.form import read_form, read_identity
from jixiao.template.build import build_workbook, evaluation_blueprint, pack_info, summary_blueprint
from validator import validate
from workbook_lint import lint

ID = "donghu_department_2021"
SHEETS = ["封面", "自评表", "基础数据", "指标测算", "汇总表", "佐证材料清单", "审核结果", "填报说明", "_jixiao"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("template") / "空白.xlsx"
    made.write_bytes(build_workbook(evaluation_blueprint(ID)))
    return made


@pytest.fixture(scope="module")
def workbook(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book(path: Path) -> Book:
    return read_book(path)


def test_sheets_stand_in_the_order_of_work(workbook: Workbook) -> None:
    assert workbook.sheetnames == SHEETS
    assert workbook["_jixiao"].sheet_state == "veryHidden"


def test_same_sources_give_the_same_parts() -> None:
    first, second = (pack_info(build_workbook(evaluation_blueprint(ID))) for _ in range(2))
    assert list(first) == list(second)
    assert first == second


def test_built_workbooks_are_valid(path: Path, tmp_path: Path) -> None:
    summary = tmp_path / "汇总.xlsx"
    summary.write_bytes(build_workbook(summary_blueprint(ID, 40)))
    assert validate([path, summary]) == []
    assert [*lint(path), *lint(summary)] == []


def test_reader_finds_what_the_builder_laid_out(book: Book) -> None:
    plan = evaluation_blueprint(ID)
    read = read_form(book, plan.framework)
    assert _places(read) == _places(plan.form)


def _places(form: Form) -> dict[str, object]:
    assert form.fund is not None and form.indicators is not None and form.summary is not None
    return {
        "fields": dict(form.fields),
        "concepts": dict(form.concepts),
        "rates": dict(form.rates),
        "headings": dict(form.headings),
        "notes": dict(form.notes),
        "results": form.results,
        "fund": (form.fund.lines, dict(form.fund.table.columns)),
        "indicators": (form.indicators.rows, set(form.indicators.groups), form.indicators.grade_at),
        "columns": dict(form.indicators.table.columns),
        "summary": (form.summary.table.first, form.summary.table.last, form.summary.table.total),
        "missing": form.missing_columns,
    }


def test_workbook_carries_its_framework(book: Book) -> None:
    identity = read_identity(book)
    text = "".join(value for key, value in identity.items() if key.startswith("framework_text_"))
    assert parse_framework(text, "内置") == load_framework(ID)
    assert identity["framework"] == ID


def test_every_sheet_is_protected_without_a_password(workbook: Workbook) -> None:
    for sheet in workbook:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title


def test_entries_are_unlocked_and_everything_else_is_locked(workbook: Workbook) -> None:
    plan = evaluation_blueprint(ID)
    form = plan.form
    assert form.indicators is not None and form.fund is not None
    entries = [at for id, at in form.fields.items() if id != "money_unit"] + list(form.concepts.values())
    entries += [
        form.indicators.table.at(role, row.row)
        for row in form.indicators.rows
        for role in ("target", "actual", "score", "variance_note")
    ]
    entries += [form.fund.table.at("executed", line.row) for line in form.fund.lines if line.group != "total"]
    for at in entries:
        assert at is not None
        assert not workbook[at.sheet][at.a1].protection.locked, at
    formulas = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 100
    unlocked = {f"{cell.parent.title}!{cell.coordinate}" for cell in formulas if not cell.protection.locked}
    assert unlocked == {f"{at.sheet}!{at.a1}" for at in typed_over(form)}


def typed_over(form: Form) -> set[CellRef]:
    """Formulas that a published figure may be typed over: rates, totals, the grade."""
    assert (
        form.indicators is not None and form.fund is not None and form.summary is not None and form.indicators.grade_at
    )
    fund, indicators, summary = form.fund.table, form.indicators.table, form.summary.table
    total = form.fund.line("total")
    assert total is not None and indicators.total is not None and summary.total is not None
    places = [fund.at("execution_rate", line.row) for line in form.fund.lines]
    places += [fund.at(role, total.row) for role in ("annual_budget", "executed")]
    places += [indicators.at(role, indicators.total) for role in ("points", "score")]
    places += [summary.at("execution_rate", row) for row in range(summary.first, summary.last + 1)]
    places += [
        summary.at(role, summary.total) for role in ("annual_budget", "executed", "execution_rate", "self_score")
    ]
    return {form.indicators.grade_at, *(at for at in places if at is not None)}


def test_every_entry_of_an_amount_or_score_has_a_prompt_and_a_refusal(workbook: Workbook) -> None:
    rules = workbook["自评表"].data_validations.dataValidation
    covered = {cell for rule in rules if rule.prompt for area in rule.sqref.ranges for cell in area.cells}
    for row in range(14, 41):
        assert {(row, column) for column in (5, 6, 7, 8, 9)} <= covered
    assert {(row, column) for row in range(5, 10) for column in (5, 7)} <= covered


@pytest.mark.parametrize("name", SHEETS[:-1])
def test_prints_on_a4_one_page_wide_with_page_numbers(name: str, workbook: Workbook) -> None:
    sheet = workbook[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text is not None and "&P" in sheet.oddFooter.center.text
    assert sheet.print_area


def test_helper_columns_stay_off_the_paper(workbook: Workbook) -> None:
    assert workbook["自评表"].print_area == "'自评表'!$A$1:$I$46"
    assert workbook["自评表"]["K4"].value == "核对"
    assert workbook["自评表"].print_title_rows == "$13:$13"
    assert workbook["汇总表"].print_area.startswith("'汇总表'!$A$1:$G$")


def test_fonts_are_those_of_office_machines(workbook: Workbook) -> None:
    used = {
        cell.font.name
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value and sheet.title != "_jixiao"
    }
    assert used <= {"宋体", "黑体", "仿宋"}


def test_published_tree_of_indicators(book: Book) -> None:
    review = flow.review_book(book)
    form = review.form.indicators
    assert form is not None
    assert [len([group for group in form.groups if group.level == level]) for level in (1, 2)] == [4, 15]
    assert len(form.rows) == 27
    assert sum(group.points or 0 for group in form.groups if group.level == 1) == Decimal(100)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    plan = evaluation_blueprint(ID)
    data = build_workbook(plan, {plan.form.fields["unit"]: "=1+1"})
    cell = openpyxl.load_workbook(io.BytesIO(data))["封面"][plan.form.fields["unit"].a1]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
