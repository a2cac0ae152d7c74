"""Files of ours that are written whole or not at all."""

import os
from pathlib import Path

from jixiao.errors import RefusedWrite
from jixiao.hosts.reasons import reason_of
from jixiao.hosts.xlsx.new_file import temporary_beside, write_new


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in place of an older one; its folder is made. Raises RefusedWrite, nothing then changed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(path) as temporary:
            write_new(temporary, content)
            temporary.chmod(0o666 & ~_umask())
            os.replace(temporary, path)  # noqa: PTH105 — one name for the atomic step on every system
    except OSError as error:
        raise RefusedWrite(f"{path.name}：写不进去（{reason_of(error)}），请检查文件夹、磁盘空间和写权限。") from None


def _umask() -> int:
    """The permissions that new files of this process go without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
