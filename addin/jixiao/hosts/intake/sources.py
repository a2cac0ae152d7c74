"""Sources → candidates: which files there are that may be returned workbooks. Nothing is read yet.

discover(sources) -> Iterator[Candidate]
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao.hosts.folders import SUFFIXES
from jixiao.hosts.intake.candidate import Candidate


def discover(sources: Sequence[str]) -> Iterator[Candidate]:
    """The candidates of folders and files, one at a time, whatever their number."""
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from _below(path, "")
        else:
            yield _candidate(path, path.name)


def _below(folder: Path, prefix: str) -> Iterator[Candidate]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.name.startswith(("~$", ".")):
            continue
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _below(Path(entry.path), f"{name}/")
        elif entry.name.lower().endswith(SUFFIXES):
            yield _candidate(Path(entry.path), name)


def _candidate(path: Path, name: str) -> Candidate:
    try:
        status = path.stat()
    except OSError:
        return Candidate(name, str(path), 0, 0)
    return Candidate(name, str(path), status.st_size, status.st_mtime)
