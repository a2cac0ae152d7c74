"""Which Excel or WPS is worked in, and Esc: what Windows says, on stand-ins for its libraries."""

import ctypes
import sys
from types import SimpleNamespace

import pytest
import xlwings

from hosts.excel_desk import Desk
from hosts.excel_double import BookDouble
from jixiao.hosts.excel import attaching
from jixiao.hosts.excel.actions import NO_EXCEL, run
from jixiao.hosts.excel.attaching import EXCEL, WPS, calling, running
from jixiao.hosts.excel.escape import escape_of


class Refused(Exception):
    """pywintypes.com_error: no such program runs."""


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """xlwings' module for Windows, with the programs in Windows' list (``listed``) and Excel's windows (``shown``)."""
    listed: dict[str, int] = {}
    shown: list[Desk] = []

    def active(prog_id: str) -> int:
        if prog_id not in listed:
            raise Refused
        return listed[prog_id]

    module = SimpleNamespace(
        listed=listed,
        shown=shown,
        N_COM_ATTEMPTS=0,
        App=lambda xl: SimpleNamespace(pid=xl),
        COMRetryObjectWrapper=lambda found: found,
        win32com=SimpleNamespace(client=SimpleNamespace(GetActiveObject=active)),
        pywintypes=SimpleNamespace(com_error=Refused),
    )
    monkeypatch.setattr(attaching, "_xlwings_for_windows", lambda: module)
    monkeypatch.setattr(xlwings, "apps", shown)
    monkeypatch.setattr(sys, "platform", "win32")
    return module


def excel(process: int, handle: int = 1) -> Desk:
    desk = Desk(BookDouble(), hwnd=handle)
    desk.pid = process
    return desk


def test_nothing_runs_on_linux() -> None:
    assert running() == []
    assert calling("7") is None


def test_programs_are_found_once_and_excel_without_a_workbook_too(windows: SimpleNamespace) -> None:
    windows.shown.append(excel(11))
    windows.listed.update({"Excel.Application": 11, "Ket.Application": 12, "ET.Application": 12})
    assert [(each.label, each.app.pid) for each in running()] == [(EXCEL, 11), (WPS, 12)]
    windows.shown.clear()
    assert [(each.label, each.app.pid) for each in running()] == [(EXCEL, 11), (WPS, 12)]


def test_busy_excel_is_asked_once_by_xlwings(windows: SimpleNamespace) -> None:
    running()
    assert windows.N_COM_ATTEMPTS == 1


def test_excel_that_called_is_taken_and_never_wps(windows: SimpleNamespace) -> None:
    windows.shown += [excel(11, 70), excel(12, 77)]
    windows.listed["Ket.Application"] = 13
    assert calling("77").pid == 12
    assert calling("").pid == 11
    windows.shown.clear()
    assert calling("77") is None


def test_button_that_finds_no_excel_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run("check")
    assert capsys.readouterr().err.strip() == NO_EXCEL


class Keyboard:
    """Windows' user32: which process has the window in front, what Esc's state is."""

    def __init__(self, in_front: int, states: list[int]) -> None:
        self.in_front, self.states = in_front, states

    def GetForegroundWindow(self) -> int:
        return 1

    def GetWindowThreadProcessId(self, window: int, process: object) -> None:
        process._obj.value = self.in_front

    def GetAsyncKeyState(self, key: int) -> int:
        assert key == 0x1B
        return self.states.pop(0)


@pytest.mark.parametrize(
    ("in_front", "states", "stops"),
    [(11, [0, 1], True), (11, [0, 0x8000], True), (11, [1, 0], False), (12, [0, 1], False)],
)
def test_escape_counts_in_excels_window_only(
    monkeypatch: pytest.MonkeyPatch, in_front: int, states: list[int], stops: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=Keyboard(in_front, list(states))), raising=False)
    assert escape_of(11)() is stops
