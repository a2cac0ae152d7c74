"""The buttons in a stand-in Excel: what they leave in it, show and refuse. What they do to the cells: contract."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hosts.excel_desk import Desk, opened
from hosts.excel_double import BookDouble, never
from jixiao import flow
from jixiao.actions import Outcome, action
from jixiao.errors import JixiaoError
from jixiao.hosts.excel import read_book as read_open_book
from jixiao.hosts.excel.pressing import Around, run_action
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Cell, Edit, Sheet, with_edits
from jixiao.model.cells import CellRef
from jixiao.read.runs import first_broken, read_runs


@pytest.fixture
def department(demo: Path, tmp_path: Path) -> Path:
    source = next(demo.glob("*部门整体自评.xlsx"))
    path = tmp_path / "file" / source.name
    path.parent.mkdir()
    path.write_bytes(source.read_bytes())
    return path


def run(name: str, double: BookDouble, folder: Path | None = None, beside: Path | None = None) -> Outcome:
    """Press a button where the workbook lies in a folder beside that of a file, so that paths from both are alike."""
    with TemporaryDirectory() as scratch:
        double.com.FullName = str(Path(beside.parents[1] if beside else scratch, "excel", double.title))
        Path(double.com.FullName).parent.mkdir()
        around = Around(never, steps=Path(scratch))
        outcome = run_action(name, Desk(double), lambda form: {"folder": str(folder or "")}, around)
    assert outcome is not None
    return outcome


@pytest.mark.parametrize("name", ["check", "roundup", "clear"])
def test_action_leaves_one_line_in_the_passport(name: str, department: Path, demo: Path) -> None:
    book = with_edits(read_book(department), [Edit(CellRef("自评表", 5, 5), Decimal(400))])
    double = opened(book)
    run(name, double, demo / "单位")
    runs = read_runs(read_open_book(double, sleep=never))
    (line,) = runs.lines
    assert line.command == action(name).caption
    assert first_broken(runs) is None


def test_action_that_changes_nothing_leaves_none(department: Path) -> None:
    double = opened(read_book(department))
    before = [sheet.contents() for sheet in double.pages]
    run("compute", double)
    assert [sheet.contents() for sheet in double.pages] == before


def test_check_brings_the_results_to_the_front(department: Path) -> None:
    double = opened(read_book(department))
    outcome = run("check", double)
    assert double.active.title == "审核结果"
    assert double.excel.status_bar == f"绩效自评：{outcome.message}"


def test_roundup_without_a_folder_says_so_and_changes_nothing(department: Path) -> None:
    double = opened(read_book(department))
    before = [sheet.contents() for sheet in double.pages]
    with pytest.raises(JixiaoError, match="没有选文件夹"):
        run("roundup", double)
    assert [sheet.contents() for sheet in double.pages] == before


def test_book_without_known_tables_is_refused_in_one_sentence() -> None:
    double = BookDouble("无关.xlsx")
    double.active.fill([["姓名", "电话"]])
    with pytest.raises(JixiaoError, match=r"无关\.xlsx：没有找到能识别的表"):
        run("check", double)


def test_calls_to_excel_do_not_grow_with_the_findings(department: Path) -> None:
    book = read_book(department)
    review = flow.review_book(book)
    assert review.form.indicators is not None
    scores = [review.form.indicators.table.at("score", row.row) for row in review.form.indicators.rows]
    few, many = (
        opened(replace(book, sheets={**book.sheets, "自评表": _with_wrong_scores(book, wrong)}))
        for wrong in (scores[:1], scores)
    )
    run("check", few)
    run("check", many)
    assert sum(many.traffic.calls.values()) <= sum(few.traffic.calls.values()) * 2


def _with_wrong_scores(book: Book, scores: list[CellRef]) -> Sheet:
    sheet = book.sheets["自评表"]
    return replace(sheet, cells={**sheet.cells, **{(at.row, at.column): Cell(Decimal(500)) for at in scores}})
