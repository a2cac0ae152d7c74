"""A roundup of a folder through a ledger, as the command line does it, without a 汇总表 at the end."""

from dataclasses import dataclass
from pathlib import Path

from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.judging.acceptance import Judgement
from jixiao.consolidate.plan import Plan
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.ledger.collection import LedgerCollection
from jixiao.hosts.ledger.opening import open_ledger


@dataclass(frozen=True)
class Rounded:
    """What came out of one run. ``read``: the files that were read; ``gone``: those that were there before."""

    found: Consolidation
    read: tuple[str, ...]
    gone: tuple[str, ...]


def round_up(folder: Path, ledger: Path, workers: int = 1) -> Rounded:
    """Read what the ledger does not know yet, and sum up all that it knows."""
    with open_ledger(ledger) as book:
        run = book.begin("roundup")

        def known(candidate: Candidate) -> bool:
            return run.knows(candidate.name, candidate.size, candidate.time)

        read = []
        for candidate, arrival in arrivals(discover([str(folder)]), known=known, workers=workers):
            run.record(candidate.name, candidate.size, candidate.time, arrival)
            if candidate.refused is None:  # documents and the like are told without being read
                read.append(candidate.name)
        gone = run.settle()
        judgements: list[Judgement] = []
        found = consolidate(LedgerCollection(book), Plan(heard=judgements.append))
        run.finish(judgements, found.totals.to_text())
    return Rounded(found, tuple(read), tuple(gone))
