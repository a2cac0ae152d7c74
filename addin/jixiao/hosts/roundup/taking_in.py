"""What came in is read into the ledger: ``take_in(asked, ledger, run, progress)``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jixiao.errors import Stopped
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.codes import OWN_PAPER, UNKNOWN_FORM
from jixiao.hosts.intake.pool import Reading, files_worth_a_process, read_all
from jixiao.hosts.intake.progress import Listener
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.ledger.entries import Entry, entry_of
from jixiao.hosts.ledger.lock import lock_path
from jixiao.hosts.ledger.runs import Run
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.roundup.asked import Asked
from jixiao.hosts.roundup.organisation_list import is_list_of
from jixiao.hosts.roundup.reading_entries import read_entry, read_small_entry


@dataclass(frozen=True)
class Taken:
    """How many files were read, and how many were known; ``papers``: slips and lists of ours among them, left out."""

    read: int
    known: int
    papers: tuple[str, ...]


def take_in(asked: Asked, ledger: Ledger, run: Run, progress: Listener) -> Taken:
    """Read what is new or changed into the ledger.

    Ctrl-C, and ``progress`` that raises Stopped, end it; what was read until then need not be read again.
    """
    known, papers = 0, list[str]()

    def is_known(candidate: Candidate) -> bool:
        """Whether the ledger has this file as it is now, so that it need not be read; counts those."""
        nonlocal known
        found = run.knows(candidate.name, candidate.size, candidate.time, checked=asked.checked)
        known += found
        return found

    read = 0
    try:
        for candidate, entry in _entries(asked, _candidates(asked, ledger), is_known, progress):
            if entry.refused_code == OWN_PAPER or _is_list(asked, candidate, entry):
                papers.append(candidate.name)
                continue
            run.record_entry(candidate.name, candidate.size, candidate.time, entry)
            read += candidate.refused is None  # documents and the like are told without being read
    except (KeyboardInterrupt, Stopped):
        run.flush()
        raise
    return Taken(read, known, tuple(papers))


def _is_list(asked: Asked, candidate: Candidate, entry: Entry) -> bool:
    """Whether a file that is no evaluation is the 名单 itself."""
    if asked.organisation is None or entry.refused_code != UNKNOWN_FORM or candidate.members:
        return False
    return is_list_of(Path(candidate.location), asked.organisation)


def _candidates(asked: Asked, ledger: Ledger) -> Iterator[Candidate]:
    output = [] if asked.output is None else [asked.output]
    return discover(asked.sources, without=[*output, ledger.path, lock_path(ledger.path)])


def _entries(
    asked: Asked, candidates: Iterator[Candidate], known: Callable[[Candidate], bool], progress: Listener
) -> Iterator[tuple[Candidate, Entry]]:
    if not asked.dask:
        there, here = partial(read_entry, checked=asked.checked), partial(read_small_entry, checked=asked.checked)
        reading = Reading(there, here, files_worth_a_process(asked.checked))
        found = read_all(candidates, reading, workers=asked.workers, known=known, progress=progress)
        yield from ((one, made if isinstance(made, Entry) else entry_of(made)) for one, made in found)
        return
    from jixiao.hosts.intake.cluster import on_cluster

    with on_cluster(asked.dask) as cluster:
        found_there = cluster.arrivals(candidates, checked=asked.checked, known=known, progress=progress)
        yield from ((one, entry_of(arrival)) for one, arrival in found_there)
