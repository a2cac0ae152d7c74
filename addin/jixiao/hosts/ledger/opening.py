"""A ledger opened: an existing one, a new one, or one for a single run.

A rollback journal (``DELETE``) and ``synchronous=FULL``: a kill or a power cut at any moment leaves the last batch
that was written, whole. WAL is not used, because it needs memory shared by all who open the file and so breaks on
network shares. Network shares were not tested at all: keep the ledger on a local disk.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jixiao.hosts.ledger.lock import held
from jixiao.hosts.ledger.schema import APPLICATION_ID, VERSION, create_tables, expected_tables, listed_tables
from jixiao.hosts.ledger.sentences import (
    DAMAGED,
    MISSING,
    NEWER,
    NO_FOLDER,
    NOT_A_LEDGER,
    READ_ONLY,
    ledger_error,
    ledger_errors,
)
from jixiao.hosts.ledger.store import Ledger

SUFFIX = ".台账.db"
"""The end of a ledger's name beside its 汇总表."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WAIT_SECONDS = 60.0
_ours = cache(expected_tables)


def ledger_beside(summary: Path) -> Path:
    """Where the ledger of a 汇总表 is kept by default: ``X.xlsx`` → ``X.台账.db``."""
    return summary.with_name(f"{summary.stem}{SUFFIX}")


def ledger_of(path: Path) -> Path:
    """The ledger that is meant: of a 汇总表 the one beside it, where there is one."""
    beside = ledger_beside(path)
    return beside if path.suffix.lower() in (".xlsx", ".xlsm") and beside.is_file() else path


@contextmanager
def open_ledger(path: Path, *, create: bool = True, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger in a file, held against other writers until it is closed.

    ``read_only`` holds nobody up and sees what was last written. ``create``: a missing file is made. Raises
    JixiaoError: no ledger, a damaged or newer one (all untouched), or in use, by whom and since when.
    """
    with ExitStack() as closing:
        is_new = _is_new(path, create and not read_only)
        if not read_only:
            closing.enter_context(held(path))
            is_new = _is_new(path, create)  # another may have made it meanwhile
        closing.enter_context(ledger_errors(path))
        connection = _connected(path, read_only)
        closing.callback(connection.close)
        if not read_only and (is_new or _is_empty(connection)):
            create_tables(connection)
        _refuse_strange(path, connection)
        yield Ledger(connection, path)


@contextmanager
def temporary_ledger() -> Iterator[Ledger]:
    """A ledger for one run, deleted afterwards; it need not outlast a power cut."""
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "ledger.db"
        with ledger_errors(path), ExitStack() as closing:
            connection = _connected(path, read_only=False)
            closing.callback(connection.close)
            connection.execute("PRAGMA synchronous = OFF")
            create_tables(connection)
            yield Ledger(connection, path)


def _is_new(path: Path, create: bool) -> bool:
    """Whether there is no ledger yet; raises JixiaoError where there is something else, or none is to be made."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        if create and path.parent.is_dir():
            return True
        raise ledger_error(NO_FOLDER if create else MISSING, path) from None
    except (OSError, ValueError):
        raise ledger_error(READ_ONLY if path.is_file() else NOT_A_LEDGER, path) from None
    if not header and create:  # a kill came between the making of the file and its first page
        return True
    _refuse_header(path, header)
    return False


def _refuse_header(path: Path, header: bytes) -> None:
    """A database of somebody else's, or of a newer version, is not even opened."""
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        raise ledger_error(NOT_A_LEDGER, path)
    application, version = int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")
    if application != APPLICATION_ID:
        raise ledger_error(NOT_A_LEDGER, path)
    if version != VERSION:
        raise ledger_error(NEWER, path, version=version, known=VERSION)


def _connected(path: Path, read_only: bool) -> sqlite3.Connection:
    """A connection with every safeguard on.

    Reading also opens the file for writing where it may: what a killed writer left is rolled back first.
    """
    uri = _uri(path)
    connection = _first_of([f"{uri}?mode=rw", f"{uri}?mode=ro"] if read_only else [f"{uri}?mode=rwc"])
    for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "cell_size_check = ON", "temp_store = FILE"):
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def _uri(path: Path) -> str:
    """The address of a file as SQLite takes it, also behind a drive letter or on a share."""
    place = path.absolute().as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:', errors='surrogateescape')}"


def _first_of(uris: list[str]) -> sqlite3.Connection:
    """A connection by the first address that the system lets us open and read."""
    for last, uri in ((uri == uris[-1], uri) for uri in uris):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)
        try:
            connection.execute("PRAGMA schema_version")
            return connection
        except sqlite3.OperationalError:
            connection.close()
            if last:
                raise
    raise AssertionError("there is at least one address")


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether a kill undid the making of the tables."""
    return not listed_tables(connection) and connection.execute("PRAGMA user_version").fetchone() == (0,)


def _refuse_strange(path: Path, connection: sqlite3.Connection) -> None:
    """Triggers and views that somebody added would do what nobody asked for."""
    if listed_tables(connection) != _ours():
        raise ledger_error(DAMAGED, path)
