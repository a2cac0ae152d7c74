"""The past of a unit: every submission and every decision, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.hosts.ledger.decisions import Decision
from jixiao.hosts.ledger.offices import same_office
from jixiao.hosts.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``what``: ``received``, ``replaced``, ``gone``, ``scored``, ``score_withdrawn``, or the
    verdict. ``score``: self or review score.
    """

    time: str
    what: str
    score: Decimal | None
    reason: str
    by: str
    file: str


def past_of(ledger: Ledger, words: str) -> tuple[str, list[Event]]:
    """The name of the unit that words name, and its past. Raises JixiaoError as ``line_of``."""
    line = ledger.line_of(words)
    events = [*_submissions(ledger, line.id), *_decisions(ledger.decisions(line.id))]
    return line.name, sorted(events, key=lambda event: event.time)


def _submissions(ledger: Ledger, file: int) -> Iterator[Event]:
    """When its files came, with their self scores; where nobody knows the unit, when files of this name came."""
    for name, time, score, gone, replaced in ledger.connection.execute(_FILES, (file,)).fetchall():
        yield Event(time, "received", Decimal(score) if score else None, "", "", name)
        if gone:
            yield Event(gone, "replaced" if replaced else "gone", None, "", "", name)


def _decisions(decisions: list[Decision]) -> Iterator[Event]:
    for one in decisions:
        if one.verdict is not None:
            yield Event(one.when, one.verdict.value, None, one.reason, one.by, one.file)
        else:
            what = "score_withdrawn" if one.score_withdrawn else "scored"
            yield Event(one.when, what, one.review_score, one.reason, one.by, one.file)


_FILES = f"""
SELECT name, received, self_score, went, EXISTS (SELECT 1 FROM files WHERE name = told.name AND first_run = told.gone)
FROM (
    SELECT files.name, min(came.started) AS received, arrivals.self_score, min(files.id) AS number,
        CASE WHEN count(*) = count(files.gone) THEN max(files.gone) END AS gone,
        CASE WHEN count(*) = count(files.gone) THEN max(went.started) END AS went
    FROM files AS asked_file JOIN arrivals AS asked ON asked.id = asked_file.arrival
    JOIN files ON files.name = asked_file.name OR asked.unit_key <> ''
    JOIN arrivals ON arrivals.id = files.arrival JOIN runs AS came ON came.id = files.first_run
    LEFT JOIN runs AS went ON went.id = files.gone
    WHERE asked_file.id = ? AND (asked.unit_key = '' OR {same_office("arrivals", "asked")})
    GROUP BY files.name, arrivals.substance
) AS told
ORDER BY number
"""
