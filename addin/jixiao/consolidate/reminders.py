"""催报: the units that somebody has to be called about, and what to ask of them."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jixiao.consolidate.acceptance import Expected
from jixiao.read.pages import plain


class Situation(StrEnum):
    """Why a unit is called: it sent nothing, did not send again what was returned, or its file does not count."""

    MISSING = "missing"
    RETURNED = "returned"
    SET_ASIDE = "set_aside"


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


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A submission that somebody has to do something about."""

    unit: str
    file: str
    situation: Situation
    reason: str
    since: date | None


def missing_units(expected: Iterable[Expected], sent: Set[str]) -> Iterator[Expected]:
    """The units of a 名单 that sent nothing, under no name they are known by; ``sent``: plain names.

    A department that only stands above others is not asked for a workbook of its own.
    """
    expected = list(expected)
    above = {plain(unit.parent) for unit in expected if unit.parent}
    for unit in expected:
        is_above = bool(above & {plain(unit.name), plain(unit.code)} - {""})
        if not is_above and not any(plain(name) in sent for name in (unit.name, *unit.aliases)):
            yield unit


def reminders(
    expected: Iterable[Expected], sent: Set[str], outstanding: Iterable[Outstanding], begun: date | None, today: date
) -> Iterator[Reminder]:
    """Whom to call: first the units that sent nothing, in the order of the 名单, then the others.

    ``begun``: when the collection began, from which a missing unit's days are counted.
    """
    expected = list(expected)
    for unit in missing_units(expected, sent):
        yield _reminder(unit, unit.name, Situation.MISSING, "", "", begun, today)
    known = {plain(name): unit for unit in expected for name in (unit.name, *unit.aliases)}
    for item in outstanding:
        unit = known.get(plain(item.unit), Expected("", item.unit))
        yield _reminder(unit, item.unit or item.file, item.situation, item.file, item.reason, item.since, today)


def _reminder(
    unit: Expected, name: str, situation: Situation, file: str, reason: str, since: date | None, today: date
) -> Reminder:
    days = (today - since).days if since else None
    return Reminder(name, unit.code, unit.parent, unit.contact, situation, file, reason, since, days)
