"""Days of the calendar as offices write them: 2022年5月18日, 2022-05-18, 2022.5.18, or a date cell."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from jixiao.model.book import Cell
from jixiao.read.dates import has_day, is_date_code

_DAY = re.compile(r"(?P<year>[12][0-9]{3})(?P<sign>[-/.年])(?P<month>[0-9]{1,2})(?:(?P=sign)|月)(?P<day>[0-9]{1,2})日?")
_FIRST, _LAST = 61, 2_958_465
"""Excel's days from 1 March 1900 on, before which it counts a day that never was, to the end of 9999."""

_DAY_0 = date(1899, 12, 30)
_MAX_LENGTH = 40


def day_of(cell: Cell) -> date | None:
    """The day that a cell states, None where it states none, no whole one (2022年5月), or one that never was."""
    value = cell.value
    if isinstance(value, str):
        return _of_text(value)
    is_day = isinstance(value, Decimal) and is_date_code(cell.number_format) and has_day(cell.number_format)
    if not isinstance(value, Decimal) or not is_day or not value.is_finite() or not _FIRST <= value <= _LAST:
        return None
    return _DAY_0 + timedelta(days=int(value))


def _of_text(text: str) -> date | None:
    plain = "".join(unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).split())
    match = _DAY.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # 31 June
        return None


def show_day(day: date) -> str:
    """A day as messages write it: 2022年5月18日."""
    return f"{day.year}年{day.month}月{day.day}日"
