"""The lock file beside a ledger: who writes into it, on which machine, since when.

The system's own lock on the lock file decides, so a killed process lets go by itself and what it left is taken over.
What the file says serves the message to others, and where another machine made it: its lock may not reach here, so
it is believed. Network shares were not tested.
"""

import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from jixiao.hosts.ledger.sentences import HELD, HELD_ELSEWHERE, READ_ONLY, ledger_error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_MOST = 4096
_BEYOND = 1 << 30
"""The byte that Windows locks, far behind the text, so that others may read who it is."""


def lock_path(ledger: Path) -> Path:
    """The lock file of a ledger."""
    return ledger.with_name(f"{ledger.name}.lock")


def person() -> str:
    """The name that the user has on this machine; "" where the system knows none."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


@contextmanager
def held(ledger: Path) -> Iterator[None]:
    """Hold a ledger against other writers; raises JixiaoError with who holds it since when."""
    handle = _take(ledger)
    try:
        yield
    finally:
        _let_go(lock_path(ledger), handle)


def _take(ledger: Path) -> int:
    path = lock_path(ledger)
    while True:
        handle = _open(ledger, path)
        taken = _locked(handle)
        if taken is False:
            raise _refusal(HELD, ledger, _closed(handle))
        if _still_there(handle, path):
            break
        os.close(handle)  # whoever held it took the file away between our two steps
    holder = _holder(handle)
    if holder and not (_is_here(holder) and (taken or _is_dead(holder))):
        os.close(handle)
        raise _refusal(HELD_ELSEWHERE, ledger, holder)
    _sign(handle)
    return handle


def _open(ledger: Path, path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o666)
    except OSError:
        raise ledger_error(READ_ONLY, ledger) from None


def _is_here(holder: Mapping[str, str]) -> bool:
    """Whether this machine made the lock file, so that its own lock would reach us."""
    return holder.get("machine") == platform.node()


def _is_dead(holder: Mapping[str, str]) -> bool:
    """Whether the process that made the lock file is surely gone (Windows does not tell without harm)."""
    if sys.platform == "win32" or not holder.get("pid", "").isdecimal():
        return False
    try:
        os.kill(int(holder["pid"]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _locked(handle: int) -> bool | None:
    """Whether the lock is ours now; None where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _BEYOND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def _still_there(handle: int, path: Path) -> bool:
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _sign(handle: int) -> None:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    told = {"who": person(), "machine": platform.node(), "since": since, "pid": os.getpid()}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(told, ensure_ascii=False).encode())


def _closed(handle: int) -> Mapping[str, str]:
    """Who holds it, and the handle given back."""
    try:
        return _holder(handle)
    finally:
        os.close(handle)


def _holder(handle: int) -> Mapping[str, str]:
    """What a lock file says; nothing where it says nothing that we understand."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        found = json.loads(os.read(handle, _MOST) or b"{}")
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _refusal(sentence: str, ledger: Path, holder: Mapping[str, str]) -> Exception:
    since = holder.get("since", "").replace("T", " ")[:16] or "刚才"
    who, machine = holder.get("who") or "另一个程序", holder.get("machine") or "本机"
    return ledger_error(sentence, ledger, who=who, machine=machine, since=since, lock=lock_path(ledger).name)


def _let_go(path: Path, handle: int) -> None:
    """Take the lock file away while it is still ours (Windows only lets a closed one go)."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
    if sys.platform != "win32":
        with suppress(OSError):
            path.unlink()
    with suppress(OSError):
        os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()
