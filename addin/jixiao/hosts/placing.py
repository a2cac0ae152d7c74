"""A file into its place: at once or not at all."""

import os
import tempfile
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from jixiao.errors import RefusedWrite

IN_USE = "{path}：写不进去，文件正被占用或没有权限。请关闭所有 Excel 和 LibreOffice 窗口后再试。"
EXISTS = "{path}：已有这个文件，没有覆盖。请换一个文件名，或先把它移走。"
FAILED = "{path}：写不进去（{reason}）。请检查文件夹、磁盘空间和写权限。"


def place_file(path: Path, content: bytes) -> None:
    """Write a file whole, in place of an older one, with the folders above it. Raises RefusedWrite."""
    temporary = path.with_name(f".jixiao-{os.urandom(8).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        raise _refusal(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def place_new_file(path: Path, content: bytes) -> None:
    """The same where there is no file of that name. Raises RefusedWrite; what is there is never replaced."""
    if path.exists():
        raise RefusedWrite(EXISTS.format(path=path))
    place_file(path, content)


def place_beside(path: Path, content: bytes) -> Path:
    """The same under the next free name, ``名单.xlsx``, ``名单(2).xlsx`` …: where it was written."""
    names = (path.with_stem(f"{path.stem}({number})") for number in count(2))
    free = next(one for one in chain((path,), names) if not one.exists())
    place_new_file(free, content)
    return free


def place_to_look_at(name: str, content: bytes) -> Path:
    """Write a file into a temporary folder of its own, readable by its user only; where it is.

    Raises RefusedWrite.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="jixiao-"))
    except OSError as error:
        raise _refusal(Path(tempfile.gettempdir()), error) from None
    place_file(folder / name, content)
    return folder / name


def remove_file(path: Path) -> bool:
    """Delete a file; whether there was one. Raises RefusedWrite."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _refusal(path, error) from None
    return True


def _refusal(path: Path, error: OSError) -> RefusedWrite:
    if isinstance(error, PermissionError):
        return RefusedWrite(IN_USE.format(path=path))
    return RefusedWrite(FAILED.format(path=path, reason=error.strerror))
