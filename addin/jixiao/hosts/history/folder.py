"""The backup folder beside a workbook: made when first needed, and held by one process at a time."""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.hosts.history.names import FOLDER
from jixiao.hosts.history.sentences import IS_A_BACKUP, LOCKED, NO_FOLDER
from jixiao.hosts.xlsx.new_file import sync_folder, temporary_beside, write_new
from jixiao.hosts.xlsx.refusal import unwritable

if sys.platform == "win32":
    import ctypes
    import msvcrt
else:
    import fcntl

WAIT_SECONDS = 20.0
"""How long a command waits for another one that writes into the same folder."""

_LOCK = ".lock"
_PAUSE_SECONDS = 0.02
_HIDDEN = 2


def folder_beside(path: Path) -> Path:
    """Where the copies of a file are kept."""
    return path.parent / FOLDER


def make_folder(path: Path) -> Path:
    """The backup folder of a file, made where there is none. Raises Refusal or OSError."""
    if path.parent.name == FOLDER:
        raise unwritable(IS_A_BACKUP)
    folder = folder_beside(path)
    try:
        folder.mkdir()
    except FileExistsError:
        if not stat.S_ISDIR(folder.lstat().st_mode):  # a link may lead anywhere
            raise unwritable(NO_FOLDER) from None
    else:
        _share(path.parent, folder, 0o7777)
        _hide(folder)
        sync_folder(path.parent)
    return folder


def place(path: Path, content: bytes) -> None:
    """Write a file of the backup folder whole, in place of an older one. Raises OSError."""
    with temporary_beside(path) as temporary:
        write_new(temporary, content)
        _share(path.parent, temporary, 0o666)
        os.replace(temporary, path)  # noqa: PTH105 — one name for the atomic step on every system


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes; raises Refusal where one does not let go of it.

    A killed process lets go by itself. Network folders that know no locks are used without.
    """
    handle = _open_lock(folder)
    try:
        if handle is not None:
            _wait_for(handle)
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


def _open_lock(folder: Path) -> int | None:
    path = folder / _LOCK
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except OSError:
        return None
    _share(folder, path, 0o666)
    return handle


def _wait_for(handle: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not _take(handle):
        if time.monotonic() > until:
            raise unwritable(LOCKED)
        time.sleep(_PAUSE_SECONDS)


def _take(handle: int) -> bool:
    """Whether the lock is ours now, or there are no locks here."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # what POSIX and Windows say of a lock that is taken
        return False
    except OSError:
        return True
    return True


def _share(folder: Path, path: Path, bits: int) -> None:
    """Whoever may work in a folder may also work with what we put there."""
    with suppress(OSError):
        mode = stat.S_IMODE(folder.stat().st_mode) & bits
        if stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def _hide(folder: Path) -> None:
    """A name with a dot is hidden everywhere but on Windows."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetFileAttributesW(str(folder), _HIDDEN)
