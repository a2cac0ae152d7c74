"""What reviewers decided: verdicts and review scores (复核得分). The history is kept, nothing is overwritten.

A decision stands for what a workbook reports: for every file that reports just the same of this unit, also when it
was saved anew or its cover's state was set. Figures that changed since ask for a new decision.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.consolidate.judging.acceptance import Verdict
from jixiao.hosts.ledger.lock import person
from jixiao.hosts.ledger.offices import same_office
from jixiao.hosts.ledger.sentences import row_errors
from jixiao.hosts.ledger.transactions import now, transaction

WITHDRAWN = "-"
"""What stands where a score was taken back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: a verdict, a score, or the taking back of one (``OPEN``; ``score_withdrawn``)."""

    unit: str
    project: str
    file: str
    verdict: Verdict | None
    review_score: Decimal | None
    score_withdrawn: bool
    reason: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """The review score in force of a unit or project.

    ``of_current``: it was given for what the unit reports now; else the figures changed since.
    """

    unit: str
    project: str
    department: str
    score: Decimal
    reason: str
    by: str
    when: str
    of_current: bool


def record_decision(
    connection: sqlite3.Connection,
    file: int,
    verdict: Verdict | None,
    review_score: Decimal | str | None,
    reason: str,
    by: str,
) -> None:
    """Record a decision on the arrival of a head. ``review_score`` may be WITHDRAWN. ``by``: else the OS user."""
    score = None if review_score is None else str(review_score)
    with transaction(connection):
        connection.execute(_DECIDE, (verdict and verdict.value, score, reason, by or person(), now(), file))
        if verdict is not None:
            connection.execute(_SPREAD, (verdict.value, file))


def decisions_of(connection: sqlite3.Connection, file: int) -> list[Decision]:
    """All decisions on the unit or project of a head, on whichever of its files, the first one first."""
    return [_decision(*row) for row in connection.execute(_DECISIONS, (file,)).fetchall()]


def scores_in_force(connection: sqlite3.Connection) -> Iterator[ReviewScore]:
    """The scores in force, sorted by unit and project."""
    found = connection.execute(_SCORES, (WITHDRAWN,)).fetchall()  # an open cursor would keep writers out
    for unit, project, department, score, reason, by, when, current in found:
        with row_errors():
            number = Decimal(score)
        yield ReviewScore(unit, project, department, number, reason, by, when, bool(current))


def _decision(
    unit: str, project: str, file: str, verdict: str | None, score: str | None, reason: str, by: str, when: str
) -> Decision:
    withdrawn = score == WITHDRAWN
    with row_errors():
        number = Decimal(score) if score and not withdrawn else None
        return Decision(unit, project, file, Verdict(verdict) if verdict else None, number, withdrawn, reason, by, when)


_DECIDE = """
INSERT INTO decisions (arrival, verdict, review_score, reason, person, time)
SELECT arrival, ?, ?, ?, ?, ? FROM files WHERE id = ?
"""
_SPREAD = """
UPDATE arrivals SET verdict = ?1
WHERE id = (SELECT arrival FROM files WHERE id = ?2) OR substance <> '' AND substance = (
    SELECT substance FROM files JOIN arrivals ON arrivals.id = files.arrival WHERE files.id = ?2
)
"""
_NAME = "coalesce((SELECT name FROM files WHERE files.arrival = arrivals.id ORDER BY gone IS NOT NULL, id LIMIT 1), '')"
_DECISIONS = f"""
SELECT arrivals.unit, arrivals.project, {_NAME}, decisions.verdict, review_score, reason, person, decisions.time
FROM files JOIN arrivals AS asked ON asked.id = files.arrival
JOIN arrivals ON arrivals.id = asked.id OR ({same_office("arrivals", "asked")})
JOIN decisions ON decisions.arrival = arrivals.id
WHERE files.id = ? ORDER BY decisions.id
"""
_SCORES = f"""
SELECT unit, project, department, review_score, reason, person, time, EXISTS (
    SELECT 1 FROM files JOIN arrivals AS now ON now.id = files.arrival
    WHERE files.gone IS NULL AND now.substance = given.substance
)
FROM decisions JOIN arrivals AS given ON given.id = decisions.arrival
WHERE review_score <> ? AND decisions.id = (
    SELECT max(later.id) FROM decisions AS later JOIN arrivals AS scored ON scored.id = later.arrival
    WHERE {same_office("scored", "given")} AND later.review_score IS NOT NULL
)
ORDER BY unit_key, project_key, department_key
"""
