"""Asking the engine: a process of its own, in the Python where jixiao is installed. JSON in, JSON out."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .exchange import Refusal

if TYPE_CHECKING:
    from .exchange import Reply, Request

MODULE = "jixiao.hosts.libreoffice"
SETTINGS = "engine.json"
SECONDS = 900

AGAIN = "请在命令行运行一次 jixiao addin install --libreoffice，然后重新启动 LibreOffice。"
NOT_CONNECTED = f"这个扩展还没有与 jixiao 连接，工作簿没有改动。{AGAIN}"
NOT_STARTED = "没有启动 jixiao（{python}），工作簿没有改动。原因：{reason}。" + AGAIN
TOO_LONG = "jixiao 超过 15 分钟没有算完，已停止，工作簿没有改动。请减少文件夹中的工作簿后再试。"
BROKEN = "jixiao 没有正常结束，工作簿没有改动。请把下面的内容发给维护人员。\n\n{detail}"


def settings_file() -> Path:
    """Where the extension notes which Python to start: at its top, above the folder of this package."""
    return Path(__file__).resolve().parents[2] / SETTINGS


def ask(request: Request, settings: Path) -> Reply:
    """The engine's answer; raises Refusal where there is none."""
    python, folders = _engine(settings)
    said = _run([python, "-m", MODULE], json.dumps(request).encode("ascii"), _environment(folders))
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


def _run(command: list[str], given: bytes, environment: dict[str, str]) -> bytes:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console window on Windows
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, timeout=SECONDS, creationflags=hidden
        )
    except subprocess.TimeoutExpired:
        raise Refusal(TOO_LONG) from None
    except OSError as error:
        raise Refusal(NOT_STARTED.format(python=command[0], reason=error.strerror)) from None
    if done.returncode:
        raise Refusal(BROKEN.format(detail=done.stderr.decode("utf-8", "replace")[-1000:]))
    return done.stdout
