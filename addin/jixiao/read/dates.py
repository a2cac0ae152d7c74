"""Dates and times as Excel's format codes show them. Their value is the number of days since the end of 1899."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from jixiao.model.decimals import round_half_up

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<padding>[_*].)|\[(?P<elapsed>h+|m+|s+)\]|(?P<bracket>\[[^\]]*\])'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<fraction>\.0+)|(?P<digits>[0#?])"
    r"|(?P<field>y+|m+|d+|h+|s+|e+|a{3,4})|(?P<section>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MAX_LENGTH = 255
_DAY_0, _LEAP_DAY, _LAST_DAY = datetime(1899, 12, 30), 60, 2_958_466
_SYSTEM_DATE = re.compile(r"\[\$-(?:F800|x-sysdate)\].*", re.IGNORECASE | re.DOTALL)
_LONG_DATE = 'yyyy"年"m"月"d"日"'  # what the system shows in China

_WEEKDAYS = "一二三四五六日"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_Piece = tuple[str, str]
"""A kind and what the code says: a fixed text, or a field as it is spelled (``yyyy``)."""


@lru_cache(maxsize=256)
def is_date_code(code: str) -> bool:
    """Whether a format code shows a date or a time, and not a number."""
    return _pieces(code) is not None


def has_day(code: str) -> bool:
    """Whether a format code shows a day of the calendar, and not only a time or a length of time."""
    return any(kind in ("year", "month", "day", "weekday") for kind, _ in _pieces(code) or ())


def show_date(value: Decimal, code: str) -> str | None:
    """A number under the code of a date or time; None where the code shows none, or the number is no day."""
    pieces = _pieces(code)
    if pieces is None or not value.is_finite() or not 0 <= value < _LAST_DAY:
        return None
    places = next((len(text) - 1 for kind, text in pieces if kind == "fraction"), 0)
    seconds = round_half_up(value * 86_400, places)
    moment = _DAY_0 + timedelta(microseconds=int(seconds * 1_000_000))
    if value < _LEAP_DAY:
        moment += timedelta(days=1)  # Excel counts a 29 February 1900
    twelve = any(kind == "half" for kind, _ in pieces)
    return "".join(_shown(kind, text, moment, seconds, twelve) for kind, text in pieces)


@lru_cache(maxsize=256)
def _pieces(code: str) -> tuple[_Piece, ...] | None:
    """The pieces of the section for positive numbers; None where it shows a number or a text."""
    if len(code) > _MAX_LENGTH:
        return None
    tokens = []
    for token in _TOKEN.finditer(_SYSTEM_DATE.sub(_LONG_DATE, code)):
        if token["section"]:
            break
        if token["digits"] or token["general"] or token["other"] == "@":
            return None
        tokens.append(token)
    pieces = tuple(_minutes([piece for token in tokens for piece in _read(token)]))
    return pieces if any(kind not in ("text", "fraction", "half") for kind, _ in pieces) else None


def _read(token: re.Match[str]) -> Iterator[_Piece]:
    field = token["field"]
    if field:
        yield _KINDS[field[0].lower()], field.lower()
    elif token["elapsed"]:
        yield "elapsed", token["elapsed"].lower()
    elif token["half"] or token["fraction"]:
        yield ("half" if token["half"] else "fraction"), token[0]
    elif not token["padding"] and not token["bracket"]:
        yield "text", next(filter(None, (token["quoted"], token["escaped"], token["other"])), "")


_KINDS = {"y": "year", "e": "year", "m": "month", "d": "day", "a": "weekday", "h": "hour", "s": "second"}


def _minutes(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces, an ``m`` behind hours or before seconds taken for minutes."""
    fields = [kind if text[0] != "h" else "hour" for kind, text in pieces if kind not in ("text", "half")]
    fields = ["", *fields, ""]
    at = 0
    for kind, text in pieces:
        at += kind not in ("text", "half")
        is_minute = kind == "month" and len(text) <= 2 and (fields[at - 1] == "hour" or fields[at + 1] == "second")
        yield ("minute" if is_minute else kind), text


def _shown(kind: str, text: str, moment: datetime, seconds: Decimal, twelve: bool) -> str:
    """One piece as it is printed."""
    long = len(text)
    match kind:
        case "year":
            return f"{moment.year % 100:02}" if text in ("y", "yy") else str(moment.year)
        case "month" if long > 2:
            name = _MONTHS[moment.month - 1]
            return name[:3] if long == 3 else name[:1] if long == 5 else name
        case "day" if long > 2:
            name = _DAYS[moment.weekday()]
            return name[:3] if long == 3 else name
        case "weekday":
            return ("周" if long == 3 else "星期") + _WEEKDAYS[moment.weekday()]
        case "half":
            return _half(text, moment.hour >= 12)
        case "fraction":
            return f"{seconds % 1:.{long - 1}f}".removeprefix("0")
        case "elapsed":
            return f"{int(seconds) // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{long}}"
        case "text":
            return text
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    number = {"month": moment.month, "day": moment.day, "hour": hour, "minute": moment.minute}.get(kind, moment.second)
    return f"{number:0{min(long, 2)}}"


def _half(text: str, is_afternoon: bool) -> str:
    morning, afternoon = text.split("/")
    return afternoon if is_afternoon else morning
