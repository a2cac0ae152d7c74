"""Processes that read files: replaced when they die or take too long, gone when the run ends.

A crew knows of each process which file it is at, so that a dead one costs that file and no other.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Generic, TypeVar

from jixiao.consolidate.returns.submission import Arrival, Refused
from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.sentences import refused
from jixiao.hosts.intake.worker import READY, work

_CHUNK = 8
_START_SECONDS = 120.0
_LONGEST_WAIT = 1.0
_TRIES = 2
"""A file that was being read when its process died is read once more: somebody else may have ended the process."""

Done = tuple[Candidate, Arrival]

_Made = TypeVar("_Made")


@dataclass
class _Member:
    """One process, the files it was given and has not answered for, and when it was last heard of."""

    process: SpawnProcess
    tasks: Connection
    results: Connection
    given: deque[Candidate] = field(default_factory=deque)
    heard: float = field(default_factory=monotonic)
    ready: bool = False


class Crew(Generic[_Made]):
    """So many processes that read files with the function ``read``; each file may take so many ``seconds``."""

    def __init__(self, size: int, read: Callable[[Candidate], _Made], seconds: float) -> None:
        self._read, self._seconds = read, seconds
        self._again: deque[Candidate] = deque()
        self._deaths: dict[str, int] = {}
        self._failed_starts = 0
        self._members = [self._started() for _ in range(size)]

    @property
    def is_busy(self) -> bool:
        """Whether any file was given out and is not back."""
        return bool(self._again) or any(member.given for member in self._members)

    def work(self, candidates: Iterator[Candidate]) -> list[tuple[Candidate, _Made | Refused]]:
        """Give out more files where somebody has few left, and take what is done; waits until something is."""
        for member in self._members:
            if member.ready and len(member.given) <= _CHUNK // 2:
                self._give(member, self._next(candidates))
        done: list[tuple[Candidate, _Made | Refused]] = []
        ready = wait([member.results for member in self._members], timeout=self._patience())
        for number, member in enumerate(self._members):
            if member.results in ready:
                done += self._heard(number, member)
            elif self._is_late(member):
                done += self._buried(number, member, "timed_out")
        return done

    def end(self) -> None:
        """End all processes; those that do not go by themselves are killed."""
        for member in self._members:
            member.tasks.close()
            member.results.close()
        for member in self._members:
            member.process.join(0.2)
            if member.process.is_alive():
                member.process.kill()
            member.process.join()
        self._members.clear()

    def _next(self, candidates: Iterator[Candidate]) -> list[Candidate]:
        chunk: list[Candidate] = []
        if self._again:  # alone, so that nothing else suffers should it happen again
            return [self._again.popleft()]
        for candidate in candidates:
            chunk.append(candidate)
            if len(chunk) == _CHUNK:
                break
        return chunk

    def _give(self, member: _Member, chunk: Sequence[Candidate]) -> None:
        if not chunk:
            return
        if not member.given:
            member.heard = monotonic()
        member.given.extend(chunk)
        with suppress(OSError):  # it died just now: that is seen when it is listened to
            member.tasks.send(list(chunk))

    def _heard(self, number: int, member: _Member) -> list[tuple[Candidate, _Made | Refused]]:
        """What a process has to say, all of it."""
        done: list[tuple[Candidate, _Made | Refused]] = []
        try:
            while member.results.poll():
                said = member.results.recv()
                member.heard = monotonic()
                if said == READY:
                    member.ready, self._failed_starts = True, 0
                else:
                    done.append((member.given.popleft(), said))
        except (EOFError, OSError):
            done += self._buried(number, member, "worker_died")
        return done

    def _buried(self, number: int, member: _Member, code: str) -> list[tuple[Candidate, _Made | Refused]]:
        """Put another process in the place of one that died or takes too long; the file that it was at is the cause."""
        member.process.kill()
        member.process.join()
        member.tasks.close()
        member.results.close()
        if not member.ready:
            self._failed_starts += 1
            if self._failed_starts > 2 * len(self._members):
                raise JixiaoError("读取文件的进程启动不了，请加上 --workers 1 再试。")
        done: list[tuple[Candidate, _Made | Refused]] = []
        if member.given:
            done = self._tried(member.given.popleft(), code)
            self._again.extend(member.given)
        self._members[number] = self._started()
        return done

    def _tried(self, candidate: Candidate, code: str) -> list[tuple[Candidate, _Made | Refused]]:
        self._deaths[candidate.name] = self._deaths.get(candidate.name, 0) + 1
        if code == "worker_died" and self._deaths[candidate.name] < _TRIES:
            self._again.append(candidate)
            return []
        del self._deaths[candidate.name]
        return [(candidate, refused(code, candidate.name, seconds=f"{self._seconds:g}"))]

    def _is_late(self, member: _Member) -> bool:
        allowed = self._seconds if member.ready else _START_SECONDS
        return (bool(member.given) or not member.ready) and monotonic() - member.heard > allowed

    def _patience(self) -> float:
        """Seconds until somebody is late."""
        now = monotonic()
        allowed = (self._seconds if member.ready else _START_SECONDS for member in self._members)
        ends = (member.heard + seconds - now for member, seconds in zip(self._members, allowed, strict=True))
        return min(max(0.05, min(ends)), _LONGEST_WAIT)

    def _started(self) -> _Member:
        context = get_context("spawn")
        their_tasks, tasks = context.Pipe(duplex=False)
        results, their_results = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(their_tasks, their_results, self._read), daemon=True)
        with _undisturbed():
            process.start()
        their_tasks.close()
        their_results.close()
        return _Member(process, tasks, results)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are started inside do not hear Ctrl-C; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows; they ignore it as soon as they run
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
