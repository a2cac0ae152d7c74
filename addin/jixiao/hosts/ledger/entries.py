"""Arrivals as rows of the ledger: ``entry_of(arrival)``, made where a file is read."""

import json
import zlib
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.returns.records import amount_text, arrival_text, reported_text
from jixiao.consolidate.returns.submission import Arrival, Content, Noted, Refused, Submission
from jixiao.model.figures import Missing

_LEVEL = 2  # in six tenths of the time of 6 for 9 % more bytes

COLUMNS = (
    "digest", "substance", "checked", "unit_key", "project_key", "department_key", "content", "unit", "project",
    "department", "year", "money_unit", "framework", "framework_version", "template", "guessed", "state", "modified",
    "refused", "refused_code", "missing", "self_score", "errors", "warnings",
)  # fmt: skip
"""The columns of ``arrivals`` that an arrival itself fills."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An arrival ready to be written into the ledger: cheap to send between processes.

    ``values``: of COLUMNS. ``text``: its record, compressed.
    """

    values: tuple[Any, ...]
    text: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, "" where it could not even be read."""
        return str(self.values[0])

    @property
    def is_refused(self) -> bool:
        """Whether the file could not be read as a submission."""
        return bool(self.values[COLUMNS.index("refused")])

    @property
    def refused_code(self) -> str:
        """The kind of trouble for which it could not, see ``Refused``."""
        return str(self.values[COLUMNS.index("refused_code")])

    @property
    def checked(self) -> bool:
        """Whether its rules were run."""
        return bool(self.values[COLUMNS.index("checked")])


def entry_of(arrival: Arrival) -> Entry:
    """What the ledger keeps of an arrival; made in a worker process, it spares the parent the work."""
    text = arrival_text(arrival)
    blank = dict.fromkeys(COLUMNS, "") | {"content": Content.OTHER, "guessed": 0, "checked": 0}
    told = _of_refused(arrival) if isinstance(arrival, Refused) else _of_submission(arrival)
    row = {**blank, "missing": "[]", "errors": None, "warnings": None, "substance": _substance(arrival, text), **told}
    return Entry(tuple(row[name] for name in COLUMNS), zlib.compress(text.encode(), _LEVEL))


def _of_refused(arrival: Refused) -> dict[str, Any]:
    return {"digest": arrival.digest, "refused": arrival.reason, "refused_code": arrival.code}


def _of_submission(arrival: Submission) -> dict[str, Any]:
    own = {name: getattr(arrival, name) for name in COLUMNS if hasattr(arrival, name)}
    score = arrival.figures.get("self_score", Missing.BLANK)
    return own | {
        "guessed": int(arrival.guessed),
        "checked": int(arrival.findings is not None),
        "unit_key": unit_key(arrival.unit),
        "project_key": unit_key(arrival.project),
        "missing": json.dumps(arrival.missing, ensure_ascii=False),
        "department_key": unit_key(arrival.department),
        "self_score": amount_text(score) if isinstance(score, Decimal) else "",
        "errors": _count(arrival, "error"),
        "warnings": _count(arrival, "warning"),
    }


def _count(arrival: Submission, severity: str) -> int | None:
    """How many findings of a severity; None where nothing was checked."""
    if arrival.findings is None:
        return None
    return sum(finding.severity == severity and not _settled(finding) for finding in arrival.findings)


def _settled(finding: Noted) -> bool:
    """An explanation settles a warning, never an error."""
    return finding.severity != "error" and bool(finding.explanation)


def _substance(arrival: Arrival, text: str) -> str:
    """A hash of what an arrival reports, whatever its bytes and its name.

    Saving a workbook anew, or setting the state on its cover, is no other report: what was decided of it stands.
    """
    if isinstance(arrival, Refused) or not arrival.unit:  # nothing tells whether two of them are of one unit
        return arrival.digest
    said = sorted((found.code, found.place, found.explanation) for found in arrival.findings or () if found.explanation)
    return sha256(f"{reported_text(text)}{said}".encode()).hexdigest()
