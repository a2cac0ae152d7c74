"""Candidates → arrivals, by this process or by several others.

    for candidate, arrival in arrivals(discover(sources), workers=4): ...

Memory is bounded whatever the number of files: a few thousand candidates are known ahead, a few files a process are
being read.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import TypeVar, overload

from jixiao.consolidate.returns.submission import Refused
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.collector import seldom_collecting
from jixiao.hosts.intake.content import close_archives
from jixiao.hosts.intake.crew import Crew, Done
from jixiao.hosts.intake.helper import helping
from jixiao.hosts.intake.progress import Listener, Meter, silent
from jixiao.hosts.intake.reading import read_arrival, read_small

FILE_SECONDS = 60.0
_AHEAD = 5_000
_WORTH_A_PROCESS, _CHECKED_WORTH_A_PROCESS = 150, 30
"""Starting a process takes about as long as reading so many files, or checking them."""


_Made = TypeVar("_Made")
_Reading = Callable[[Candidate], object]
_DoneOne = Generator[tuple[Candidate, object], None, None]


@overload
def arrivals(
    candidates: Iterable[Candidate],
    *,
    checked: bool = False,
    workers: int | None = None,
    known: Callable[[Candidate], bool] = ...,
    progress: Listener = silent,
    seconds: float = FILE_SECONDS,
    read: None = None,
) -> Iterator[Done]: ...


@overload
def arrivals(
    candidates: Iterable[Candidate],
    *,
    checked: bool = False,
    workers: int | None = None,
    known: Callable[[Candidate], bool] = ...,
    progress: Listener = silent,
    seconds: float = FILE_SECONDS,
    read: Callable[[Candidate], _Made],
    here: Callable[[Candidate], _Made | None] | None = None,
) -> Iterator[tuple[Candidate, _Made | Refused]]: ...


def arrivals(
    candidates: Iterable[Candidate],
    *,
    checked: bool = False,
    workers: int | None = None,
    known: Callable[[Candidate], bool] = lambda candidate: False,
    progress: Listener = silent,
    seconds: float = FILE_SECONDS,
    read: Callable[[Candidate], object] | None = None,
    here: Callable[[Candidate], object] | None = None,
) -> Iterator[tuple[Candidate, object]]:
    """Each candidate with its arrival, in any order; those that are ``known`` are passed over without being read.

    ``workers``: that many processes read; 1 is this one, with another one for what is not small; None: as many as the
    machine has cores and the files are worth. A file may take another process so many ``seconds``; what this one reads
    is bounded by its size (``SMALL``). ``read`` is what reads a candidate, by default ``read_arrival``, ``checked`` or
    not; other processes must be able to import it, and to send what it makes. ``here`` is the same for this process;
    it gives None where it leaves a file to the other one. To stop early, close the iterator (or let Ctrl-C end it): no
    process is left behind.
    """
    queue = _Queue(candidate for candidate in candidates if not known(candidate))
    meter = Meter(progress)
    size = _crew_size(queue, workers, checked)
    if read is None:
        read, here = partial(read_arrival, checked=checked), partial(read_small, checked=checked)
    done = _alone(queue, read, here or read, seconds) if size <= 1 else _together(queue, read, size, seconds)
    try:
        for one in done:
            yield one
            meter.count(queue.total)
    finally:
        done.close()
        close_archives()
    meter.tell(queue.total)


def _alone(queue: "_Queue", read: _Reading, here: _Reading, seconds: float) -> _DoneOne:
    with helping(read, seconds) as helper, seldom_collecting():
        for candidate in queue:
            made = here(candidate)
            yield candidate, helper.read(candidate) if made is None else made


def _together(queue: "_Queue", read: _Reading, size: int, seconds: float) -> _DoneOne:
    crew = Crew(size, read, seconds)
    try:
        while crew.is_busy or queue.look_ahead():
            yield from crew.work(queue)
    finally:
        crew.end()


def _crew_size(queue: "_Queue", workers: int | None, checked: bool) -> int:
    waiting, worth = queue.look_ahead(), _CHECKED_WORTH_A_PROCESS if checked else _WORTH_A_PROCESS
    return min(os.cpu_count() or 1, waiting // worth) if workers is None else min(workers, waiting)


class _Queue(Iterator[Candidate]):
    """Candidates, some thousand of them ahead, so that the number of all is known early where it is not large."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._source = iter(candidates)
        self._ahead: deque[Candidate] = deque()
        self._found, self._is_all = 0, False

    @property
    def total(self) -> int | None:
        """How many there are; None while they are still being found."""
        return self._found if self._is_all else None

    def look_ahead(self) -> int:
        """Find some thousand more; how many wait."""
        while not self._is_all and len(self._ahead) < _AHEAD:
            candidate = next(self._source, None)
            if candidate is None:
                self._is_all = True
            else:
                self._found += 1
                self._ahead.append(candidate)
        return len(self._ahead)

    def __next__(self) -> Candidate:
        if not self._ahead and not self.look_ahead():
            raise StopIteration
        return self._ahead.popleft()
