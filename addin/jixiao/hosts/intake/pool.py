"""Candidates → arrivals, by this process or by several others.

    for candidate, arrival in arrivals(discover(sources), workers=4): ...

Memory is bounded whatever the number of files: a few thousand candidates are known ahead, a few files a process are
being read.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from jixiao.consolidate.returns.submission import Arrival, Refused
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.collector import seldom_collecting
from jixiao.hosts.intake.content import close_archives
from jixiao.hosts.intake.crew import Crew
from jixiao.hosts.intake.helper import helping
from jixiao.hosts.intake.progress import Listener, Meter, silent
from jixiao.hosts.intake.reading import read_arrival, read_small

FILE_SECONDS = 60.0
_AHEAD = 5_000
_WORTH_A_PROCESS, _CHECKED_WORTH_A_PROCESS = 150, 30
"""Starting a process takes about as long as reading so many files, or checking them."""

_Made = TypeVar("_Made")
_Made_co = TypeVar("_Made_co", covariant=True)
_Done = Generator[tuple[Candidate, _Made], None, None]


@dataclass(frozen=True)
class Reading(Generic[_Made_co]):
    """What reads a candidate.

    ``there``: in another process, which must be able to import it, and to send what it makes. ``here``: in this one; it
    gives None where it leaves a file to another process. ``worth``: reading so many files takes as long as starting a
    process.
    """

    there: Callable[[Candidate], _Made_co]
    here: Callable[[Candidate], _Made_co | None]
    worth: int = _WORTH_A_PROCESS


def files_worth_a_process(checked: bool) -> int:
    """How many files are read in the time that a process takes to start."""
    return _CHECKED_WORTH_A_PROCESS if checked else _WORTH_A_PROCESS


def arrivals(
    candidates: Iterable[Candidate],
    *,
    checked: bool = False,
    workers: int | None = None,
    known: Callable[[Candidate], bool] = lambda candidate: False,
    progress: Listener = silent,
) -> Iterator[tuple[Candidate, Arrival]]:
    """Each candidate with its arrival, see ``read_all``. ``checked``: with the findings."""
    there, here = partial(read_arrival, checked=checked), partial(read_small, checked=checked)
    reading = Reading[Arrival](there, here, files_worth_a_process(checked))
    return read_all(candidates, reading, workers=workers, known=known, progress=progress)


def read_all(
    candidates: Iterable[Candidate],
    reading: Reading[_Made],
    *,
    workers: int | None = None,
    known: Callable[[Candidate], bool] = lambda candidate: False,
    progress: Listener = silent,
    seconds: float = FILE_SECONDS,
) -> Iterator[tuple[Candidate, _Made | Refused]]:
    """Each candidate with what was made of it, in any order; those that are ``known`` are passed over unread.

    ``workers``: that many processes read; 1 is this one, with another one for what is not small; None: as many as the
    machine has cores and the files are worth. A file may take another process so many ``seconds``; what this one reads
    is bounded by its size (``SMALL``). To stop early, close the iterator (or let Ctrl-C end it): no process is left
    behind.
    """
    queue = _Queue(candidate for candidate in candidates if not known(candidate))
    meter = Meter(progress)
    waiting = queue.look_ahead()
    size = min(os.cpu_count() or 1, waiting // reading.worth) if workers is None else min(workers, waiting)
    done = _alone(queue, reading, seconds) if size <= 1 else _together(queue, reading.there, size, seconds)
    try:
        for one in done:
            yield one
            meter.count(queue.total)
    finally:
        done.close()
        close_archives()
    meter.tell(queue.total)


def _alone(queue: "_Queue", reading: Reading[_Made], seconds: float) -> _Done[_Made | Refused]:
    with helping(reading.there, seconds) as helper, seldom_collecting():
        for candidate in queue:
            made = reading.here(candidate)
            yield candidate, helper.read(candidate) if made is None else made


def _together(queue: "_Queue", read: Callable[[Candidate], _Made], size: int, seconds: float) -> _Done[_Made | Refused]:
    crew = Crew(size, read, seconds)
    try:
        while crew.is_busy or queue.look_ahead():
            yield from crew.work(queue)
    finally:
        crew.end()


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
