"""The engine's process: one request from standard input, one reply to standard output.

How far the work is goes to standard error, a line of JSON each time. When standard input is closed, the user has
pressed Esc or LibreOffice is gone: the work stops at the next step that it tells.
"""

import json
import os
import sys
from functools import partial
from threading import Event, Thread

from jixiao.errors import Stopped
from jixiao.hosts.libreoffice.answering import answer
from jixiao.hosts.libreoffice.inside.engine import PROGRESS


def serve() -> None:
    """Answer one request."""
    stopped = Event()
    request = json.loads(sys.stdin.buffer.readline())
    Thread(target=_await_end, args=(stopped,), daemon=True).start()
    sys.stdout.write(json.dumps(answer(request, partial(_say, stopped))))


def _await_end(stopped: Event) -> None:
    """Wait for the end of standard input, past Python's buffer, which a thread may not hold when Python ends."""
    while os.read(0, 1):
        pass
    stopped.set()


def _say(stopped: Event, text: str) -> None:
    if stopped.is_set():
        raise Stopped
    sys.stderr.write(json.dumps({PROGRESS: text}) + "\n")
    sys.stderr.flush()
