"""Deadlines compared with the days on which something was done."""

from datetime import date
from decimal import Decimal

from jixiao.compute.targets.comparison import NO_YEAR, Comparison, undecided
from jixiao.model.targets import Day, Deadline

_EARLY, _LATE = 3, 9
"""A month up to March beside a deadline from September on may be that of the next year."""

_LEAP = 2020


def compare_days(target: Deadline, actual: Deadline) -> Comparison:
    """Met where the last possible day is within the limit, missed where the first one is beyond it."""
    years = (target.last.year, actual.last.year)
    if (years[0] is None) is not (years[1] is None):
        return undecided(NO_YEAR)
    if years[0] is None and actual.last.month <= _EARLY and target.last.month >= _LATE and actual.first is not None:
        return undecided(NO_YEAR)
    limit, last = _date(target.last), _date(actual.last)
    if last <= limit:
        return _measured(True, limit, last)
    if actual.first is not None and _date(actual.first) > limit:
        return _measured(False, limit, _date(actual.first))
    return undecided()


def _measured(met: bool, limit: date, done: date) -> Comparison:
    return Comparison(met, sure=True, gap=Decimal((limit - done).days), unit="天")


def _date(day: Day) -> date:
    """The day; one without a year is put into a leap year, for both sides the same."""
    return date(day.year or _LEAP, day.month, day.day)
