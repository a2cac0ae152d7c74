"""Folders on disk, listed piece by piece."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.kinds import is_hidden
from jixiao.hosts.intake.listed import Listed, candidates_of, without_reading
from jixiao.hosts.intake.zip_names import name_on_disk
from jixiao.hosts.intake.zipped import look_into
from jixiao.hosts.suffixes import SUFFIXES

_AT_A_TIME = 5_000
"""So many files of one folder are put in order together; a larger folder comes in several such pieces."""


class Roots:
    """What was taken so far: which folders, under which names, and which single files. Paths are real ones."""

    def __init__(self, without: Iterable[Path]) -> None:
        self._prefixes: dict[str, str] = {}
        self._folders: list[Path] = []
        self._single = {str(path) for path in without}

    def prefix(self, root: str, name: str) -> str:
        """What the names of files below a root begin with: nothing for the first root, its own name for others."""
        if root not in self._prefixes:
            name = name_on_disk(name)
            taken = set(self._prefixes.values())
            names = (f"{name or '根目录'}{f'（{number}）' * (number > 1)}/" for number in range(1, len(taken) + 2))
            self._prefixes[root] = next(one for one in names if one not in taken) if taken else ""
        return self._prefixes[root]

    def enter(self, folder: Path) -> None:
        """From now on all that lies below a folder is taken."""
        self._folders.append(folder)

    def take(self, file: Path) -> None:
        """From now on a file is taken."""
        self._single.add(str(file))

    def is_taken(self, path: Path) -> bool:
        """Whether a file or folder came before, by itself or as part of a folder."""
        return str(path) in self._single or any(path.is_relative_to(folder) for folder in self._folders)

    def is_single(self, path: str) -> bool:
        """Whether a file came before by itself, or a folder as a source of its own."""
        return path in self._single or any(path == str(folder) for folder in self._folders)


def below(folder: str, prefix: str, roots: Roots, *, top: bool = False) -> Iterator[Candidate]:
    """The candidates in a folder, then those in its folders; a folder that cannot be listed is refused."""
    inner: list[tuple[str, str]] = []
    try:
        with os.scandir(folder) as entries:
            while some := sorted(islice(entries, _AT_A_TIME), key=lambda entry: entry.name):
                seen = [entry for entry in some if not is_hidden(entry.name) and not roots.is_single(entry.path)]
                inner += [(entry.path, f"{prefix}{name_on_disk(entry.name)}/") for entry in seen if _is_folder(entry)]
                files = [listed(entry.path, prefix + name_on_disk(entry.name)) for entry in seen if _is_file(entry)]
                yield from candidates_of(files, look_into, top=top)
    except OSError:
        name = prefix.rstrip("/") or name_on_disk(Path(folder).name)
        yield without_reading(Candidate(name, folder, 0, 0), "folder_no_access")
    for path, name in inner:
        yield from below(path, name, roots)


def listed(path: str, name: str) -> Listed:
    """A file on disk under its name in the collection."""
    try:
        status = os.stat(path)  # noqa: PTH116 — called for every file of a large folder
        size, time = status.st_size, status.st_mtime
    except OSError:
        size, time = 0, 0.0
    return Listed(Candidate(name, path, size, time), lambda: Path(path).open("rb"))


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a file, or something that is called like a workbook: a link that leads nowhere is told."""
    return entry.is_file() or (entry.name.lower().endswith(SUFFIXES) and not entry.is_dir())


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a folder, and no link to one that it lies in."""
    return entry.is_dir() and not (entry.is_symlink() and Path(entry.path).is_relative_to(Path(entry.path).resolve()))
