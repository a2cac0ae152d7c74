"""The ledger as it is read: heads and submissions streamed, never held."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.consolidate.judging.acceptance import Expected, Head, Verdict
from jixiao.consolidate.judging.faults import RETURNED_STATE
from jixiao.consolidate.judging.keys import unit_key as _as_stored
from jixiao.consolidate.returns.submission import Arrival, Refused, Submission
from jixiao.hosts.ledger import statements
from jixiao.hosts.ledger.decisions import (
    Decision,
    ReviewScore,
    decisions_of,
    record_decision,
    scores_in_force,
)
from jixiao.hosts.ledger.listing import Line, listed_lines, one_line
from jixiao.hosts.ledger.offices import same_office
from jixiao.hosts.ledger.originals import sources_from
from jixiao.hosts.ledger.rows import HEAD_COLUMNS, head_of, read_text
from jixiao.hosts.ledger.run_list import RunInfo, run_infos
from jixiao.hosts.ledger.runs import Run, begin_run
from jixiao.hosts.ledger.transactions import expected_units

_PRESENT = "files JOIN arrivals ON arrivals.id = files.arrival WHERE files.gone IS NULL"
_ANSWERS_RETURN = f"""
(state = '{RETURNED_STATE}' AND verdict = '{Verdict.OPEN}' AND EXISTS (
    SELECT 1 FROM arrivals AS returned WHERE {same_office("returned", "arrivals")}
    AND returned.verdict = '{Verdict.RETURNED}' AND returned.substance <> arrivals.substance
)) AS answers_return"""  # only a state that would keep it out makes us look
_HEADS = f"SELECT {', '.join((*HEAD_COLUMNS[:-1], _ANSWERS_RETURN))} FROM {_PRESENT}"


@dataclass(frozen=True)
class Ledger:
    """An open ledger; see ``opening``. Used by one thread of one process at a time."""

    connection: sqlite3.Connection
    path: Path

    def begin(self, command: str, sources: Sequence[str] = ()) -> Run:
        """A new run; what earlier ones recorded is known to it, also those that were killed.

        ``sources``: the folders and files that it was given, to find the workbooks again (see ``originals``).
        """
        return begin_run(self.connection, command, sources_from(self.path, sources))

    def runs(self) -> list[RunInfo]:
        """All runs, the first one first."""
        return run_infos(self.connection)

    def heads(
        self, unit_key: Callable[[str], str] | None = None, project_key: Callable[[str], str] | None = None
    ) -> Iterator[Head]:
        """The arrivals that the sources have now, sorted by unit key and project key, then by number.

        Own keys (as of a 名单 with 曾用名) are functions of the name; they take a sort on disk. Constant memory.
        """
        order = "arrivals.unit_key, arrivals.project_key"
        if unit_key is not None or project_key is not None:
            for name, key in (("own_unit_key", unit_key), ("own_project_key", project_key)):
                self.connection.create_function(name, 1, key or _as_stored, deterministic=True)
            order = "own_unit_key(arrivals.unit), own_project_key(arrivals.project)"
        yield from map(head_of, self._rows(f"{_HEADS} ORDER BY {order}, arrivals.id, files.name"))

    def submissions(self, ids: Iterable[int]) -> Iterator[Submission]:
        """The submissions of these heads, in this order, one at a time; refused files are passed over."""
        query = "SELECT files.name, text FROM files JOIN records ON records.arrival = files.arrival WHERE files.id = ?"
        for id in ids:
            row = self.connection.execute(query, (id,)).fetchone()
            arrival = read_text(row[1]) if row else None
            if isinstance(arrival, Submission):
                yield arrival if arrival.file == row[0] else replace(arrival, file=row[0])

    def arrival(self, head: Head) -> Arrival:
        """The arrival of a head of this ledger."""
        if head.refused:
            return Refused(head.file, head.digest, head.refused, head.refused_code)
        return next(self.submissions([head.id]))

    def lines(self, words: str = "") -> Iterator[Line]:
        """One line a file, sorted by unit; with ``words``, those whose unit, project or file has them in it."""
        return listed_lines(self.connection, words)

    def line_of(self, words: str) -> Line:
        """The line of the unit that words name; raises JixiaoError with the candidates."""
        return one_line(self.connection, words)

    def decide(
        self,
        file: int,
        *,
        verdict: Verdict | None = None,
        review_score: Decimal | str | None = None,
        reason: str = "",
        by: str = "",
    ) -> None:
        """Record a decision on the arrival of a head; see ``decisions``."""
        record_decision(self.connection, file, verdict, review_score, reason, by)

    def decisions(self, file: int) -> list[Decision]:
        """All decisions on the unit or project of a head, on whichever of its files, the first one first."""
        return decisions_of(self.connection, file)

    def review_scores(self) -> Iterator[ReviewScore]:
        """The review scores in force, sorted by unit and project."""
        return scores_in_force(self.connection)

    def standing(self, file: int) -> tuple[str, str, str] | None:
        """Standing, code and reason that the last finished run gave a head; None where it had not come yet."""
        row = self.connection.execute(statements.LAST_STANDING, (file,)).fetchone()
        return None if row is None or row[0] == statements.STANDING_GONE else row

    def expected(self) -> tuple[Expected, ...]:
        """The 名单 of the last run that had one."""
        return expected_units(self.connection)

    def totals(self, run: int) -> str:
        """What a run came to (see ``Totals.to_text``), "" where it did not finish."""
        row = self.connection.execute("SELECT totals FROM runs WHERE id = ?", (run,)).fetchone()
        return str(row[0] or "") if row else ""

    def framework(self) -> str:
        """The id of the framework that most of the files carry now, "" where there are none."""
        query = f"SELECT framework FROM {_PRESENT} AND framework <> '' GROUP BY framework ORDER BY count(*) DESC"
        row = self.connection.execute(f"{query}, framework LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        cursor = self.connection.execute(query, values)
        try:
            for row in cursor:  # noqa: UP028 - ``yield from`` would itself close the cursor, and raise where that fails
                yield row
        finally:
            with suppress(sqlite3.ProgrammingError):  # after Ctrl-C the ledger may be closed before its readers are
                cursor.close()
