"""What the processes of a roundup do; each of them imports this and what it needs, and not the rest of a roundup."""

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.reading import read_arrival, read_small
from jixiao.hosts.ledger.entries import Entry, entry_of


def read_entry(candidate: Candidate, checked: bool) -> Entry:
    """What the ledger keeps of a file. A worker makes it: that takes less than to send what the file reports."""
    return entry_of(read_arrival(candidate, checked))


def read_small_entry(candidate: Candidate, checked: bool) -> Entry | None:
    """The same of a small workbook; None of another one, see ``read_small``."""
    arrival = read_small(candidate, checked)
    return None if arrival is None else entry_of(arrival)
