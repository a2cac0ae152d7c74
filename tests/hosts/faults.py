"""A disk that fails: every call that a piece of work makes in one folder is counted, and one of them goes wrong.

All functions of the os module, opening a file and its reading, and locking are watched, so that a call which the
product makes tomorrow is covered too.
"""

import errno
import fcntl
import inspect
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)
"""Disk full, no permission, disk or network broken, read-only file system."""

_CANNOT_FAIL = {"fspath", "urandom", "getpid", "kill", "strerror"}
CALLS = [name for name, each in vars(os).items() if inspect.isbuiltin(each) and name not in _CANNOT_FAIL]

EARLY, LATE, HALF, KILL = "early", "late", "half", "kill"
"""How a call goes wrong: not at all done, done and yet reported, a write half done, the process killed before it."""


@dataclass
class Disk:
    """Watches calls that concern a folder; the one of this number, from 0, goes wrong."""

    folder: Path
    at: int = -1
    code: int = 0
    way: str = EARLY
    calls: list[str] = field(default_factory=list)
    handles: set[int] = field(default_factory=set)

    def concerns(self, target: object) -> bool:
        if type(target) is int:
            return target in self.handles
        return isinstance(target, str | Path) and str(target).startswith(str(self.folder))

    def watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is, but for its call of the chosen number."""

        def call(*args: Any, **options: Any) -> Any:
            if not args or not self.concerns(args[0]):
                return real(*args, **options)
            self.calls.append(name)
            result = self.wrong(name, real, args, options) if len(self.calls) - 1 == self.at else None
            result = real(*args, **options) if result is None else result
            if name == "open":
                self.handles.add(result)
            if name == "close":
                self.handles.discard(args[0])
            return Reader(self, result) if name == "io.open" else result

        return call

    def wrong(self, name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        """Let a call go wrong; a value to answer instead of calling on."""
        if name == "write":
            written = real(args[0], args[1][: len(args[1]) // 2])
            if self.way == HALF:
                return written
        if self.way == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "access":
            return False
        if self.way == LATE or name == "close":
            real(*args, **options)
        if self.way == HALF:
            return None
        raise OSError(self.code, os.strerror(self.code))


class Reader:
    """An open file whose reading is watched as well."""

    def __init__(self, disk: Disk, file: io.BufferedReader) -> None:
        self._disk, self._file = disk, file

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, *size: int) -> bytes:
        disk = self._disk
        disk.calls.append("read")
        if len(disk.calls) - 1 == disk.at:
            disk.wrong("read", self._file.read, size, {})
        return self._file.read(*size)


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Let the disk watch, and fail, all calls inside."""
    watched = [(os, name, name) for name in CALLS] + [(io, "open", "io.open"), (fcntl, "flock", "flock")]
    real = [getattr(module, name) for module, name, _ in watched]
    try:
        for (module, name, label), function in zip(watched, real, strict=True):
            setattr(module, name, disk.watched(label, function))
        yield disk
    finally:
        for (module, name, _), function in zip(watched, real, strict=True):
            setattr(module, name, function)


def calls_of(folder: Path, work: Callable[[], object]) -> list[str]:
    """The calls that a piece of work makes in a folder when nothing goes wrong."""
    with failing(Disk(folder)) as disk:
        work()
    return disk.calls
