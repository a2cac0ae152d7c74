"""What came in is read into the ledger: ``take_in(asked, ledger, run, progress)``."""

from collections.abc import Callable, Iterator

from jixiao.errors import Stopped
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.cluster import on_cluster
from jixiao.hosts.intake.crew import Done
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.progress import Listener
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.ledger.lock import lock_path
from jixiao.hosts.ledger.runs import Run
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.roundup.asked import Asked


def take_in(asked: Asked, ledger: Ledger, run: Run, progress: Listener) -> tuple[int, int]:
    """Read what is new or changed into the ledger; how many files were read, and how many were known.

    Ctrl-C, and ``progress`` that raises Stopped, end it; what was read until then need not be read again.
    """
    known = 0

    def is_known(candidate: Candidate) -> bool:
        nonlocal known
        found = run.knows(candidate.name, candidate.size, candidate.time, checked=asked.checked)
        known += found
        return found

    read = 0
    try:
        for candidate, arrival in _arrivals(asked, _candidates(asked, ledger), is_known, progress):
            run.record(candidate.name, candidate.size, candidate.time, arrival)
            read += candidate.refused is None  # documents and the like are told without being read
    except (KeyboardInterrupt, Stopped):
        run.flush()
        raise
    return read, known


def _candidates(asked: Asked, ledger: Ledger) -> Iterator[Candidate]:
    output = [] if asked.output is None else [asked.output]
    return discover(asked.sources, without=[*output, ledger.path, lock_path(ledger.path)])


def _arrivals(
    asked: Asked, candidates: Iterator[Candidate], known: Callable[[Candidate], bool], progress: Listener
) -> Iterator[Done]:
    if not asked.dask:
        yield from arrivals(candidates, checked=asked.checked, workers=asked.workers, known=known, progress=progress)
        return
    with on_cluster(asked.dask) as cluster:
        yield from cluster.arrivals(candidates, checked=asked.checked, known=known, progress=progress)
