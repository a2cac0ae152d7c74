"""The past of a unit: every submission and every decision, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.consolidate.acceptance import Verdict
from jixiao.hosts.ledger.decisions import Decision, decisions_of
from jixiao.hosts.ledger.listing import line_of
from jixiao.hosts.ledger.rows import unit_key
from jixiao.hosts.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``what``: in words, unless it is a ``verdict``. ``score``: self or review score."""

    time: str
    what: str
    verdict: Verdict | None
    score: Decimal | None
    reason: str
    by: str
    file: str


def past_of(ledger: Ledger, words: str) -> tuple[str, list[Event]]:
    """The name of the unit that words name, and its past. Raises JixiaoError as ``line_of``."""
    line = line_of(ledger.connection, words)
    keys = unit_key(line.unit), unit_key(line.project)
    events = [*_submissions(ledger, line.file, keys), *_decisions(decisions_of(ledger.connection, *keys))]
    return line.name, sorted(events, key=lambda event: event.time)


def _submissions(ledger: Ledger, file: str, keys: tuple[str, str]) -> Iterator[Event]:
    """When its files came, with their self scores; where nobody knows the unit, when this file came."""
    for name, time, score, gone, replaced in ledger.connection.execute(_FILES, (*keys, file)):
        yield Event(time, "收到", None, Decimal(score) if score else None, "", "", name)
        if gone:
            yield Event(gone, "换成了新的内容" if replaced else "文件已不在", None, None, "", "", name)


def _decisions(decisions: list[Decision]) -> Iterator[Event]:
    for one in decisions:
        if one.verdict is not None:
            yield Event(one.when, "", one.verdict, None, one.reason, one.by, one.file)
        else:
            what = "撤回复核得分" if one.score_withdrawn else "复核得分"
            yield Event(one.when, what, None, one.review_score, one.reason, one.by, one.file)


_FILES = """
SELECT files.name, min(came.started), self_score,
    CASE WHEN count(*) = count(went.started) THEN max(went.started) END,
    EXISTS (SELECT 1 FROM files AS next WHERE next.name = files.name AND next.first_run = max(files.gone))
FROM files JOIN arrivals ON arrivals.id = files.arrival JOIN runs AS came ON came.id = files.first_run
LEFT JOIN runs AS went ON went.id = files.gone
WHERE unit_key = ? AND project_key = ? AND (unit_key <> '' OR files.name = ?)
GROUP BY files.name, substance ORDER BY min(files.id)
"""
