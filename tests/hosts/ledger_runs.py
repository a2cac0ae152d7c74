"""Whole runs over arrivals made by hand."""

from collections.abc import Iterable

from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.returns.submission import Arrival
from jixiao.hosts.ledger.store import Ledger

LEDGER = "汇总.台账.db"


def stamp(arrival: Arrival) -> tuple[int, float]:
    """Size and time of a file; another content has another time."""
    return 1000, float(int(arrival.digest[:12] or "0", 16))


def take_in(ledger: Ledger, arrivals: Iterable[Arrival], *, checked: bool = False) -> list[str]:
    """A whole run over files that were written at a time of their own; the names that were read."""
    run, read = ledger.begin("roundup"), []
    for arrival in arrivals:
        if not run.knows(arrival.file, *stamp(arrival), checked=checked):
            run.record(arrival.file, *stamp(arrival), arrival)
            read.append(arrival.file)
    run.settle()
    run.finish([Judgement(head, Standing.COUNTED) for head in ledger.heads()])
    return read
