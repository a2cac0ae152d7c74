"""The macro behind the buttons, run with xlwings' real RunPython in a VBA interpreter."""

from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Workbook

from hosts.vba_excel import RESULT, Computer, ControlDouble, load
from jixiao.actions import ACTIONS
from jixiao.hosts.excel.addin.xlam import build_xlam, with_settings

PYTHON = r"C:\办公\jixiao\python.exe"


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_xlam()


@pytest.fixture
def computer() -> Computer:
    return Computer({PYTHON})


@pytest.fixture
def excel(built: bytes, computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExcelApplication:
    path = tmp_path / "jixiao.xlam"
    path.write_bytes(with_settings(built, {"INTERPRETER_WIN": PYTHON}))
    return load(path, computer, monkeypatch)


def open_book(excel: ExcelApplication, name: str = "2021_自评.xlsx") -> Workbook:
    book = excel.add_workbook()
    book.name = name
    excel.activate_workbook(book)
    return book


def status_bar(excel: ExcelApplication) -> object:
    return excel.evaluate("Application.StatusBar")


def test_button_runs_its_action_and_says_so(excel: ExcelApplication, computer: Computer) -> None:
    open_book(excel)
    for action in ACTIONS:
        computer.commands.clear()
        excel.run("Jixiao_Run", ControlDouble(action.name))
        ((command, shown),) = computer.commands
        assert f"import jixiao.hosts.excel.actions as a; a.run('{action.name}')" in command
        assert f'"{PYTHON}"' in command
        assert shown == action.progress
        assert status_bar(excel) == RESULT


def test_result_goes_after_a_while(excel: ExcelApplication, computer: Computer) -> None:
    open_book(excel)
    excel.run("Jixiao_Run", ControlDouble("check"))
    assert computer.later == ["'jixiao.xlam'!Jixiao_ClearStatusBar"]
    excel.run("Jixiao_ClearStatusBar")
    assert status_bar(excel) is False


def test_text_of_another_program_stays(excel: ExcelApplication) -> None:
    excel.application.status_bar = "正在同步…"
    excel.run("Jixiao_ClearStatusBar")
    assert status_bar(excel) == "正在同步…"


def test_progress_does_not_stay_where_python_left_no_result(excel: ExcelApplication, computer: Computer) -> None:
    open_book(excel)
    computer.result = None
    excel.run("Jixiao_Run", ControlDouble("check"))
    assert status_bar(excel) is False


def test_forbidden_program_is_explained_and_the_status_bar_restored(
    excel: ExcelApplication, computer: Computer
) -> None:
    open_book(excel)
    computer.forbidden = True
    excel.run("Jixiao_Run", ControlDouble("check"))
    ((_, text, title, _),) = excel.interpreter.dialogs
    assert text.startswith("没有启动 Python，工作簿没有改动。")
    assert "Excel 给出的原因：拒绝的权限" in text
    assert title == "绩效自评"
    assert status_bar(excel) is False


def test_missing_python_is_explained(excel: ExcelApplication, computer: Computer) -> None:
    open_book(excel)
    computer.files.clear()
    excel.run("Jixiao_Run", ControlDouble("check"))
    assert "jixiao addin install" in excel.interpreter.dialogs[0][1]
    assert not computer.commands


def test_addin_that_was_only_built_starts_nothing(
    built: bytes, computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "jixiao.xlam"
    path.write_bytes(built)
    excel = load(path, computer, monkeypatch)
    open_book(excel)
    excel.run("Jixiao_Run", ControlDouble("check"))
    assert "jixiao addin install" in excel.interpreter.dialogs[0][1]
    assert not computer.commands


def test_button_runs_without_a_workbook_too(excel: ExcelApplication, computer: Computer) -> None:
    excel.run("Jixiao_Run", ControlDouble("check"))
    assert not excel.interpreter.dialogs
    assert "a.run('check')" in computer.commands[0][0]


class TestHostileWorkbook:
    """A workbook from a stranger decides nothing about the command that its reader's Excel starts."""

    def test_its_name_is_not_in_the_command(self, excel: ExcelApplication, computer: Computer) -> None:
        open_book(excel, "自评^&calc&.xlsx")
        excel.run("Jixiao_Run", ControlDouble("check"))
        assert "calc" not in computer.commands[0][0]

    def test_its_settings_are_not_read(self, excel: ExcelApplication, computer: Computer) -> None:
        book = open_book(excel)
        sheet = excel.sheet(1, workbook=book)
        sheet.sheet.name = "jixiao.conf"
        for row, (name, value) in enumerate([("INTERPRETER_WIN", r"\\evil\x.exe"), ("PYTHONPATH", r"\\evil")], 1):
            sheet.set_value(f"A{row}", name)
            sheet.set_value(f"B{row}", value)
        computer.files.add(r"\\evil\x.exe")
        excel.run("Jixiao_Run", ControlDouble("check"))
        assert "evil" not in computer.commands[0][0]
        assert PYTHON in computer.commands[0][0]

    def test_its_sheet_named_like_a_program_is_no_program(self, excel: ExcelApplication, computer: Computer) -> None:
        book = open_book(excel)
        excel.sheet(1, workbook=book).sheet.name = "x.py"
        excel.run("Jixiao_Run", ControlDouble("check"))
        assert "xlwings.pro" not in computer.commands[0][0]
        assert not excel.interpreter.dialogs
