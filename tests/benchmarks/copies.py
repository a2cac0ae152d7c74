"""Many returned workbooks out of some hundred: hard-linked copies, each of which is read as another unit's."""

import os
from dataclasses import replace
from pathlib import Path

from jixiao.consolidate.returns.submission import Arrival, Submission
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.reading import read_arrival
from jixiao.hosts.ledger.entries import Entry, entry_of

_IN_A_FOLDER = 1_000
DEPARTMENTS = 100


def copies(folder: Path, distinct: int, count: int) -> Path:
    """A folder with so many workbooks, made of so many different ones."""
    from returns.collection import FIRST_TEMPLATE, generate  # the processes that read need none of it

    made = folder / "made"
    if not made.exists():
        generate(made, distinct, 5, FIRST_TEMPLATE)
    originals = sorted(made.rglob("*.xlsx"))
    collection = folder / f"collection{count}"
    for number in range(count):
        inner = collection / f"{number // _IN_A_FOLDER:04}"
        inner.mkdir(parents=True, exist_ok=True)
        os.link(originals[number % len(originals)], inner / f"{number:06}.xlsx")
    return collection


def read_as_another(candidate: Candidate) -> Arrival:
    """Read a copy; its unit is called after the file, so that each counts."""
    arrival = read_arrival(candidate)
    if not isinstance(arrival, Submission):
        return arrival
    number = int(candidate.title.partition(".")[0])
    unit, department = f"单位{number:06}", f"第{number % DEPARTMENTS + 1}局"
    return replace(arrival, unit=unit, department=department, digest=f"{number:064x}")


def entry_as_another(candidate: Candidate, checked: bool) -> Entry:
    """The same as what the ledger keeps of it."""
    return entry_of(read_as_another(candidate))
