"""与上次相比 from the ledger: two runs laid side by side, and what their figures became."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from jixiao.consolidate.adding.totals import read_totals
from jixiao.consolidate.follow_up.changes import FigureChange, Kind, Move, Seen, figure_changes, moves, total_changes
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.errors import JixiaoError
from jixiao.hosts.ledger.run_list import RunInfo
from jixiao.hosts.ledger.sentences import row_errors
from jixiao.hosts.ledger.statements import STANDING_GONE
from jixiao.hosts.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What became of one unit; ``figures``: those that changed, of a resubmission. ``framework``: its id."""

    move: Move
    figures: tuple[FigureChange, ...] = ()
    framework: str = ""


def last_runs(ledger: Ledger) -> tuple[RunInfo, RunInfo]:
    """The last two finished runs. Raises JixiaoError where there are no two."""
    finished = [run for run in ledger.runs() if run.finished]
    if len(finished) < 2:
        raise JixiaoError(f"台账“{ledger.path.name}”里只有 {len(finished)} 次汇总，还没有上次可以比较。")
    return finished[-2], finished[-1]


def unit_changes(ledger: Ledger, before: int, after: int) -> Iterator[UnitChange]:
    """What changed between two runs, sorted by unit and project; one unit is held at a time."""
    for move in moves(seen_in(ledger.connection, before), seen_in(ledger.connection, after)):
        if move.kind is Kind.RESUBMITTED and move.before and move.after:
            pair = list(ledger.submissions([move.before.id, move.after.id]))
            figures = figure_changes(*pair) if len(pair) == 2 else ()
            yield UnitChange(move, figures, pair[-1].framework if pair else "")
        else:
            yield UnitChange(move)


def run_changes(ledger: Ledger, before: int, after: int) -> tuple[FigureChange, ...]:
    """What all that counted came to in two runs; nothing where one of them kept no totals."""
    texts = ledger.totals(before), ledger.totals(after)
    if not all(texts):
        return ()
    with row_errors():
        return total_changes(*map(read_totals, texts))


def seen_in(connection: sqlite3.Connection, run: int) -> Iterator[Seen]:
    """The arrivals as a run judged them, sorted by key."""
    with closing(connection.execute(_SEEN, (run, STANDING_GONE))) as cursor:
        for id, file, unit_key, project_key, department, unit, project, substance, standing, reason in cursor:
            key = (unit_key, project_key, "" if unit_key else file)
            with row_errors():
                judged = Standing(standing)
            yield Seen(key, id, unit, project, file, substance, judged, reason, department)


_SEEN = """
SELECT files.id, files.name, unit_key, project_key, department_key, unit, project, substance, standing, reason
FROM standings JOIN files ON files.id = standings.file JOIN arrivals ON arrivals.id = files.arrival
WHERE standings.run = (SELECT max(run) FROM standings AS earlier WHERE file = standings.file AND run <= ?)
AND standing <> ?
ORDER BY unit_key, project_key, CASE unit_key WHEN '' THEN files.name ELSE '' END, files.id
"""
