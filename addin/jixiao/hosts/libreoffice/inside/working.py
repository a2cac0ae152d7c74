"""While an action works: the status bar tells how far it is, Esc stops it, the window draws and stays open."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any

from .exchange import is_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "绩效自评"
WORKING = f"{TITLE}：正在处理…（按 Esc 停止）"
FAR = f"{TITLE}：{{progress}}（按 Esc 停止）"
FILL_IN = f"{TITLE}：请填写“{{title}}”。"
STILL = f"{TITLE}：前一个操作还没有做完，请稍候，或按 Esc 停止它。"
_SECONDS_SHOWN = 15
_ESCAPE = 1281
"""com.sun.star.awt.Key.ESCAPE."""

_at_work: list[Work] = []
"""The action that is being done; there is never a second one."""


class Work:
    """One press of a button, as far as its window is concerned."""

    def __init__(self, toolkit: Any, bar: Any) -> None:  # noqa: ANN401 - LibreOffice objects
        self._toolkit, self._bar = toolkit, bar
        self._shown = self._progress = ""
        self._is_stopped, self._is_users_turn = False, False

    def say(self, text: str) -> None:
        """Show a text in the status bar."""
        if text != self._shown:
            _unless_closed(lambda: self._bar.setText(text))
            self._shown = text

    @contextmanager
    def users_turn(self, title: str) -> Iterator[None]:
        """While a form is open, keys are for it."""
        self.say(FILL_IN.format(title=title))
        self._is_users_turn = True
        try:
            yield
        finally:
            self._is_users_turn = False

    def refuse_another(self) -> None:
        """Say that one thing is done at a time."""
        self.say(STILL)

    def is_stopped(self, progress: str) -> bool:
        """Let the window draw and hear the keyboard; whether Esc was pressed meanwhile."""
        if progress and progress != self._progress:
            self._progress = progress
            self.say(FAR.format(progress=progress))
        self._toolkit.processEventsToIdle()
        return self._is_stopped

    def take_key(self, code: int) -> bool:
        """Esc stops; no other key reaches the document meanwhile. A form gets its keys."""
        if self._is_users_turn:
            return False
        if code == _ESCAPE:
            self._is_stopped = True
        return True


def present() -> Work | None:
    """The work that is being done now."""
    return _at_work[0] if _at_work else None


@contextmanager
def working(context: Any, frame: Any) -> Iterator[Work]:  # noqa: ANN401 - LibreOffice objects
    """Work in a window. What is said last stands in the status bar for some seconds, then it is freed."""
    from .listeners import Keys, StaysOpen

    toolkit = context.getServiceManager().createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    bar = frame.createStatusIndicator()
    work = Work(toolkit, bar)
    with ExitStack() as stack:
        _at_work.append(work)
        stack.callback(_at_work.clear)
        keys, stays = Keys(work.take_key), StaysOpen()
        toolkit.addKeyHandler(keys)
        stack.callback(toolkit.removeKeyHandler, keys)
        for closing in _what_closes(frame):
            closing.addCloseListener(stays)
            stack.callback(_unless_closed, partial(closing.removeCloseListener, stays))
        bar.start(WORKING, 0)
        try:
            yield work
        except BaseException:
            _unless_closed(bar.end)
            raise
    timer = Timer(_SECONDS_SHOWN, _unless_closed, (bar.end,))
    timer.daemon = True
    timer.start()


def _what_closes(frame: Any) -> list[Any]:  # noqa: ANN401 - LibreOffice objects
    controller = frame.getController()
    document = controller.getModel() if controller is not None else None
    return [each for each in (frame, document) if each is not None]


def _unless_closed(do: Callable[[], object]) -> None:
    """Do what only the window is concerned with; an action may have led to another one in its place."""
    try:
        do()
    except Exception as error:
        if not is_refusal(error):
            raise
