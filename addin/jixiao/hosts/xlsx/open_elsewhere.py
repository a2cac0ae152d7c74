"""Files that an office program holds open: told by the lock file that it puts beside them."""

import os
from datetime import datetime
from pathlib import Path

from jixiao.hosts.xlsx.refusal import OPEN_ELSEWHERE, STALE_LOCK, unwritable

STALE_HOURS = 24
"""A lock file that is older than this is more likely a left-over than a workbook still open."""

_LOCKS = (("~$", ""), (".~lock.", "#"), (".~", ""))  # what Excel, LibreOffice and WPS put around the name


def refuse_open_elsewhere(path: Path) -> None:
    """Raise Refusal where an office program's lock file stands beside the file."""
    for before, behind in _LOCKS:
        lock = path.parent / f"{before}{path.name}{behind}"
        if not os.path.lexists(lock):
            continue
        since = _left_since(lock)
        if since:
            raise unwritable(STALE_LOCK, lock.name, since=since)
        raise unwritable(OPEN_ELSEWHERE, lock.name)


def _left_since(lock: Path) -> str:
    """When an old lock file was made; "" for one that may well belong to an open workbook."""
    try:
        made = datetime.fromtimestamp(lock.lstat().st_mtime)
    except (OSError, OverflowError, ValueError):
        return ""
    hours = (datetime.now() - made).total_seconds() / 3600
    return f"{made:%Y-%m-%d %H:%M}" if hours > STALE_HOURS else ""
