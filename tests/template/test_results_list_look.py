"""审核结果 in the templates: its filter, and what a long list looks like."""

from pathlib import Path

import openpyxl
import pytest

from jixiao import flow
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.history.steps import Command
from jixiao.model.book import Edit
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.sheets.results import ROWS
from jixiao.template.source import source_ids
from workbook_lint import lint
from workbooks import TEMPLATE

FIRST = 8


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with more findings than rows that come with a look."""
    path = tmp_path_factory.mktemp("long") / "长.xlsx"
    path.write_bytes(build_workbook(evaluation_blueprint(TEMPLATE)))
    form = flow.review_book(read_book(path)).form
    write_edits(path, [Edit(at, "三百元整") for at in form.concepts.values()])
    write_edits(path, flow.mark(*flow.check(read_book(path))), Command("check"))
    return path


@pytest.mark.parametrize("id", source_ids())
def test_filter_reaches_far_below_and_protection_allows_it(id: str, tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(build_workbook(evaluation_blueprint(id)))
    sheet = openpyxl.load_workbook(empty)["审核结果"]
    assert sheet.auto_filter.ref == "A7:K2007"
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter


def test_long_list_is_inside_the_filter_with_its_look_on_paper(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["审核结果"]
    rows = [row for row in range(FIRST, 500) if sheet.cell(row, 10).value]
    assert len(rows) > ROWS + 5
    assert rows == list(range(FIRST, FIRST + len(rows)))
    for row in (FIRST, rows[-1]):
        assert sheet.cell(row, 9).alignment.wrap_text
        assert sheet.cell(row, 10).protection.locked
    assert not sheet.cell(FIRST, 11).protection.locked
    assert not sheet.column_dimensions["K"].protection.locked  # further down, cells of 说明 have the column's look
    assert not sheet.print_area
    written = [str(area.sqref) for area in sheet.conditional_formatting]
    assert written == [f"A{FIRST + ROWS}:J2007", f"K{FIRST + ROWS}:K2007"]
    assert lint(path) == []
