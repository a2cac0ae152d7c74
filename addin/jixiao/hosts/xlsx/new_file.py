"""New files on disk: whole before they get their name, and what a killed process left is swept up later."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.hosts.xlsx.refusal import BUSY, DISK_FULL, SAVE_FAILED, unwritable

STALE_SECONDS = 600.0
"""A temporary file that is older than this belongs to no running process."""

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_TEMPORARY = re.compile(r"\.jixiao-[0-9a-f]{16}\.tmp")


@contextmanager
def disk_errors(denied: str = BUSY, full: str = DISK_FULL, failed: str = SAVE_FAILED) -> Iterator[None]:
    """Turn what the disk refuses inside into a Refusal with one of three sentences."""
    try:
        yield
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise unwritable(denied) from None
        raise unwritable(full if error.errno in _FULL else failed) from None


@contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """A name for a temporary file in the same folder; whatever bears it afterwards is deleted."""
    temporary = path.with_name(f".jixiao-{os.urandom(8).hex()}.tmp")
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, down to the disk; raises OSError. Only its owner may read it."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_rights(source: Path, target: Path) -> None:
    """Give a new file the owner (as far as the system lets us) and the permissions of another; raises OSError."""
    status = source.stat()
    _give_to(target, status.st_uid, status.st_gid)
    mode = stat.S_IMODE(status.st_mode)
    if stat.S_IMODE(target.stat().st_mode) != mode:  # file systems without permissions refuse any chmod
        target.chmod(mode)


def _give_to(path: Path, user: int, group: int) -> None:
    """Only the administrator may give a file away; to a group of one's own anyone may."""
    if not hasattr(os, "chown"):
        return
    for owner in (user, -1):
        with suppress(OSError):
            os.chown(path, owner, group)
            return


def sync_folder(folder: Path) -> None:
    """Make new names last through a power cut, where the system can (Windows cannot)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, fresh: Path) -> None:
    """Delete temporary files of killed processes; ``fresh`` was just written and tells the disk's own time."""
    with suppress(OSError):
        now = fresh.stat().st_mtime
        with os.scandir(folder) as entries:
            stale = [entry for entry in entries if _TEMPORARY.fullmatch(entry.name)]
        for entry in stale:
            if now - entry.stat(follow_symlinks=False).st_mtime > STALE_SECONDS:
                os.unlink(entry.path)  # noqa: PTH108 — scandir's entries bear their path as text
