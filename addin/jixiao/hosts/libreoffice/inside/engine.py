"""Asking the engine: a process of its own, in the Python where jixiao is installed. A line of JSON in, one out.

While it works it tells on its standard error how far it is, a line of JSON each time. Starting it takes longer than
most answers, so it stays for the next question, until nobody has asked for some minutes. It stops soon after its
standard input is closed, and cleans up; one that does not is ended.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .exchange import Refusal
from .process import AGAIN, BROKEN, EngineProcess

if TYPE_CHECKING:
    from collections.abc import Callable

    from .exchange import Reply, Request

MODULE = "jixiao.hosts.libreoffice"
SETTINGS = "engine.json"
NOT_CONNECTED = f"这个扩展还没有与 jixiao 连接，工作簿没有改动。{AGAIN}"


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
    engine = _present(*_engine(settings))
    try:
        said = engine.answer(json.dumps(request).encode("ascii"), is_stopped)
    except Refusal:
        leave(lambda: is_stopped(""))
        raise
    try:
        return cast("Reply", json.loads(said))
    except ValueError:
        leave()
        raise Refusal(BROKEN.format(detail=said.decode("utf-8", "replace")[-1000:])) from None


_there: list[EngineProcess] = []
"""The engine that waits for the next question, if there is one."""


def leave(meanwhile: Callable[[], object] = lambda: None) -> None:
    """End the engine that is there. ``meanwhile`` is called many times a second until it has ended."""
    while _there:
        _there.pop().end(meanwhile)


def _present(python: str, folders: list[str]) -> EngineProcess:
    """The engine that is there, else a new one."""
    command, environment = [python, "-m", MODULE], _environment(folders)
    if not (_there and _there[0].stays_for(command, environment)):
        leave()
        _there.append(EngineProcess(command, environment))
    return _there[0]


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
