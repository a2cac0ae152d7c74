"""Whether the user wants long work to stop: Esc, pressed while Excel's window is in front. On Windows only."""

import sys
from collections.abc import Callable

from jixiao.errors import Stopped

HINT = "（按 Esc 停止）"

_ESCAPE_KEY = 0x1B
_DOWN_OR_SINCE = 0x8001
"""The key is down, or was pressed since somebody asked before."""


def never() -> bool:
    """Nobody stops."""
    return False


def escape_of(process: int) -> Callable[[], bool]:
    """Tells whether Esc was pressed since the last question, while a window of that process was in front."""
    if sys.platform != "win32":
        return never
    import ctypes

    user32 = ctypes.windll.user32

    def is_pressed() -> bool:
        """Whether Esc went down since the last question and one of our windows is in front."""
        owner = ctypes.c_ulong()
        user32.GetWindowThreadProcessId(user32.GetForegroundWindow(), ctypes.byref(owner))
        return bool(user32.GetAsyncKeyState(_ESCAPE_KEY) & _DOWN_OR_SINCE) and owner.value == process

    is_pressed()  # an Esc of before, such as one that closed a dialog, does not count
    return is_pressed


def stopping(say: Callable[[str], None], is_stopped: Callable[[], bool]) -> Callable[[str], None]:
    """``say``, that raises Stopped where the user wants to stop."""

    def say_or_stop(text: str) -> None:
        """Say it, unless the user wants to stop. Raises Stopped then."""
        if is_stopped():
            raise Stopped
        say(text)

    return say_or_stop
