"""The file on disk: read within a bound, replaced at once or not at all."""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from jixiao.hosts.xlsx.limits import LIMITS, MEGABYTE, Limits
from jixiao.hosts.xlsx.new_file import copy_rights, disk_errors, sweep, sync_folder, temporary_beside, write_new
from jixiao.hosts.xlsx.refusal import (
    CHANGED_MEANWHILE,
    FOLDER,
    MISSING,
    NO_ACCESS,
    NOT_A_FILE,
    READ_FAILED,
    READ_ONLY,
    Refusal,
    too_large,
    unwritable,
)

Stamp = tuple[int, int, int]

_NOTHING_AROUND = nullcontext()


def read_file(path: Path | str, limits: Limits = LIMITS) -> bytes:
    """The bytes of an ordinary file of bounded size; raises Refusal, also for whatever the disk says."""
    try:
        status = os.stat(path)  # noqa: PTH116 — called for every file of a large folder
        if stat.S_ISDIR(status.st_mode):
            raise Refusal(FOLDER)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(NOT_A_FILE)
        if status.st_size > limits.file_bytes:
            raise too_large(f"文件超过 {limits.file_bytes // MEGABYTE} MB")
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read(status.st_size + 1)  # room for all that is asked for is made at once
            return data if len(data) == status.st_size else data + file.read(limits.file_bytes - len(data))
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


def replace_file(
    path: Path,
    content: bytes,
    seen: Stamp,
    check: Callable[[Path], None],
    around: AbstractContextManager[None] = _NOTHING_AROUND,
) -> None:
    """Put new content in the file's place once ``check`` has passed it.

    ``seen`` is the file's stamp from before it was read: what another program saved since is not
    overwritten. The last step happens inside ``around``. Raises Refusal, the file then as it was.
    """
    with disk_errors(), temporary_beside(path) as temporary:
        _refuse_read_only(path)
        write_new(temporary, content)
        check(temporary)
        copy_rights(path, temporary)
        with around:
            if stamp_of(path) != seen:
                raise unwritable(CHANGED_MEANWHILE)
            _swap_in(temporary, path)
            sync_folder(path.parent)
    sweep(path.parent, path)


def _swap_in(new: Path, path: Path) -> None:
    """Give a new file its name, in place of the old one; a network folder may report a failure of what it did."""
    made = stamp_of(new)
    try:
        os.replace(new, path)  # noqa: PTH105 — one name for the atomic step on every system
    except OSError:
        if not any(made) or stamp_of(path) != made:
            raise


def _refuse_read_only(path: Path) -> None:
    """A file marked read-only stays as it is, also where its folder would let it be replaced."""
    writable = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(path, os.W_OK):
        raise unwritable(READ_ONLY)
