"""The file on disk: read within a bound, replaced at once or not at all."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.hosts.xlsx.refusal import (
    BUSY,
    CHANGED_MEANWHILE,
    DISK_FULL,
    FOLDER,
    MISSING,
    NO_ACCESS,
    NOT_A_FILE,
    OPEN_ELSEWHERE,
    READ_FAILED,
    READ_ONLY,
    SAVE_FAILED,
    Refusal,
    too_large,
    unwritable,
)

MAX_FILE_BYTES = 256 * 1024 * 1024
Stamp = tuple[int, int, int]

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_LOCKS = (("~$", ""), (".~lock.", "#"), (".~", ""))  # what Excel, LibreOffice and WPS put around the name


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file of bounded size; raises Refusal, also for whatever the disk says."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refusal(FOLDER)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(NOT_A_FILE)
        if status.st_size > MAX_FILE_BYTES:
            raise too_large(f"文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES)
    except PermissionError:
        raise Refusal(NO_ACCESS) from None
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with a NUL is a ValueError
        raise Refusal(MISSING) from None
    except OSError as error:
        raise Refusal(MISSING if error.errno == errno.ENAMETOOLONG else READ_FAILED) from None


def behind_links(path: Path) -> Path:
    """The file itself that a path names, through symbolic links."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # a name with a NUL
        raise Refusal(MISSING) from None


def stamp_of(path: Path) -> Stamp:
    """What changes when another program saves the file: identity, time and size; zeros for a missing one."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return (0, 0, 0)
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def refuse_open_elsewhere(path: Path) -> None:
    """Raise Refusal where an office program's lock file stands beside the file."""
    for before, behind in _LOCKS:
        lock = f"{before}{path.name}{behind}"
        if os.path.lexists(path.parent / lock):
            raise unwritable(OPEN_ELSEWHERE, lock)


def replace_file(path: Path, content: bytes, seen: Stamp, check: Callable[[Path], None]) -> None:
    """Put new content in the file's place once ``check`` has passed it.

    ``seen`` is the file's stamp from before it was read: what another program saved since is not
    overwritten. Raises Refusal, the file then as it was.
    """
    with _disk_errors(), _temporary_beside(path) as temporary:
        _refuse_read_only(path)
        _write(temporary, content)
        check(temporary)
        _copy_rights(path, temporary)
        if stamp_of(path) != seen:
            raise unwritable(CHANGED_MEANWHILE)
        os.replace(temporary, path)  # noqa: PTH105 — one name for the atomic step on every system
        _sync_folder(path.parent)


def _refuse_read_only(path: Path) -> None:
    """A file marked read-only stays as it is, also where its folder would let it be replaced."""
    writable = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(path, os.W_OK):
        raise unwritable(READ_ONLY)


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except PermissionError:
        raise unwritable(BUSY) from None
    except OSError as error:
        raise unwritable(DISK_FULL if error.errno in _FULL else SAVE_FAILED) from None


@contextmanager
def _temporary_beside(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".jixiao-{os.urandom(8).hex()}.tmp")
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _copy_rights(source: Path, target: Path) -> None:
    status = source.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):  # only the administrator may give a file away
            os.chown(target, status.st_uid, status.st_gid)
    target.chmod(stat.S_IMODE(status.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can (Windows cannot)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
