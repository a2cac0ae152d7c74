"""Transactions of a ledger, and the 名单 that it keeps."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from jixiao.consolidate.judging.acceptance import Expected
from jixiao.hosts.ledger.sentences import row_errors


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def now() -> str:
    """The time of day with its offset, to the millisecond, so that what happened can be put in order."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def keep_expected(connection: sqlite3.Connection, units: Iterable[Expected]) -> None:
    """Put a 名单 in the place of the one that is kept, inside a transaction."""
    rows = [
        (unit.code, unit.name, unit.parent, json.dumps(unit.aliases, ensure_ascii=False), unit.contact)
        for unit in units
    ]
    connection.execute("DELETE FROM expected")
    connection.executemany("INSERT INTO expected (code, name, parent, aliases, contact) VALUES (?, ?, ?, ?, ?)", rows)


def expected_units(connection: sqlite3.Connection) -> tuple[Expected, ...]:
    """The 名单 that is kept, in its order."""
    rows = connection.execute("SELECT code, name, parent, aliases, contact FROM expected ORDER BY number").fetchall()
    with row_errors():
        return tuple(
            Expected(code, name, parent, tuple(json.loads(aliases)), contact)
            for code, name, parent, aliases, contact in rows
        )
