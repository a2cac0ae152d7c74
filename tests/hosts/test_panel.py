"""The panel on a screen that nobody sees, with a stand-in for Excel to work in."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hosts.excel_cells import ComError
from hosts.excel_desk import Desk
from hosts.excel_double import BookDouble, SheetDouble, at, small_book
from jixiao.actions import ACTIONS, Choice, Field, Form, Kind, Outcome, Press, action
from jixiao.errors import JixiaoError
from jixiao.hosts.excel import pressing
from jixiao.hosts.excel.attaching import Running
from jixiao.hosts.panel import opening
from jixiao.hosts.panel.worker import NOT_FOUND
from jixiao.model.book import Edit
from live_screen import Screen, screen

try:
    import tkinter
except ImportError:
    tkinter: ModuleType | None = None

MISSING = [name for name in ("Xvfb", "import") if shutil.which(name) is None] + ([] if tkinter else ["python3-tk"])
pytestmark = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"not installed: {MISSING}")

SECONDS = 20


@pytest.fixture(scope="module")
def display() -> Iterator[Screen]:
    with screen(900, 760) as shown:
        yield shown


class Panel:
    """The panel, and what a person does with it. ``programs`` are those that run."""

    def __init__(self, display: Screen, programs: list[Running], folder: Path) -> None:
        from jixiao.hosts.panel.window import PanelWindow
        from jixiao.hosts.panel.worker import Worker

        self.root = tkinter.Tk(screenName=display.environment["DISPLAY"])
        self.window = PanelWindow(self.root, Worker(lambda: programs, folder / "steps"))
        self.root.geometry("+620+10")
        self.wait(lambda: self.root.title() != "绩效自评")

    def wait(self, ask: Callable[[], Any]) -> Any:
        """The first answer that is true; the window lives on meanwhile."""
        until = time.monotonic() + SECONDS
        while not (answer := ask()):
            assert time.monotonic() < until
            self.root.update()
            time.sleep(0.005)
        return answer

    def click(self, name: str) -> None:
        self.window.buttons[name].invoke()

    def form(self) -> Any:
        return self.wait(lambda: self.window.form)

    def finish(self) -> None:
        self.wait(lambda: not self.window.is_working)

    def told(self) -> list[str]:
        """What stands in the windows of lines to read."""
        areas = [
            area
            for window in self.root.winfo_children()
            if isinstance(window, tkinter.Toplevel)
            for area in window.winfo_children()
            if isinstance(area, tkinter.Text)
        ]
        return [area.get("1.0", "end").strip() for area in areas]

    @property
    def status(self) -> str:
        return self.window.status.get()


@pytest.fixture
def desk() -> Desk:
    return Desk(small_book())


@pytest.fixture
def programs(desk: Desk) -> list[Running]:
    return [Running(desk, "Excel")]


@pytest.fixture
def panel(display: Screen, programs: list[Running], tmp_path: Path) -> Iterator[Panel]:
    shown = Panel(display, programs, tmp_path)
    yield shown
    shown.window.close()


def button(monkeypatch: pytest.MonkeyPatch, run: Callable[[Press], Outcome], form: Form | None = None) -> None:
    """Every button asks a form and does what a test says."""

    def ask(press: Press) -> Form | None:
        return form if form is not None and not press.answers else None

    made = replace(action("compute"), run=run, ask=ask, is_recorded=False)
    monkeypatch.setattr(pressing, "action", lambda name: made)


def test_every_action_has_a_button_with_its_tip(panel: Panel) -> None:
    assert list(panel.window.buttons) == [each.name for each in ACTIONS]
    assert panel.root.title() == "绩效自评（Excel）"
    assert panel.window.program.get() == "Excel · 2021_某单位_自评.xlsx"
    assert panel.root.attributes("-topmost")


def test_button_works_in_the_open_workbook(panel: Panel, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    button(monkeypatch, lambda press: Outcome((Edit(at(2, 2), "新"),), "写好了。", told=("请看一看。",)))
    panel.click("compute")
    assert str(panel.window.buttons["check"]["state"]) == "disabled"
    panel.finish()
    assert desk.book.active.cell(2, 2).value == "新"
    assert panel.status == "写好了。"
    assert desk.excel.status_bar == "绩效自评：写好了。"
    assert panel.told() == ["请看一看。"]
    assert str(panel.window.buttons["check"]["state"]) == "normal"


FORM = Form(
    "新建",
    (
        Field("law", "指标体系", Kind.CHOICE, "b", (Choice("a", "东湖区整体"), Choice("b", "东湖区项目"))),
        Field("unit", "预算单位"),
        Field("units", "下属单位", Kind.CHOICE, "", tuple(Choice(f"{n}", f"第{n}科室") for n in range(30)), (), False),
        Field("note", "说明", Kind.LONG_TEXT, "一行\n两行", required=False),
        Field("folder", "存在哪个文件夹", Kind.FOLDER),
        Field("file", "另存为", Kind.SAVE_FILE, "", (), (".xlsx",)),
    ),
    ("新建一本空白的自评工作簿。",),
)


def test_form_shows_all_its_fields_at_once(panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    button(monkeypatch, lambda press: given.append(press.answers) or Outcome(), FORM)
    panel.click("new")
    form = panel.form()
    form.accept()
    assert form.problem.get() == "“预算单位”要填，不能空着。"
    form.entries["unit"].text.set(" 财政局 ")
    form.entries["units"].search.set("第28")
    form.entries["folder"].text.set(str(tmp_path / "没有"))
    form.accept()
    assert form.problem.get().startswith("没有这个文件或文件夹：")
    form.entries["folder"].text.set(str(tmp_path))
    form.entries["file"].text.set(str(tmp_path / "自评"))
    form.accept()
    panel.finish()
    assert given == [
        {
            "law": "b",
            "unit": "财政局",
            "units": "28",
            "note": "一行\n两行",
            "folder": str(tmp_path),
            "file": str(tmp_path / "自评.xlsx"),
        }
    ]


def test_mere_name_is_one_in_the_user_s_documents(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    given: list[object] = []
    form = Form("新建", (Field("file", "另存为", Kind.SAVE_FILE, "2021_自评.xlsx", (), (".xlsx",)),))
    button(monkeypatch, lambda press: given.append(press.answers["file"]) or Outcome(), form)
    panel.click("new")
    shown = panel.form()
    assert shown.entries["file"].text.get() == str(tmp_path / "2021_自评.xlsx")
    shown.entries["file"].text.set("“别的.xlsx”")
    shown.accept()
    panel.finish()
    assert given == [str(tmp_path / "别的.xlsx")]


@pytest.mark.parametrize("name", ["a.docx", "没有.xlsx"])
def test_file_of_another_kind_or_none_is_not_taken(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "a.docx").touch()
    button(
        monkeypatch, lambda press: Outcome(), Form("带入", (Field("f", "去年的", Kind.OPEN_FILE, "", (), (".xlsx",)),))
    )
    panel.click("carry")
    form = panel.form()
    form.entries["f"].text.set(str(tmp_path / name))
    form.accept()
    assert form.problem.get()
    form.cancel()
    panel.finish()


def test_cancelled_form_ends_without_a_word(panel: Panel, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    button(monkeypatch, lambda press: pytest.fail("ran"), FORM)
    panel.click("new")
    panel.form().cancel()
    panel.finish()
    assert (panel.status, panel.told(), desk.excel.status_bar) == ("就绪", [], False)


def test_confirmation_goes_on(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    button(monkeypatch, lambda press: given.append(press.answers) or Outcome(), Form("送审", text=("还有 3 个错误。",)))
    panel.click("submit")
    panel.form().accept()
    panel.finish()
    assert given == [{"confirmed": "yes"}]


def test_work_can_be_stopped_and_the_window_lives_meanwhile(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(press: Press) -> Outcome:
        while True:
            press.desk.say("3/900")
            time.sleep(0.01)

    button(monkeypatch, run)
    panel.click("roundup")
    panel.wait(lambda: "3/900" in panel.status)
    panel.window.stopping.invoke()
    panel.finish()
    assert panel.status == "已停止，工作簿没有改动。"
    assert panel.told() == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (JixiaoError("文件夹里没有工作簿。"), "文件夹里没有工作簿。"),
        (ComError(-2147418111), "Excel 没有响应，没有做“重算”。请结束单元格编辑、关闭对话框后再试。"),
        (ZeroDivisionError(), "“重算”没有做完：程序出了意外（ZeroDivisionError）。"),
    ],
)
def test_what_goes_wrong_is_told_and_the_window_stays(
    panel: Panel, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def run(press: Press) -> Outcome:
        raise error

    button(monkeypatch, run)
    panel.click("compute")
    panel.finish()
    (text,) = panel.told()
    assert text.startswith(told)
    assert panel.status == "“重算”没有做。"


def test_without_excel_a_sentence_is_told(display: Screen, tmp_path: Path) -> None:
    panel = Panel(display, [], tmp_path)
    assert panel.root.title() == "绩效自评（未连接）"
    assert panel.status == NOT_FOUND
    panel.click("check")
    panel.finish()
    assert panel.told() == [NOT_FOUND]
    panel.window.close()


def test_excel_that_is_busy_stays_found(panel: Panel, programs: list[Running], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[Running]:
        looked.append(True)
        raise ComError(-2147418111)

    looked: list[bool] = []
    monkeypatch.setattr(panel.window.worker, "_attach", refuse)
    button(monkeypatch, lambda press: Outcome(message="写好了。"))
    panel.window.worker.look()
    panel.click("compute")
    panel.finish()
    assert looked
    assert panel.status == "写好了。"
    assert panel.root.title() == "绩效自评（Excel）"


def test_program_can_be_chosen(display: Screen, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wps = Desk(BookDouble("另一本.xlsx"))
    panel = Panel(display, [Running(desk, "Excel"), Running(wps, "WPS 表格")], tmp_path)
    button(monkeypatch, lambda press: Outcome((Edit(at(1, 1), "新"),), "写好了。"))
    panel.window.program.current(1)
    panel.click("compute")
    panel.finish()
    written: SheetDouble = wps.book.active
    assert written.cell(1, 1).value == "新"
    panel.wait(lambda: panel.root.title() == "绩效自评（WPS 表格）")
    panel.window.close()


def test_closing_while_a_form_is_open_ends_the_press(display: Screen, desk: Desk, tmp_path: Path) -> None:
    panel = Panel(display, [Running(desk, "Excel")], tmp_path)
    panel.click("carry")
    panel.form()
    panel.window.close()
    thread = panel.window.worker._thread
    thread.join(SECONDS)
    assert not thread.is_alive()


def test_python_without_windows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "tkinter", None)
    with pytest.raises(JixiaoError, match="没有窗口组件 tkinter"):
        opening.open_panel()


def test_computer_without_a_screen_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":64999")
    with pytest.raises(JixiaoError, match="没有图形界面"):
        opening.open_panel()
