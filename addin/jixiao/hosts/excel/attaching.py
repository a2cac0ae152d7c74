"""The running Excel, and WPS 表格, as xlwings' applications: on Windows, and Excel on a Mac. Elsewhere none runs."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from jixiao.hosts.excel.protocol import AppLike
from jixiao.hosts.machine import MAC, WINDOWS

EXCEL, WPS = "Excel", "WPS 表格"

PROG_IDS = {"Excel.Application": EXCEL, "Ket.Application": WPS, "ET.Application": WPS}
"""The names under which a running program can be asked for."""


@dataclass(frozen=True)
class Running:
    """A program that runs, and what people call it."""

    app: AppLike
    label: str


def running() -> list[Running]:
    """The programs that can be worked in, the one in front first; an Excel without any workbook comes last."""
    impatient()
    by_window = _by_window() if sys.platform in (WINDOWS, MAC) else ()
    by_name = _by_name() if sys.platform == WINDOWS else ()
    return list(_each_once([*by_window, *by_name]))


def calling(handle: str) -> AppLike | None:
    """The Excel whose window has that handle, else the one in front; None where none runs."""
    return called_by([each.app for each in running() if each.label == EXCEL], handle)


def called_by(apps: Sequence[AppLike], handle: str) -> AppLike | None:
    """The application whose window has that handle, else the first."""
    return next((app for app in apps if handle and str(app.hwnd) == handle), apps[0] if apps else None)


def _by_window() -> Iterator[Running]:
    """Excels with a workbook."""
    import xlwings

    for app in xlwings.apps:
        yield Running(cast("AppLike", app), EXCEL)


def _by_name() -> Iterator[Running]:
    """What Windows has in its list of running programs; an Excel without a workbook has no window to be found by."""
    import xlwings

    windows = _xlwings_for_windows()
    for prog_id, label in PROG_IDS.items():
        try:
            found = windows.win32com.client.GetActiveObject(prog_id)
        except windows.pywintypes.com_error:
            continue
        implementation = windows.App(xl=windows.COMRetryObjectWrapper(found))
        yield Running(cast("AppLike", xlwings.App(impl=implementation)), label)


def impatient() -> None:
    """A busy Excel is asked once: xlwings would ask again without end, and nobody could stop it."""
    if sys.platform == WINDOWS:
        _xlwings_for_windows().N_COM_ATTEMPTS = 1


def _xlwings_for_windows() -> Any:  # noqa: ANN401 — it is there on Windows only
    from importlib import import_module

    return import_module("xlwings._xlwindows")


def _each_once(found: Sequence[Running]) -> Iterator[Running]:
    """A program that is found by its window and by its name is the same process."""
    seen: set[int] = set()
    for each in found:
        if each.app.pid not in seen:
            seen.add(each.app.pid)
            yield each
