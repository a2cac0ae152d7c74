"""The engine's process: requests from standard input, a line each; replies to standard output, a line each.

How far the work is goes to standard error, a line of JSON each time. When standard input is closed, the user has
pressed Esc or LibreOffice is gone: the work stops at the next step that it tells.
"""

import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread

from jixiao.errors import Stopped
from jixiao.hosts.libreoffice.answering import answer
from jixiao.hosts.libreoffice.inside.process import PROGRESS

_BLOCK = 1 << 16


def serve() -> None:
    """Answer requests until there are no more."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    stopped = Event()
    Thread(target=_listen, args=(lines, stopped), daemon=True).start()
    while line := lines.get():
        sys.stdout.write(json.dumps(answer(json.loads(line), partial(_say, stopped))) + "\n")
        sys.stdout.flush()


def _listen(lines: SimpleQueue[bytes], stopped: Event) -> None:
    """Hand on the lines of standard input, at last an empty one."""
    for line in _lines():
        lines.put(line)
    stopped.set()
    lines.put(b"")


def _lines() -> Iterator[bytes]:
    """Past Python's own buffer, which a thread may not hold when Python ends."""
    parts: list[bytes] = []
    while block := os.read(0, _BLOCK):
        *ends, rest = block.split(b"\n")
        for end in ends:
            yield b"".join((*parts, end))
            parts.clear()
        parts.append(rest)


def _say(stopped: Event, text: str) -> None:
    if stopped.is_set():
        raise Stopped
    sys.stderr.write(json.dumps({PROGRESS: text}) + "\n")
    sys.stderr.flush()
