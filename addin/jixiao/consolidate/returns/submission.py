"""A submission: all that consolidation needs of one returned workbook, without the workbook.

It is small, can be sent between processes and machines and kept in the ledger; a million of them are as many
records, never as many workbooks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jixiao.model.figures import Missing

Amount = Decimal | Missing
"""A figure, or why there is none. Missing is never 0."""


class Content(StrEnum):
    """What a returned workbook holds: a unit's own figures, those of a whole department, the rows of a 汇总表, or
    tables of accounts (决算公开表) without an evaluation.
    """

    UNIT = "unit"
    WHOLE_DEPARTMENT = "whole_department"
    SUMMARY = "summary"
    ACCOUNTS = "accounts"
    OTHER = "other"


class IndicatorLine(NamedTuple):
    """One third-level indicator of a workbook; a tuple, because a collection has millions.

    ``target`` and ``actual`` as printed; ``place`` is its score's cell.
    """

    level1: str
    level2: str
    name: str
    points: Amount
    score: Amount
    target: str = ""
    actual: str = ""
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding as it is kept and sent back: rendered, because the workbook it speaks of is not at hand any more."""

    code: str
    severity: str
    place: str
    label: str
    message: str
    hint: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row of a 汇总表 that came in as a submission itself.

    ``figures`` and ``places`` as in ``Submission``; ``parts`` is the exact partial sum that the row was written from
    (``totals.Totals.to_text``, see ``sheets.carried``), "" where the workbook carries none.
    """

    unit: str
    project: str
    figures: Mapping[str, Amount]
    places: Mapping[str, str]
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """What one returned workbook reports.

    ``file``: its name within the collection (``单位/某局.xlsx``, ``报送.zip/某局.xlsx``). ``digest``: SHA-256 of its
    bytes. ``modified``: when it was last saved, by its own word (ISO 8601, "" where it does not say).
    ``framework``: id; ``guessed`` where the workbook carries none, so that only its words speak for that one.
    ``figures``: fact → figure in force, in ``money_unit`` where it is an amount. The roles of the 汇总表
    (``annual_budget``, ``executed``, ``self_score``, ``review_score``) are among them; other keys are facts as in
    ``Framework.facts``. ``places``: the same keys → the cell (``自评表!D5``). ``findings`` is None where the workbook
    was not checked. ``missing``: the amounts that a roundup needs and it does not report, in words with the cell.
    """

    file: str
    digest: str
    content: Content
    unit: str
    department: str = ""
    year: str = ""
    project: str = ""
    state: str = ""
    modified: str = ""
    money_unit: str = ""
    framework: str = ""
    framework_version: str = ""
    template: str = ""
    guessed: bool = False
    grade: str = ""
    figures: Mapping[str, Amount] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[IndicatorLine, ...] = ()
    findings: tuple[Noted, ...] | None = None
    rows: tuple[SummaryRow, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read as a submission. ``reason`` is one sentence with what to do.

    ``code`` tells the kind of trouble (``damaged``, ``password``, ``not_a_workbook``, ``worker_died`` …) for counting.
    """

    file: str
    digest: str
    reason: str
    code: str = "unreadable"


Arrival = Submission | Refused
"""What became of one returned file."""
