"""Names in the backup folder: they tell a person which file, when and before which command."""

import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

FOLDER = ".jixiao-backup"
"""The folder beside the workbooks that holds their copies and journals."""

_JOURNAL = ".jsonl"
_DAMAGED = ".damaged"
_LONGEST = 120
"""Bytes of a file's name that go into the names here: a name may have 255 in all, a path on Windows 260."""

_ELSEWHERE = r"/\\:\x00-\x1f\x7f-\x9f"
"""Characters that lead out of a folder on some system, or out of a line on a terminal."""

_COPY = re.compile(
    rf"(?P<stem>[^{_ELSEWHERE}]+)\.(?P<time>[0-9]{{8}}-[0-9]{{6}}-[0-9]{{3}})(?:-(?P<number>[0-9]{{1,4}}))?"
    rf"\.before-[a-z]{{1,20}}(?P<suffix>(?:\.[^.{_ELSEWHERE}]*)?)"
)


@dataclass(frozen=True)
class CopyName:
    """What the name of a copy says: which file's (its key) and when, with a number within the millisecond."""

    key: str
    time: str
    number: int

    @property
    def order(self) -> tuple[str, int]:
        """Sorts copies by age."""
        return self.time, self.number


def key_of(name: str) -> str:
    """A file's name as it stands in the names here: cut and cleaned, with a mark of the whole, where it has to be."""
    name = unicodedata.normalize("NFC", name)
    clean = re.sub(f"[{_ELSEWHERE}]", "_", name)
    if clean == name and len(os.fsencode(name)) <= _LONGEST:
        return name
    mark, stem, suffix = sha256(os.fsencode(name)).hexdigest()[:8], Path(clean).stem, Path(clean).suffix[:8]
    while len(os.fsencode(stem)) > _LONGEST - 20:
        stem = stem[:-1]
    return f"{stem}~{mark}{suffix}"


def journal_name(name: str) -> str:
    """The journal of a file."""
    return key_of(name) + _JOURNAL


def damaged_name(name: str) -> str:
    """Where what nobody can read of a file's journal is put aside."""
    return journal_name(name) + _DAMAGED


def copy_name(name: str, time: datetime, command: str, number: int = 0) -> str:
    """The copy of a file from before a command; ``number`` tells apart copies of one millisecond."""
    key = Path(key_of(name))
    stamp = f"{time:%Y%m%d-%H%M%S}-{time.microsecond // 1000:03}" + (f"-{number}" if number else "")
    return f"{key.stem}.{stamp}.before-{command}{key.suffix}"


def parse_copy_name(name: str) -> CopyName | None:
    """What a copy's name says; None for the name of anything else."""
    found = _COPY.fullmatch(name)
    if found is None:
        return None
    return CopyName(found["stem"] + found["suffix"], found["time"], int(found["number"] or 0))


def is_copy_name(name: str) -> bool:
    """Whether a name is a copy's; such a name never leads out of the folder."""
    return parse_copy_name(name) is not None


def journals_in(folder: Path) -> list[str]:
    """The names, as far as they stand in the names here, of the files that have a journal. Raises OSError."""
    try:
        return sorted(entry.name.removesuffix(_JOURNAL) for entry in folder.iterdir() if entry.name.endswith(_JOURNAL))
    except FileNotFoundError:
        return []
