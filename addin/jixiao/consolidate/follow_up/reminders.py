"""催报: the units that somebody has to be called about, and what to ask of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jixiao.consolidate.judging.organisation import Expected, Organisation


class Situation(StrEnum):
    """Why a unit is called: it sent nothing, did not send again what was returned, or its file does not count."""

    MISSING = "missing"
    RETURNED = "returned"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A submission that somebody has to do something about. ``since``: when it was returned, or came."""

    unit: str
    department: str
    file: str
    situation: Situation
    reason: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One call. ``unit`` is the file's name where nobody knows the unit. ``days``: since ``since``, None unknown."""

    unit: str
    code: str
    parent: str
    contact: str
    situation: Situation
    file: str
    reason: str
    since: date | None
    days: int | None


def reminders(
    missing: Iterable[Expected],
    outstanding: Iterable[Outstanding],
    organisation: Organisation | None,
    begun: date | None,
    today: date,
) -> Iterator[Reminder]:
    """Whom to call: first the units that sent nothing (see ``presence``), then what was returned, then the rest.

    ``begun``: when the collection began, from which a missing unit's days are counted.
    """
    for unit in missing:
        sent_nothing = Outstanding(unit.name, "", "", Situation.MISSING, "", begun)
        yield _reminder(_with_parent(unit, organisation), sent_nothing, today)
    for item in sorted(outstanding, key=lambda item: item.situation is not Situation.RETURNED):
        found = _entry(item, organisation)
        unit = _with_parent(found, organisation) if found else Expected("", item.unit or item.file, item.department)
        yield _reminder(unit, item if item.unit or not found else _of_file(item, found), today)


def _entry(item: Outstanding, organisation: Organisation | None) -> Expected | None:
    """Who of the 名单 it is; of a file that could not be read its name may tell."""
    if organisation is None:
        return None
    return organisation.find(item.unit, item.department) if item.unit else organisation.find_in(item.file)


def _with_parent(unit: Expected, organisation: Organisation | None) -> Expected:
    """A unit with the name of the one above, where the 名单 has its code."""
    above = organisation.above(unit) if organisation else None
    return replace(unit, parent=above.name) if above else unit


def _of_file(item: Outstanding, unit: Expected) -> Outstanding:
    """Of a file whose unit only its name tells: the reason says which file is meant."""
    return replace(item, unit=unit.name, reason=f"{item.file}：{item.reason}")


def _reminder(unit: Expected, item: Outstanding, today: date) -> Reminder:
    days = (today - item.since).days if item.since else None
    name = item.unit or item.file
    return Reminder(
        name, unit.code, unit.parent, unit.contact, item.situation, item.file, item.reason, item.since, days
    )
