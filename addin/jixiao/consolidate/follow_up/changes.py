"""与上次相比: what changed between two roundups of a collection, unit by unit and figure by figure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from jixiao.consolidate.adding.totals import Totals
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.consolidate.returns.extract import ROW_ROLES
from jixiao.consolidate.returns.submission import Amount, IndicatorLine, Submission
from jixiao.model.figures import Missing

Key = tuple[str, str, str]
"""Unit key, project key; behind them the file, where nobody knows the unit."""

UNITS = "units"
"""The key of how many units are in a total."""


class Kind(StrEnum):
    """What became of a unit or a file since the last time."""

    NEW = "new"
    RESUBMITTED = "resubmitted"
    WITHDRAWN = "withdrawn"
    COVERED = "covered"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Seen:
    """An arrival as a run saw it. ``substance`` is equal where two report the same, whatever their bytes."""

    key: Key
    id: int
    unit: str
    project: str
    file: str
    substance: str
    standing: Standing
    reason: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a unit: the arrival that counted before and the one now, each None where there was none."""

    kind: Kind
    before: Seen | None
    after: Seen | None

    @property
    def shown(self) -> Seen:
        """The arrival to tell of, the new one if there is one."""
        found = self.after or self.before
        assert found is not None  # a move has one end at least
        return found


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not what it was. ``key``: role or fact, ``indicator.某指标.score`` an indicator's score."""

    key: str
    before: Amount
    after: Amount


def moves(before: Iterable[Seen], after: Iterable[Seen]) -> Iterator[Move]:
    """What changed, in the order of the keys. Both streams are sorted by key; only one unit of each is held."""
    for old, new in _side_by_side(_by_key(before), _by_key(after)):
        yield from _of_unit(old, new)


def _by_key(stream: Iterable[Seen]) -> Iterator[tuple[Key, list[Seen]]]:
    return ((key, list(group)) for key, group in groupby(stream, key=lambda seen: seen.key))


def _side_by_side(
    before: Iterator[tuple[Key, list[Seen]]], after: Iterator[tuple[Key, list[Seen]]]
) -> Iterator[tuple[list[Seen], list[Seen]]]:
    old, new = next(before, None), next(after, None)
    while old or new:
        key = min(found[0] for found in (old, new) if found)
        yield (old[1] if old and old[0] == key else []), (new[1] if new and new[0] == key else [])
        old = next(before, None) if old and old[0] == key else old
        new = next(after, None) if new and new[0] == key else new


def _of_unit(old: list[Seen], new: list[Seen]) -> Iterator[Move]:
    """What became of the units of one name: mostly one, of several departments if there are several."""
    known = {(seen.file, seen.substance) for seen in old if seen.standing is Standing.SET_ASIDE}
    aside = [seen for seen in new if seen.standing is Standing.SET_ASIDE and (seen.file, seen.substance) not in known]
    covered = [seen for seen in new if seen.standing is Standing.COVERED]
    for before, after in _pairs(_counted(old), _counted(new)):
        if before is None:
            yield Move(Kind.NEW, None, after)
        elif after is not None:
            yield Move(Kind.RESUBMITTED, before, after)
        elif aside:
            yield Move(Kind.SET_ASIDE, before, aside.pop(0))
        else:
            yield Move(Kind.COVERED if covered else Kind.WITHDRAWN, before, covered.pop(0) if covered else None)
    yield from (Move(Kind.SET_ASIDE, None, seen) for seen in aside)
    if not new:
        yield from (Move(Kind.WITHDRAWN, seen, None) for seen in old if seen.standing is Standing.SET_ASIDE)


def _counted(group: list[Seen]) -> list[Seen]:
    return [seen for seen in group if seen.standing is Standing.COUNTED]


def _pairs(old: list[Seen], new: list[Seen]) -> Iterator[tuple[Seen | None, Seen | None]]:
    """Who is who before and now, without those that report the same; each alone where nobody fits."""
    reported = {seen.substance for seen in old} & {seen.substance for seen in new}
    rest = [seen for seen in new if seen.substance not in reported]
    for before in (seen for seen in old if seen.substance not in reported):
        after = next((seen for seen in rest if _same_department(before, seen)), None)
        if after is not None:
            rest.remove(after)
        yield before, after
    yield from ((None, after) for after in rest)


def _same_department(one: Seen, other: Seen) -> bool:
    return one.department == other.department or not (one.department and other.department)


def figure_changes(before: Submission, after: Submission) -> tuple[FigureChange, ...]:
    """The figures that changed: those of the 汇总表 first, then the facts, then the indicators' scores.

    A fact that only says once more what a figure of the 汇总表 says is left out.
    """
    roles = _changed(ROW_ROLES, before.figures, after.figures)
    told = {(change.before, change.after) for change in roles}
    rest = [key for key in dict.fromkeys((*after.figures, *before.figures)) if key not in ROW_ROLES]
    facts = [
        change
        for change in _changed(rest, before.figures, after.figures)
        if (change.before, change.after) not in told or not change.key.startswith("fund.")
    ]
    old, new = _scores(before.indicators), _scores(after.indicators)
    return (*roles, *facts, *_changed(dict.fromkeys((*new, *old)), old, new))


def total_changes(before: Totals, after: Totals) -> tuple[FigureChange, ...]:
    """How many units there were and what they came to, before and after; all of them, changed or not."""
    units = FigureChange(UNITS, Decimal(before.units), Decimal(after.units))
    roles = [role for role in ROW_ROLES[:2] if role in before.sums or role in after.sums]
    return (units, *(FigureChange(role, _total(before, role), _total(after, role)) for role in roles))


def _total(totals: Totals, role: str) -> Amount:
    return totals.sums[role].total if role in totals.sums else Missing.BLANK


def _changed(keys: Iterable[str], before: Mapping[str, Amount], after: Mapping[str, Amount]) -> list[FigureChange]:
    pairs = ((key, before.get(key, Missing.BLANK), after.get(key, Missing.BLANK)) for key in keys)
    return [FigureChange(*pair) for pair in pairs if pair[1] != pair[2]]


def _scores(lines: Iterable[IndicatorLine]) -> dict[str, Amount]:
    """Indicator → score; equal names of several levels are told apart by their level."""
    found: dict[str, Amount] = {}
    for line in lines:
        key = f"indicator.{line.name}.score"
        found[key if key not in found else f"indicator.{line.level2}/{line.name}.score"] = line.score
    return found
