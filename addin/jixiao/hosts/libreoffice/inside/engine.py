"""Asking the engine: a process of its own, in the Python where jixiao is installed. JSON in, JSON out.

While it works it tells on its standard error how far it is, a line of JSON each time. It stops soon after its
standard input is closed, and cleans up; one that does not is ended.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, cast

from .exchange import Refusal, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from .exchange import Reply, Request

MODULE = "jixiao.hosts.libreoffice"
SETTINGS = "engine.json"
PROGRESS = "progress"
"""The key of a line that tells how far the work is."""

TURN = 0.05
"""Seconds between two looks at the window while the engine works."""

GRACE = 3.0
"""Seconds that a stopped engine has to clean up."""

AGAIN = "请在命令行运行一次 jixiao addin install --libreoffice，然后重新启动 LibreOffice。"
NOT_CONNECTED = f"这个扩展还没有与 jixiao 连接，工作簿没有改动。{AGAIN}"
NOT_STARTED = "没有启动 jixiao（{python}），工作簿没有改动。原因：{reason}。" + AGAIN
BROKEN = "jixiao 没有正常结束，工作簿没有改动。请把下面的内容发给维护人员。\n\n{detail}"
STOPPED = "已停止，工作簿没有改动。"


def settings_file() -> Path:
    """Where the extension notes which Python to start: at its top, above the folder of this package."""
    return Path(__file__).resolve().parents[2] / SETTINGS


def never(progress: str) -> bool:
    """Nobody stops the work."""
    return False


def ask(request: Request, settings: Path, is_stopped: Callable[[str], bool] = never) -> Reply:
    """The engine's answer. ``is_stopped`` is called many times a second with how far the work is.

    Raises Refusal where there is no answer, Stopped where ``is_stopped`` says so.
    """
    python, folders = _engine(settings)
    said = _run([python, "-m", MODULE], json.dumps(request).encode("ascii"), _environment(folders), is_stopped)
    try:
        return cast("Reply", json.loads(said))
    except ValueError:
        raise Refusal(BROKEN.format(detail=said.decode("utf-8", "replace")[-1000:])) from None


def _engine(settings: Path) -> tuple[str, list[str]]:
    """The interpreter, and the folders that it needs to find jixiao."""
    try:
        written = json.loads(settings.read_text(encoding="utf-8"))
        return str(written["python"]), [str(folder) for folder in written["folders"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise Refusal(NOT_CONNECTED) from None


def _environment(folders: list[str]) -> dict[str, str]:
    """LibreOffice points variables of Python's at its own libraries, which would break another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**kept, "PYTHONPATH": os.pathsep.join(folders)}


def _run(command: list[str], given: bytes, environment: dict[str, str], is_stopped: Callable[[str], bool]) -> bytes:
    talk = _Talk(_started(command, environment), given)
    try:
        while not talk.is_over(TURN):
            if is_stopped(talk.progress):
                raise Stopped(STOPPED)
    finally:
        code = talk.end()
    if code:
        raise Refusal(BROKEN.format(detail=talk.complaints.decode("utf-8", "replace")[-1000:]))
    return talk.said


def _started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console window on Windows
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, creationflags=hidden)
    except OSError as error:
        raise Refusal(NOT_STARTED.format(python=command[0], reason=error.strerror)) from None


class _Talk:
    """What passes to and from the process; each way has a thread, so that LibreOffice's window never waits."""

    def __init__(self, process: subprocess.Popen[bytes], given: bytes) -> None:
        self.progress, self.said, self.complaints = "", b"", b""
        self._process = process
        self._given = Thread(target=self._give, args=(given,), daemon=True)
        self._heard = [Thread(target=each, daemon=True) for each in (self._hear, self._hear_complaints)]
        for thread in (self._given, *self._heard):
            thread.start()

    def is_over(self, seconds: float) -> bool:
        """Whether the process has said everything, within a time."""
        for thread in self._heard:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._heard)

    def end(self) -> int:
        """Let the process end, and end one that does not; its exit code."""
        if not self._given.is_alive():
            _close(self._process.stdin)
        until = monotonic() + GRACE
        while not self.is_over(TURN) and monotonic() < until:
            pass
        if self._process.poll() is None and any(thread.is_alive() for thread in self._heard):
            self._process.kill()
        code = self._process.wait()
        _close(self._process.stdin)
        return code

    def _give(self, given: bytes) -> None:
        stream = self._process.stdin
        try:
            if stream is not None:
                stream.write(given + b"\n")
                stream.flush()
        except OSError:  # the process has ended already, and says why
            return

    def _hear(self) -> None:
        if self._process.stdout is not None:
            self.said = self._process.stdout.read()

    def _hear_complaints(self) -> None:
        for line in self._process.stderr or ():
            progress = _progress(line)
            if progress is None:
                self.complaints += line
            else:
                self.progress = progress


def _progress(line: bytes) -> str | None:
    try:
        return str(json.loads(line)[PROGRESS])
    except (ValueError, KeyError, TypeError):
        return None


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:  # the process is gone
        return
