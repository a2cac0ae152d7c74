"""The runs that a ledger tells of."""

import sqlite3
from dataclasses import dataclass

_RUN = ("id", "command", "version", "person", "started", "settled", "finished")


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What the ledger tells of a run. Times as ISO 8601; ``finished`` is "" where it was broken off."""

    id: int
    command: str
    version: str
    person: str
    started: str
    settled: str
    finished: str


def run_infos(connection: sqlite3.Connection) -> list[RunInfo]:
    """All runs, the first one first."""
    rows = connection.execute(f"SELECT {', '.join(_RUN)} FROM runs ORDER BY id")
    return [RunInfo(id, *(value or "" for value in told)) for id, *told in rows]
