"""A file into its place: at once or not at all."""

import os
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from jixiao.errors import RefusedWrite
from jixiao.hosts.machine import Machine, this_machine
from jixiao.hosts.reasons import reason_of

IN_USE = "{path}：写不进去，文件正被占用或没有权限。请关闭所有 Excel 和 LibreOffice 窗口后再试。"
EXISTS = "{path}：已有这个文件，没有覆盖。请换一个文件名，或先把它移走。"
OPEN = "{path}：写不进去，文件正开着，或没有权限。请关闭这个文件，或换一个文件名、文件夹再试。"
FAILED = "{path}：写不进去（{reason}）。请检查文件夹、磁盘空间和写权限。"


def place_file(path: Path, content: bytes, in_use: str = IN_USE) -> None:
    """Write a file whole, in place of an older one, with the folders above it.

    Raises RefusedWrite, ``in_use`` where another program holds the file.
    """
    temporary = path.with_name(f".jixiao-{os.urandom(8).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        raise _refusal(path, error, in_use) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def place_new_file(path: Path, content: bytes) -> None:
    """The same where there is no file of that name. Raises RefusedWrite; what is there is never replaced."""
    if path.exists():
        raise RefusedWrite(EXISTS.format(path=path))
    place_file(path, content, OPEN)


def place_beside(path: Path, content: bytes) -> Path:
    """The same under the next free name, ``名单.xlsx``, ``名单(2).xlsx`` …: where it was written."""
    names = (path.with_stem(f"{path.stem}({number})") for number in count(2))
    free = next(one for one in chain((path,), names) if not one.exists())
    place_new_file(free, content)
    return free


def place_to_look_at(name: str, content: bytes) -> Path:
    """Write a file into the user's own folder of pages to look at; where it is. Raises RefusedWrite.

    One that is there already as it should be stays: Excel opens no second workbook of a name.
    """
    path = pages_folder(this_machine()) / name
    with suppress(OSError):
        if path.read_bytes() == content:
            return path
    return place_beside(path, content)


def pages_folder(machine: Machine) -> Path:
    """Where pages to look at are, out of sight of other users."""
    return machine.own_folder() / "pages"


def remove_file(path: Path) -> bool:
    """Delete a file; whether there was one. Raises RefusedWrite."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _refusal(path, error) from None
    return True


def _refusal(path: Path, error: OSError, in_use: str = IN_USE) -> RefusedWrite:
    if isinstance(error, PermissionError):
        return RefusedWrite(in_use.format(path=path))
    return RefusedWrite(FAILED.format(path=path, reason=reason_of(error)))
