"""A cell's content between its text in the file and a value: doubles become Decimals here, once."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.book import ErrorValue, Value

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_BOOLEANS: dict[str, bool] = {"1": True, "0": False, "true": True, "false": False}
_SMALLEST_NORMAL = 2.2250738585072014e-308  # Excel keeps nothing smaller
_PLAIN_BELOW = 10**15
_EXACT_DIGITS = 15
"""So many digits every double keeps."""

_POINT, _LOOSE_ENDS = b".", (b"0", b".")

EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other parts say about cells: shared strings, number formats by style, day 0 of dates.

    ``date_shift`` is what a stored date lacks to be counted from 1900, in days.
    """

    strings: Sequence[str]
    formats: Mapping[str, str]
    epoch: datetime = EPOCH_1900
    date_shift: int = 0


def decode(kind: str, text: str | None, around: Surroundings) -> Value:
    """The value of a cell of this type (``t``) with this ``<v>`` text; raises ValueError where it is none."""
    if kind == "str":
        return None if text is None else xstring.decode(text)
    text = (text or "").strip()
    if not text:
        return None
    match kind:
        case "n":
            return number(text)
        case "s":
            return _shared_string(text, around.strings)
        case "b":
            return _boolean(text)
        case "e":
            return ErrorValue(text)
        case "d":
            return _serial_day(text, around.epoch)
    raise ValueError(kind)


def text_in(kind: str, stored: str | None, runs: Iterable[str], strings: Sequence[str]) -> str | None:
    """The text of a cell of this type (``t``), None where it holds none; ``runs`` are the pieces of an inline one.

    For those who look at a sheet as it is: nothing is raised where a shared string is missing.
    """
    match kind:
        case "inlineStr":
            return "".join(runs)
        case "str":
            return xstring.decode(stored or "")
        case "s":
            place = whole_number((stored or "").strip())
            return strings[place] if place is not None and place < len(strings) else None
    return None


def decimal_of(number: float) -> Decimal:
    """The Decimal that a double stands for: its shortest 15-digit text, whole numbers in full."""
    text = format(number, ".15g")
    value = Decimal(text)
    if "e+" in text:
        return Decimal(format(value, "f"))
    return value or Decimal(0)


def number_text(value: Decimal) -> str:
    """The shortest text of the double nearest to a value; raises ValueError where a double cannot hold it."""
    number = float(value) if value.is_finite() else math.inf
    if math.isinf(number):
        raise ValueError(value)
    if abs(number) < _SMALLEST_NORMAL:
        return "0"
    if number.is_integer() and abs(number) < _PLAIN_BELOW:
        return str(int(number))
    return repr(number).upper()


def short_number(stored: bytes) -> Decimal | None:
    """The number that digits and a point alone spell as shortly as they can; None for any other spelling.

    They are so few that a double changes nothing about them: it is what ``number`` gives.
    """
    if stored.isdigit():
        return Decimal(stored.decode()) if len(stored) <= _EXACT_DIGITS else None
    if len(stored) > _EXACT_DIGITS or stored[:1] == _POINT or stored.endswith(_LOOSE_ENDS):
        return None
    return Decimal(stored.decode()) if stored.replace(_POINT, b"", 1).isdigit() else None


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal:
    """The number in a ``<v>`` element that holds something; raises ValueError where it is none."""
    text = text.strip()
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return decimal_of(number)


def _shared_string(text: str, strings: Sequence[str]) -> str:
    place = whole_number(text)
    if place is None or place >= len(strings):
        raise ValueError(text)
    return strings[place]


def _boolean(text: str) -> bool:
    known = _BOOLEANS.get(text.lower())
    if known is None:
        raise ValueError(text)
    return known


def _serial_day(text: str, epoch: datetime) -> Decimal:
    """Days since day 0 of an ISO 8601 date, as the strict format stores dates."""
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return decimal_of((moment - epoch).total_seconds() / 86_400)
