"""What LibreOffice does after an action's edits: open, print into a PDF, copy without loss, undo."""

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from jixiao.actions import ACTIONS, Action, Field, Form, Job, Kind, Outcome, Press, Task, table
from jixiao.hosts.libreoffice import write_edits
from jixiao.hosts.libreoffice.answering import answer
from jixiao.hosts.libreoffice.inside import jobs
from jixiao.hosts.libreoffice.inside.buttons import CHANGED, press
from jixiao.hosts.libreoffice.inside.exchange import Refusal
from jixiao.model.book import Edit
from jixiao.model.cells import CellRef
from live_office import desktop, opened

pytestmark = pytest.mark.office

SHEET = "表"
EDIT = Edit(CellRef(SHEET, 1, 1), Decimal(7))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "甲.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row("A1", [1, 2, 3])
        sheet.add_sparkline("D1", {"range": f"{SHEET}!A1:C1"})  # LibreOffice 7.4 knows none
        book.add_worksheet("藏").very_hidden()
    return path


@pytest.fixture
def document(office: Any, path: Path) -> Iterator[Any]:
    with opened(office, path) as document:
        yield document


def asks_for_a_place(press: Press) -> Form | None:
    return None if "to" in press.answers else Form("副本", (Field("to", "保存到", Kind.SAVE_FILE),))


@pytest.fixture
def copy(monkeypatch: pytest.MonkeyPatch) -> Action:
    """An action that writes a cell and wants a copy then."""

    def run(press: Press) -> Outcome:
        return Outcome((EDIT,), "完成。", jobs=(Job(Task.COPY, press.folder("to")),))

    made = Action("copy", "副本", "输出", "", "Copy", "X", run, asks_for_a_place, is_recorded=False)
    monkeypatch.setattr(table, "ACTIONS", (*ACTIONS, made))
    return made


def pressed(office: Any, document: Any, action: Action, to: Path) -> Any:
    """A press whose jobs LibreOffice does."""
    return press(document, action.name, answer, lambda form: {"to": str(to)}, lambda *given: jobs.do(office, *given))


def cells(path: Path) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(path)[SHEET][1]]


def test_copy_of_a_saved_workbook_loses_nothing(
    office: Any, document: Any, path: Path, tmp_path: Path, copy: Action
) -> None:
    reply = pressed(office, document, copy, tmp_path / "送审" / "乙.xlsx")
    assert reply["message"] == "完成。"
    assert cells(tmp_path / "送审" / "乙.xlsx") == [7, 2, 3]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "送审" / "乙.xlsx") as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert set(changed) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert not Path(reply["jobs"][0]["made"]).exists()
    assert path.as_uri() == document.URL


def test_copy_has_what_is_not_saved_yet(office: Any, document: Any, tmp_path: Path, copy: Action) -> None:
    document.Sheets.getByName(SHEET).getCellByPosition(1, 0).setValue(20)
    (tmp_path / "乙.xlsx").write_bytes(b"older")
    pressed(office, document, copy, tmp_path / "乙.xlsx")
    assert cells(tmp_path / "乙.xlsx")[:3] == [7, 20, 3]
    assert [each.name for each in tmp_path.glob(".jixiao*")] == []


def test_workbook_is_not_copied_over_itself(office: Any, document: Any, path: Path, copy: Action) -> None:
    with pytest.raises(Refusal, match=r"甲\.xlsx”就是打开着的这个工作簿"):
        pressed(office, document, copy, path)
    assert not document.isModified()


def test_copy_that_cannot_be_written_is_one_sentence(office: Any, document: Any, tmp_path: Path, copy: Action) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(Refusal, match=r"没有写成“.*请检查文件夹和写权限"):
        pressed(office, document, copy, tmp_path / "文件" / "乙.xlsx")


def test_refused_edits_leave_no_copy(office: Any, document: Any, tmp_path: Path, copy: Action) -> None:
    document.Sheets.getByName(SHEET).protect("geheim")
    with pytest.raises(Refusal, match="设了保护密码"):
        pressed(office, document, copy, tmp_path / "乙.xlsx")
    assert not (tmp_path / "乙.xlsx").exists()


def test_cells_that_changed_meanwhile_are_not_written_over(office: Any, document: Any, copy: Action) -> None:
    def show(form: object) -> dict[str, str]:
        document.Sheets.getByName(SHEET).getCellByPosition(0, 0).setValue(5)
        return {"to": ""}

    with pytest.raises(Refusal, match=CHANGED):
        press(document, copy.name, answer, show)
    assert document.Sheets.getByName(SHEET).getCellByPosition(0, 0).getValue() == 5


def test_pdf_has_what_prints(office: Any, document: Any, tmp_path: Path) -> None:
    job = {"task": "pdf", "path": str(tmp_path / "甲.pdf"), "made": ""}
    assert jobs.do(office, document, job) == ""
    assert (tmp_path / "甲.pdf").read_bytes().startswith(b"%PDF")
    assert (document.URL.endswith(".xlsx"), document.isModified()) == (True, False)


def test_workbook_is_opened(office: Any, path: Path) -> None:
    jobs.do(office, None, {"task": "open", "path": str(path), "made": ""})
    found = [each for each in desktop(office).Components if path.as_uri() == each.URL]
    assert len(found) == 1
    found[0].close(True)


def test_workbook_that_is_not_there_is_one_sentence(office: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有打开“"):
        jobs.do(office, None, {"task": "open", "path": str(tmp_path / "无.xlsx"), "made": ""})


UNDO = {"task": "undo", "path": "", "made": ""}


def test_undo_goes_back_step_by_step(office: Any, document: Any) -> None:
    cell = document.Sheets.getByName(SHEET).getCellByPosition(0, 0)
    for number, title in enumerate(("绩效自评：重算", "绩效自评：审核本簿"), 8):
        write_edits(document, [Edit(EDIT.at, Decimal(number))], title)
    said = [(jobs.do(office, document, UNDO), cell.getValue()) for _ in range(2)]
    assert said == [("已撤销“审核本簿”，再点一次撤销“重算”。", 8), ("已撤销“重算”。", 1)]
    assert jobs.do(office, document, UNDO) == jobs.NOTHING_TO_UNDO


def test_undo_leaves_steps_of_the_users_own(office: Any, document: Any) -> None:
    cell = document.Sheets.getByName(SHEET).getCellByPosition(0, 0)
    write_edits(document, [EDIT], "绩效自评：重算")
    cell.setValue(9)
    with pytest.raises(Refusal, match=r"最近一步是您自己的“.+”，没有替您撤销。请先按 Ctrl\+Z"):
        jobs.do(office, document, UNDO)
    assert cell.getValue() == 9
