"""One run of a command over a collection: what it saw, what came new, what counted."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from jixiao import __version__
from jixiao.consolidate.judging.acceptance import Expected, Judgement, Verdict
from jixiao.consolidate.returns.submission import Arrival
from jixiao.hosts.ledger import statements
from jixiao.hosts.ledger.entries import COLUMNS, Entry, entry_of
from jixiao.hosts.ledger.lock import person
from jixiao.hosts.ledger.transactions import keep_expected, now, transaction

BATCH = 500
"""Arrivals that are written at once; a kill loses the last ones that are not yet, and the next run reads them."""

PAUSE_SECONDS = 2.0
"""After so long a batch is written although it is not full: where reading takes long, less of it is lost."""


@dataclass
class Finish:
    """The end of a run under way: ``hear`` takes each judgement; ``totals``: what the run came to."""

    hear: Callable[[Judgement], None]
    totals: str = ""


@dataclass
class Run:
    """A run under way; made by ``Ledger.begin``.

    In this order: ``knows`` and ``record`` for every file, ``settle``, ``finish``. Breaking off at any point leaves
    what was recorded in whole batches.
    """

    connection: sqlite3.Connection
    id: int
    pending: list[tuple[str, int, float, Entry]] = field(default_factory=list)
    written: float = field(default_factory=monotonic)
    expected: Sequence[Expected] | None = None

    def knows(self, name: str, size: int, time: float, *, checked: bool = False) -> bool:
        """Whether this very file was read by an earlier run, as well as this one would; it is then seen.

        ``time``: when the file was last written, seconds since 1970. A file read by another version of jixiao, or
        unchecked where it is to be checked, is not known.
        """
        row = self.connection.execute(statements.KNOWN, (name, size, time, __version__, int(checked))).fetchone()
        if row is None:
            return False
        self.connection.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", row)
        return True

    def record(self, name: str, size: int, time: float, arrival: Arrival) -> None:
        """Keep what became of a file; ``name`` within the collection is the arrival's own."""
        self.record_entry(name, size, time, entry_of(arrival))

    def record_entry(self, name: str, size: int, time: float, entry: Entry) -> None:
        """As ``record``, of an arrival that a worker made ready."""
        self.pending.append((name, size, time, entry))
        if len(self.pending) >= BATCH or monotonic() - self.written > PAUSE_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what was recorded since the last batch."""
        pending, self.pending, self.written = self.pending, [], monotonic()
        if pending:
            with transaction(self.connection):
                for name, size, time, entry in pending:
                    self._place(name, size, time, self._arrival(name, entry))

    def settle(self) -> list[str]:
        """All sources have been seen: what was not found any more counts no more. The names that vanished."""
        self.flush()
        lost = "gone IS NULL AND id NOT IN (SELECT file FROM temp.seen)"
        with transaction(self.connection):
            gone = [row[0] for row in self.connection.execute(f"SELECT name FROM files WHERE {lost} ORDER BY name")]
            self.connection.execute(f"UPDATE files SET gone = ? WHERE {lost}", (self.id,))
            self.connection.execute(
                "UPDATE files SET last_run = ?, gone = NULL WHERE id IN (SELECT file FROM temp.seen)", (self.id,)
            )
            self.connection.execute("UPDATE runs SET settled = ? WHERE id = ?", (now(), self.id))
        return gone

    def expect(self, units: Iterable[Expected]) -> None:
        """The 名单 of this run; kept with its ``finish``, for the runs to come, 未报名单 and 催报.

        One that was chosen by mistake mostly ends the run, and must not be that of the next one.
        """
        self.expected = tuple(units)

    def _hear(self, judgement: Judgement) -> None:
        """Take down what became of an arrival, for ``finish``."""
        said = (judgement.head.id, judgement.standing.value, judgement.code, judgement.reason)
        self.connection.execute("INSERT OR REPLACE INTO temp.judged VALUES (?, ?, ?, ?)", said)

    def finish(self, judgements: Iterable[Judgement] = (), totals: str = "") -> None:
        """Keep what counted, what the run came to (see ``Totals.to_text``) and its 名单: all of it or nothing.

        ``judgements``: those that were not heard yet, see ``finishing``.
        """
        for judgement in judgements:
            self._hear(judgement)
        with transaction(self.connection):
            if self.expected is not None:
                keep_expected(self.connection, self.expected)
            for file, *told in self.connection.execute("SELECT * FROM temp.judged"):
                self._stand(file, (told[0], told[1], told[2]))
            for (file,) in self.connection.execute(statements.NEWLY_GONE).fetchall():
                self._stand(file, (statements.STANDING_GONE, "", ""))
            self.connection.execute("UPDATE runs SET finished = ?, totals = ? WHERE id = ?", (now(), totals, self.id))

    @contextmanager
    def finishing(self) -> Iterator["Finish"]:
        """As ``finish``, for judgements that come one at a time: all is kept at the end, or nothing.

        An exception inside leaves the run unfinished, as though it had been broken off. Others may go on reading.
        """
        finish = Finish(self._hear)
        yield finish
        self.finish(totals=finish.totals)

    def restate(self, file: int, size: int, time: float, arrival: Arrival) -> None:
        """Keep that we changed a file's bytes ourselves: its new content takes the old one's place and standing.

        The next run reads it all the same: other findings may follow from what was changed.
        """
        with transaction(self.connection):
            self._place(arrival.file, size, time, id := self._arrival(arrival.file, entry_of(arrival)))
            self.connection.execute(statements.INHERIT, (arrival.file, id, file))
            self.connection.execute("UPDATE arrivals SET reader = '' WHERE id = ?", (id,))

    def _stand(self, file: int, told: tuple[str, str, str]) -> None:
        last = self.connection.execute(statements.LAST_STANDING, (file,)).fetchone()
        if last != told:
            self.connection.execute("INSERT INTO standings VALUES (?, ?, ?, ?, ?)", (file, self.id, *told))

    def _place(self, name: str, size: int, time: float, arrival: int) -> None:
        """Note under which name an arrival came; the name's former content is gone."""
        execute = self.connection.execute
        execute(statements.REPLACED, (self.id, name, arrival))
        execute(statements.PLACE, (name, arrival, size, time, self.id, self.id))
        execute("INSERT OR IGNORE INTO temp.seen SELECT id FROM files WHERE name = ? AND arrival = ?", (name, arrival))

    def _arrival(self, name: str, entry: Entry) -> int:
        """The number of an arrival: that of its content where it came before, under whatever name."""
        known = self._known_content(name, entry)
        if known is None:
            return self._new(entry)
        id, reader, checked = known
        if reader != __version__ or checked <= entry.checked:
            self.connection.execute(statements.REPLACE, (__version__, *entry.values, id))
            self.connection.execute("UPDATE records SET text = ? WHERE arrival = ?", (entry.text, id))
        return int(id)

    def _known_content(self, name: str, entry: Entry) -> tuple[Any, ...] | None:
        """The arrival of this content. A refused one is known by its name, too: its reason speaks of that file."""
        if entry.is_refused:
            found = self.connection.execute(statements.BY_NAME, (name, entry.digest))
        else:
            found = self.connection.execute(statements.BY_DIGEST, (entry.digest,))
        row: tuple[Any, ...] | None = found.fetchone()
        return row

    def _new(self, entry: Entry) -> int:
        same = self.connection.execute(statements.SAME_REPORT, (entry.values[COLUMNS.index("substance")],)).fetchone()
        received, verdict = same or (self.id, Verdict.OPEN.value)
        cursor = self.connection.execute(statements.INSERT, (self.id, received, __version__, verdict, *entry.values))
        self.connection.execute("INSERT INTO records VALUES (?, ?)", (cursor.lastrowid, entry.text))
        return int(cursor.lastrowid or 0)


def begin_run(connection: sqlite3.Connection, command: str, sources: Sequence[str]) -> Run:
    """Write down that a run began."""
    with transaction(connection):
        cursor = connection.execute(
            "INSERT INTO runs (command, sources, version, person, started) VALUES (?, ?, ?, ?, ?)",
            (command, json.dumps(list(sources)), __version__, person(), now()),
        )
    return resumed_run(connection, int(cursor.lastrowid or 0))


def resumed_run(connection: sqlite3.Connection, id: int) -> Run:
    """A run to which something is added, with nothing seen yet."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS seen (file INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.seen")
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS judged (file INTEGER PRIMARY KEY, standing TEXT, code TEXT, reason TEXT)"
    )
    connection.execute("DELETE FROM temp.judged")
    return Run(connection, id)
