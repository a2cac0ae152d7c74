"""The engine's process: started, asked, stopped; each way has a thread, so that LibreOffice's window never waits."""

from __future__ import annotations

import json
import subprocess
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING

from .exchange import Refusal, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRESS = "progress"
"""The key of a line that tells how far the work is."""

TURN = 0.05
"""Seconds between two looks at the window while the engine works."""

STAYS = 300.0
"""Seconds for which an engine waits for the next question."""

GRACE = 3.0
"""Seconds that a stopped engine has to clean up."""

AGAIN = "请在命令行运行一次 jixiao addin install --libreoffice，然后重新启动 LibreOffice。"
NOT_STARTED = "没有启动 jixiao（{python}），工作簿没有改动。原因：{reason}。" + AGAIN
BROKEN = "jixiao 没有正常结束，工作簿没有改动。请把下面的内容发给维护人员。\n\n{detail}"
STOPPED = "已停止，工作簿没有改动。"


class EngineProcess:
    """An engine that can be asked one thing after the other."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._made_of = (command, environment)
        self._process = _started(command, environment)
        self._progress, self._complaints = "", b""
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._deciding, self._is_wanted, self._is_leaving = Lock(), True, False
        self._idle = Timer(STAYS, self._leave)
        self._giving = Thread()
        self._hearing = [Thread(target=each, daemon=True) for each in (self._hear, self._hear_complaints)]
        for thread in self._hearing:
            thread.start()

    def stays_for(self, command: list[str], environment: dict[str, str]) -> bool:
        """Whether it is still there, and the one that is wanted; if so, it does not leave by itself now."""
        with self._deciding:
            self._is_wanted = self._process.poll() is None and self._made_of == (command, environment)
            return self._is_wanted and not self._is_leaving

    def answer(self, question: bytes, is_stopped: Callable[[str], bool]) -> bytes:
        """The line that it answers; raises Refusal, Stopped."""
        self._giving = Thread(target=self._give, args=(question,), daemon=True)
        self._giving.start()
        while True:
            with suppress(Empty):
                answer = self._answers.get(timeout=TURN)
                break
            if is_stopped(self._progress):
                raise Stopped(STOPPED)
        if not answer:
            raise Refusal(BROKEN.format(detail=self._last_words()))
        self._rest()
        return answer

    def end(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Let the process end, and end one that does not."""
        self._idle.cancel()
        if self._giving.is_alive():  # it does not even listen, and closing would wait for that
            self._process.kill()
        _close(self._process.stdin)
        until = monotonic() + GRACE
        while self._process.poll() is None and monotonic() < until:
            meanwhile()
            sleep(TURN)
        self._process.kill()  # harmless where it has ended
        self._process.wait()

    def _rest(self) -> None:
        """Wait for the next question, but not for ever; how far the last one was is past."""
        self._progress = ""
        self._idle.cancel()
        self._is_wanted = False
        self._idle = Timer(STAYS, self._leave)
        self._idle.daemon = True
        self._idle.start()

    def _leave(self) -> None:
        with self._deciding:
            if self._is_wanted:
                return
            self._is_leaving = True
        self.end()

    def _last_words(self) -> str:
        for thread in self._hearing:
            thread.join(GRACE)
        return self._complaints.decode("utf-8", "replace")[-1000:]

    def _give(self, question: bytes) -> None:
        stream = self._process.stdin
        if stream is None:
            return
        with suppress(OSError, ValueError):  # the process has ended already, and says why
            stream.write(question + b"\n")
            stream.flush()

    def _hear(self) -> None:
        for line in self._process.stdout or ():
            self._answers.put(line)
        self._answers.put(b"")

    def _hear_complaints(self) -> None:
        for line in self._process.stderr or ():
            progress = _progress(line)
            if progress is None:
                self._complaints += line
            else:
                self._progress = progress


def _started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console window on Windows
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, creationflags=hidden)
    except OSError as error:
        raise Refusal(NOT_STARTED.format(python=command[0], reason=error.strerror)) from None


def _progress(line: bytes) -> str | None:
    try:
        return str(json.loads(line)[PROGRESS])
    except (ValueError, KeyError, TypeError):
        return None


def _close(stream: IO[bytes] | None) -> None:
    with suppress(OSError):  # the process is gone
        if stream is not None:
            stream.close()
