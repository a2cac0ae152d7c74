"""The dated copies: made whole or not at all, and deleted when there are too many."""

import os
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jixiao.hosts.history.names import CopyName, copy_name, key_of, parse_copy_name
from jixiao.hosts.history.steps import Command
from jixiao.hosts.xlsx.new_file import copy_rights, temporary_beside, write_new


@dataclass(frozen=True, slots=True)
class Keeping:
    """How much is kept: steps of each file, and bytes of copies in a folder."""

    steps: int = 20
    folder_bytes: int = 200 * 1024 * 1024


KEEPING = Keeping()
"""What is kept where nobody asks for anything else."""


@dataclass(frozen=True)
class Copy:
    """One copy in the folder, in bytes."""

    name: str
    told: CopyName
    size: int


def keep_copy(folder: Path, path: Path, content: bytes, command: Command) -> str:
    """Keep what a file held before a command; the copy's name, which no other copy had. Raises OSError."""
    with temporary_beside(folder / "copy") as temporary:
        write_new(temporary, content)
        copy_rights(path, temporary)
        number = 0
        while True:
            name = copy_name(path.name, command.time, command.name, number)
            if _took_name(temporary, folder / name):
                return name
            number += 1


def _took_name(temporary: Path, path: Path) -> bool:
    """Give a file its name unless another one has it."""
    if os.path.lexists(path):
        return False
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # no such links here; the folder's lock keeps others away
        os.replace(temporary, path)  # noqa: PTH105 — one name for the atomic step on every system
    return True


def copies_in(folder: Path) -> list[Copy]:
    """All copies in a folder, the oldest first; none where there is no folder. Raises OSError."""
    found = []
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            told = parse_copy_name(entry.name)
            if told is not None and entry.is_file(follow_symlinks=False):
                found.append(Copy(entry.name, told, entry.stat(follow_symlinks=False).st_size))
    return sorted(found, key=lambda copy: copy.told.order)


def copies_of(folder: Path, name: str) -> list[Copy]:
    """The copies of the file of this name, the oldest first. Raises OSError."""
    key = key_of(name)
    return [copy for copy in copies_in(folder) if copy.told.key == key]


def prune(folder: Path, name: str, told: Container[str], keeping: Keeping) -> None:
    """Delete copies that are too many, never a file's newest. Raises OSError.

    ``told`` are the copies that the journal of the file of this name still tells of.
    """
    copies = copies_in(folder)
    own = [copy for copy in copies if copy.told.key == key_of(name)]
    surplus = {copy.name for copy in own[: -keeping.steps] if copy.name not in told}
    newest = {copy.told.key: copy.name for copy in copies}.values()
    size = sum(copy.size for copy in copies if copy.name not in surplus)
    for copy in copies:
        if copy.name in surplus or (size > keeping.folder_bytes and copy.name not in newest):
            (folder / copy.name).unlink(missing_ok=True)
            size -= 0 if copy.name in surplus else copy.size
