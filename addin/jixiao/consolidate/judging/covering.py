"""What the 汇总表 of departments cover, once they count themselves: whose figures are in them already.

A row of another name than the 汇总表's own department stands for a unit, or for all that is below a department. Which
of the two, its partial sum tells (of more than one submission), the 名单, or a 汇总表 of that name among the arrivals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jixiao.consolidate.adding.totals import read_totals
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Amount, Submission, SummaryRow

RowKey = tuple[str, str]
"""The keys of a unit and its project."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a unit has a row: the 汇总表 of which department, in which file; the figures there and their unit."""

    owner: str
    file: str
    figures: Mapping[str, Amount] = field(default_factory=dict)
    money_unit: str = ""


@dataclass(frozen=True)
class Covers:
    """``rows``: unit and project → the 汇总表 that list them. ``whole``: department → the file in which one row stands
    for all of it; ``unclear``: in which one row may do so or not. ``owners``: departments of which a 汇总表 counts →
    its file.
    """

    rows: Mapping[RowKey, tuple[Listed, ...]] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)
    unclear: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


def covers_of(summaries: Iterable[Submission], organisation: Organisation | None = None) -> Covers:
    """What the 汇总表 that count themselves cover. Held in memory: one entry a row."""
    rows: dict[RowKey, tuple[Listed, ...]] = {}
    whole: dict[str, str] = {}
    unclear: dict[str, str] = {}
    owners: dict[str, str] = {}
    for summary in summaries:
        owner = listed_key(summary.unit, organisation)
        owners.setdefault(owner, summary.file)
        for row in summary.rows:
            unit = listed_key(row.unit, organisation)
            key = unit, unit_key(row.project)
            rows[key] = (*rows.get(key, ()), Listed(owner, summary.file, row.figures, summary.money_unit))
            if unit != owner and not is_of_one(row):
                (whole if is_of_several(row) else unclear).setdefault(unit, summary.file)
    return Covers(rows, whole, unclear, owners)


def is_of_one(row: SummaryRow) -> bool:
    """Whether a row carries the partial sum of one submission."""
    return _members(row) == 1


def is_of_several(row: SummaryRow) -> bool:
    """Whether a row carries the partial sum of more than one submission."""
    return _members(row) > 1


def _members(row: SummaryRow) -> int:
    """Of how many submissions the partial sum of a row is, 0 where it carries none."""
    try:
        return read_totals(row.parts).units if row.parts else 0
    except ValueError:
        return 0


def listed_key(unit: str, organisation: Organisation | None = None) -> str:
    """The key of a unit: that of its name in the 名单, if it is there under whatever name, else of its own name.

    Heads are sorted by it (and by ``unit_key`` of their project) before they are judged.
    """
    entry = organisation.find(unit) if organisation and unit else None
    return unit_key(entry.name if entry else unit)
