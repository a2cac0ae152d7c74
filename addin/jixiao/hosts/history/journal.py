"""The journal of one file: a line for each step, the oldest first."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.hosts.history.folder import place
from jixiao.hosts.history.names import damaged_name, journal_name
from jixiao.hosts.history.steps import Step, line_of, step_of

MAX_BYTES = 1024 * 1024
"""A journal of the usual length has some ten thousand bytes; of a larger one no line is believed."""


@dataclass(frozen=True)
class Journal:
    """The steps that can be read, how many lines cannot, and the bytes themselves where there are such."""

    steps: tuple[Step, ...] = ()
    damaged: int = 0
    raw: bytes = b""


def read_journal(folder: Path, name: str) -> Journal:
    """The journal of the file of this name, empty where there is none. Raises OSError for what the disk says."""
    path = folder / journal_name(name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return Journal(damaged=1)
        return _parse(path.read_bytes())
    except FileNotFoundError:
        return Journal()


def _parse(raw: bytes) -> Journal:
    steps: list[Step] = []
    damaged = 0
    for line in filter(None, raw.split(b"\n")):
        try:
            steps.append(step_of(line))
        except ValueError:
            damaged += 1
    return Journal(tuple(steps), damaged, raw if damaged else b"")


def write_journal(folder: Path, name: str, steps: Sequence[Step], old: Journal) -> None:
    """Put a journal in the place of the old one, at once or not at all. Raises OSError.

    An old one with lines that nobody can read is kept beside it.
    """
    if old.raw:
        place(folder / damaged_name(name), old.raw)
    place(folder / journal_name(name), "".join(f"{line_of(step)}\n" for step in steps).encode("ascii"))
