"""The process that reads files for another one, as long as that one lives."""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.collector import seldom_collecting
from jixiao.hosts.xlsx.limits import MEGABYTE

Read = Callable[[Candidate], object]
"""What reads a candidate; what it makes of it is sent to the other process."""

MEMORY = 1536 * MEGABYTE
READY = "ready"


def work(tasks: Connection, results: Connection, read: Read) -> None:
    """Read what comes in, file by file; end with the other process, whatever its end was."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other process
    _limit_memory()
    waiting: SimpleQueue[Sequence[Candidate]] = SimpleQueue()
    Thread(target=_receive, args=(tasks, waiting), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError), seldom_collecting():  # it ends when the other has enough
        results.send(READY)
        while True:
            for candidate in waiting.get():
                results.send(read(candidate))


def _receive(tasks: Connection, waiting: "SimpleQueue[Sequence[Candidate]]") -> None:
    """Take tasks off the pipe at once, so that the other process never waits to send one."""
    with suppress(EOFError, OSError):
        while True:
            waiting.put(tasks.recv())
    os._exit(0)


def _limit_memory() -> None:
    """Bound the memory where the system can (Windows cannot), and leave no memory dump behind."""
    try:
        import resource
    except ImportError:
        return
    for kind, bound in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY)):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (bound, resource.getrlimit(kind)[1]))
