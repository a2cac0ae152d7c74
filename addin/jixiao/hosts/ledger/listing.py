"""The ledger as a list that a person reads: one line a file that the sources have now."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal

from jixiao.consolidate.judging.acceptance import Standing, Verdict
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.returns.submission import Content
from jixiao.errors import JixiaoError
from jixiao.hosts.ledger.decisions import WITHDRAWN
from jixiao.hosts.ledger.offices import same_office
from jixiao.hosts.ledger.sentences import row_errors
from jixiao.hosts.xlsx.refusal import shown

_MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One file, what became of it and what was decided.

    ``id``: that of its head. ``received``: when what it reports came first (ISO 8601). ``standing``: None before the
    first finished run. ``errors``, ``warnings``: None where it was not checked. ``score_is_old``: the review score
    was given before the figures changed.
    """

    id: int
    file: str
    unit: str
    project: str
    department: str
    year: str
    content: Content
    received: str
    standing: Standing | None
    reason: str
    errors: int | None
    warnings: int | None
    self_score: Decimal | None
    review_score: Decimal | None
    score_is_old: bool
    verdict: Verdict
    state: str
    refused: str

    @property
    def name(self) -> str:
        """The unit with its project, or the file where nobody knows the unit."""
        return "｜".join(filter(None, (self.unit, self.project))) or self.file


def listed_lines(connection: sqlite3.Connection, words: str = "") -> Iterator[Line]:
    """All lines, sorted by unit and project; with ``words``, those whose unit, project or file has them in it."""
    wanted = unit_key(words)
    with closing(connection.execute(_LINES)) as cursor:
        for row in cursor:
            line = _line(*row)
            if not wanted or wanted in unit_key(line.unit + line.project) or wanted in unit_key(line.file):
                yield line


def one_line(connection: sqlite3.Connection, words: str) -> Line:
    """The line of the unit that words name: by name, by code in the 名单, by file, or by part of the name.

    Of several files of one unit the one that counts, else the newest. Raises JixiaoError with the candidates where
    the words fit several units, or none.
    """
    wanted = unit_key(_name_of_code(connection, words) or words)
    found = [line for line in listed_lines(connection) if _fits(line, wanted)]
    exact = [line for line in found if wanted in _names(line)]
    units = {_key(line): line for line in exact or found}
    if not wanted or not units:
        raise JixiaoError(f"台账里没有找到“{shown(words)}”，请用 jixiao ledger show 查看单位名称。")
    if len(units) > 1:
        named = "、".join(shown(_named(line, units.values())) for line in list(units.values())[:_MOST_CANDIDATES])
        more = "等" if len(units) > _MOST_CANDIDATES else ""
        raise JixiaoError(f"“{shown(words)}”对得上 {len(units)} 个：{named}{more}，请写全名称。")
    return max(exact or found, key=lambda line: (line.standing is Standing.COUNTED, line.received, line.id))


def _key(line: Line) -> tuple[str, ...]:
    """What tells units apart."""
    return unit_key(line.unit), unit_key(line.project), unit_key(line.department), "" if line.unit else line.file


def _named(line: Line, others: Iterable[Line]) -> str:
    """Its name, with the department where another unit has the same."""
    doubled = sum(other.name == line.name for other in others) > 1
    return f"{line.department}{line.name}" if doubled else line.name


def _names(line: Line) -> tuple[str, ...]:
    """What names a line exactly."""
    unit, project = unit_key(line.unit), unit_key(line.project)
    file = unit_key(line.file)
    known = (unit, unit + project, f"{unit}|{project}", unit_key(line.department) + unit) if unit else ()
    return (*known, file, file.rsplit("/", 1)[-1])


def _fits(line: Line, wanted: str) -> bool:
    return any(wanted in name for name in _names(line))


def _name_of_code(connection: sqlite3.Connection, words: str) -> str:
    row = connection.execute("SELECT name FROM expected WHERE code <> '' AND code = ?", (words.strip(),)).fetchone()
    return str(row[0]) if row else ""


def _line(*row: object) -> Line:
    told = dict(zip(_FIELDS, row, strict=True))
    score = told["review_score"]
    with row_errors():
        return Line(
            **told  # type: ignore[arg-type]
            | {
                "content": Content(str(told["content"])),
                "standing": Standing(str(told["standing"])) if told["standing"] else None,
                "self_score": Decimal(str(told["self_score"])) if told["self_score"] else None,
                "review_score": None if score in (None, WITHDRAWN) else Decimal(str(score)),
                "score_is_old": bool(told["score_is_old"]),
                "verdict": Verdict(str(told["verdict"])),
            }
        )


_FIELDS = (
    "id", "file", "unit", "project", "department", "year", "content", "received", "standing", "reason", "errors",
    "warnings", "self_score", "review_score", "score_is_old", "verdict", "state", "refused",
)  # fmt: skip
_LINES = f"""
SELECT files.id, files.name, arrivals.unit, arrivals.project, arrivals.department, arrivals.year,
    arrivals.content, runs.started, standing,
    coalesce(standings.reason, ''), arrivals.errors, arrivals.warnings, arrivals.self_score, decisions.review_score,
    decisions.arrival IS NOT NULL AND given.substance <> arrivals.substance, arrivals.verdict,
    arrivals.state, arrivals.refused
FROM files JOIN arrivals ON arrivals.id = files.arrival JOIN runs ON runs.id = arrivals.received
LEFT JOIN standings ON standings.file = files.id AND standing <> 'gone'
    AND standings.run = (SELECT max(run) FROM standings WHERE file = files.id)
LEFT JOIN decisions ON decisions.id = (
    SELECT max(scored.id) FROM decisions AS scored JOIN arrivals AS old ON old.id = scored.arrival
    WHERE {same_office("old", "arrivals")} AND scored.review_score IS NOT NULL
)
LEFT JOIN arrivals AS given ON given.id = decisions.arrival
WHERE files.gone IS NULL ORDER BY arrivals.unit_key, arrivals.project_key, files.name
"""
