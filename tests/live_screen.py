"""A screen that nobody sees: what stands on it, clicks and keys on it, pictures of it."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAMS = ("Xvfb", "xdotool", "import")
POINTER_ROOT = "1"
"""X's name for: whichever window the pointer is in."""

Point = tuple[int, int]


@dataclass(frozen=True)
class Screen:
    """An X display; ``environment`` is for programs that are to appear on it."""

    environment: Mapping[str, str]

    def click(self, at: Point) -> None:
        self._xdotool("mousemove", *map(str, at), "sleep", "0.1", "click", "1", "sleep", "0.1")

    def focus_under_pointer(self) -> None:
        """Have the window under the pointer get the keys; after one that had them was closed, none does."""
        self._xdotool("windowfocus", POINTER_ROOT, "sleep", "0.2")

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "30", text)

    def key(self, *names: str) -> None:
        """Keys by X's names for them: ``Return``, ``ctrl+alt+n``."""
        self._xdotool("key", "--delay", "60", *names)

    def pixel(self, at: Point) -> tuple[int, int, int]:
        """Red, green and blue of one place."""
        command = ["import", "-window", "root", "-crop", f"1x1+{at[0]}+{at[1]}", "-depth", "8", "rgb:-"]
        red, green, blue = subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout
        return red, green, blue

    def picture(self, path: Path) -> None:
        subprocess.run(
            ["import", "-window", "root", "-strip", "+dither", "-colors", "128", f"PNG8:{path}"],
            env=self.environment,
            check=True,
        )

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)


@contextmanager
def screen(width: int, height: int) -> Iterator[Screen]:
    """A screen of a size in pixels, on a display that nobody else has."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        f"{width}x{height}x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen({**os.environ, "DISPLAY": f":{number}"})
    finally:
        server.terminate()
        server.wait()


def wait_for(what: str, ask: Callable[[], Any], seconds: float = 60) -> Any:
    """The first answer that is true."""
    until = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < until, f"{what}: not within {seconds:g} s"
        time.sleep(0.1)
    return answer


def button_at(window: Any, name: str) -> Point | None:
    """The middle of the toolbar button of that name, as LibreOffice tells people who cannot see.

    Of several, the lowest: an extension's toolbar stands below LibreOffice's own.
    """
    from com.sun.star.accessibility.AccessibleRole import MENU_ITEM

    found = [each for each in _all_in(window) if each.getAccessibleName() == name and _is_visible(each)]
    places = [_middle(each) for each in found if each.getAccessibleRole() != MENU_ITEM]
    return max(places, key=lambda place: place[1], default=None)


def menu_at(window: Any, title: str) -> Point | None:
    """The middle of a title in the menu bar: the highest thing of that name."""
    places = [_middle(each) for each in _all_in(window) if each.getAccessibleName() == title and _is_visible(each)]
    return min(places, key=lambda place: place[1], default=None)


def only_button_at(dialog: Any) -> Point | None:
    """The middle of the first button of a dialog."""
    from com.sun.star.accessibility.AccessibleRole import PUSH_BUTTON

    found = (each for each in _all_in(dialog) if each.getAccessibleRole() == PUSH_BUTTON and _is_visible(each))
    return next((_middle(each) for each in found), None)


def _middle(context: Any) -> Point:
    corner, size = context.getLocationOnScreen(), context.getSize()
    return corner.X + size.Width // 2, corner.Y + size.Height // 2


def cell_at(window: Any, row: int, column: int) -> Point | None:
    """A place in the upper left corner of a cell of the sheet in front, counted from 1; no text stands there.

    None while the cell is out of sight. A window with frozen rows or columns shows a sheet in several parts.
    """
    parts = [each for each in _all_in(window) if hasattr(each, "getAccessibleCellAt")]
    for part in parts:
        cell = part.getAccessibleCellAt(row - 1, column - 1).getAccessibleContext()
        if _is_visible(cell):
            corner = cell.getLocationOnScreen()
            return corner.X + 5, corner.Y + 5
    return None


def dialog_of(context: Any, title: str) -> Any | None:
    """The dialog of that title, if one is open."""
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    windows = [toolkit.getTopWindow(index) for index in range(toolkit.getTopWindowCount())]
    return next((each for each in windows if _is_called(each, title)), None)


def _is_called(window: Any, title: str) -> bool:
    """Whether a window has that title; one that closes just now has none."""
    context = None if window is None else window.getAccessibleContext()
    return context is not None and context.getAccessibleName() == title


def texts_in(window: Any) -> list[str]:
    """The words that stand in a window."""
    return [each.getAccessibleName() for each in _all_in(window)]


def _is_visible(context: Any) -> bool:
    return hasattr(context, "getSize") and context.getSize().Width > 0


def _all_in(accessible: Any, depth: int = 0) -> Iterator[Any]:
    """Everything in a window; a sheet has too many cells to go through."""
    context = accessible.getAccessibleContext()
    yield context
    count = context.getAccessibleChildCount()
    if depth > 12 or count > 300:
        return
    for index in range(count):
        child = context.getAccessibleChild(index)
        if child is not None:
            yield from _all_in(child, depth + 1)
