"""A process beside one that reads alone: it gets the files that are not small, because it can be given up.

with helping(read, seconds) as helper:
    made = helper.read(candidate)       as ``read`` does it; refused where that takes too long or ends the process
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import current_process
from typing import Generic, TypeVar

from jixiao.consolidate.returns.submission import Refused
from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.crew import Crew

_Made = TypeVar("_Made")


class Helper(Generic[_Made]):
    """A process that is started with the first file it gets. Where none can be started, this one reads."""

    def __init__(self, read: Callable[[Candidate], _Made], seconds: float) -> None:
        self._read, self._seconds = read, seconds
        self._crew: Crew[_Made] | None = None
        self._is_refused = False

    def read(self, candidate: Candidate) -> _Made | Refused:
        """What the function makes of a candidate, or why it made nothing of it in time."""
        if not self._is_refused:
            try:
                with _may_start_processes():
                    return self._read_there(candidate)
            except (JixiaoError, OSError):  # no process starts here, and none will
                self._is_refused = True
        return self._read(candidate)

    def _read_there(self, candidate: Candidate) -> _Made | Refused:
        self._crew = self._crew or Crew(1, self._read, self._seconds)
        waiting = iter([candidate])
        while not (done := self._crew.work(waiting)):
            pass  # it waits by itself
        return done[0][1]

    def end(self) -> None:
        """End the process, if there is one."""
        if self._crew is not None:
            self._crew.end()


@contextmanager
def helping(read: Callable[[Candidate], _Made], seconds: float) -> Iterator[Helper[_Made]]:
    """A helper that is gone at the end, whatever the end was."""
    helper = Helper(read, seconds)
    try:
        yield helper
    finally:
        helper.end()


@contextmanager
def _may_start_processes() -> Iterator[None]:
    """Let a worker of Dask start one: Python forbids it to processes like these, whose children might be left behind.

    Ours is not: it ends as soon as nobody sends it files any more (see ``worker.work``).
    """
    config = current_process()._config  # type: ignore[attr-defined]
    forbidden = config.pop("daemon", None)
    try:
        yield
    finally:
        if forbidden is not None:
            config["daemon"] = forbidden
