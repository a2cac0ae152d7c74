"""Where everything of a form stands: plain values, so that it can be tried without LibreOffice.

Sizes are LibreOffice's MAP_APPFONT: a quarter of the mean width of a letter and an eighth of its height, so that a
form grows with the font of the desktop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .exchange import FieldContent, FormContent

NARROW, WIDE = 260, 340
MARGIN = 8
LINE = 9
"""A line of text with the space to the next."""

ROW = 14
"""A field of one line, and a button."""

GAP = 5
BUTTON = 50
SIGN = 4
"""Half of a Chinese sign's width."""

LINES_SHOWN = 14
"""More lines of text than these are shown in a field with a bar to scroll."""

CHOICES_SHOWN = 8
LINES_TO_TYPE = 4
COLUMNS_BESIDE = 20
"""Captions stand to the left of their fields where all of them are at most that wide, else above."""

COLUMNS_BESIDE_PATH = 14
"""A path is long and has a button beside it, and an explanation is long."""

COLUMNS_NARROW = 36
"""A form with a choice or a value wider than this is a wide one."""

KEY = 16
"""Where LibreOffice adds a letter to press with Alt to a caption: ``年度(D)``."""


class Box(NamedTuple):
    """A place in the form."""

    left: int
    top: int
    width: int
    height: int


class Placed(NamedTuple):
    """A field, its caption, and its button for a path, with their places."""

    field: FieldContent
    caption: Box
    entry: Box
    browse: Box | None


class Plan(NamedTuple):
    """A form. ``scrolls``: the text is too long to stand as it is. ``buttons`` is the place of the last of them."""

    width: int
    height: int
    text: Box | None
    scrolls: bool
    fields: Sequence[Placed]
    hint: Box
    buttons: Box


def plan_of(form: FormContent) -> Plan:
    """The places of everything in a form: its text, the fields one below the other, a hint, the buttons."""
    width = WIDE if any(map(_is_wide, form["fields"])) else NARROW
    inner, top = width - 2 * MARGIN, MARGIN
    lines = sum(lines_of(text, inner) for text in form["text"])
    text = Box(MARGIN, top, inner, min(lines, LINES_SHOWN) * LINE + 4) if lines else None
    top += text.height + GAP if text else 0
    fields = list(_fields(form["fields"], top, inner))
    top = fields[-1].entry.top + fields[-1].entry.height + GAP if fields else top
    hint = Box(MARGIN, top, inner, LINE if fields else 0)
    buttons = Box(width - MARGIN - BUTTON, hint.top + hint.height + GAP, BUTTON, ROW)
    return Plan(width, buttons.top + ROW + MARGIN, text, lines > LINES_SHOWN, fields, hint, buttons)


def lines_of(text: str, width: int) -> int:
    """How many lines a paragraph takes in a width."""
    return max(1, -(-columns_of(text) * SIGN // width))


def columns_of(text: str) -> int:
    """How wide a text is; Chinese signs count 2."""
    return sum(2 if east_asian_width(sign) in "FWA" else 1 for sign in text)


def is_list(field: FieldContent) -> bool:
    """Whether all choices stand there to be read, rather than drop down."""
    return field["kind"] == "choice" and (len(field["choices"]) <= CHOICES_SHOWN or _is_wide(field))


def is_path(field: FieldContent) -> bool:
    """Whether a file or folder is asked for."""
    return field["kind"].endswith(("folder", "_file"))


def _is_long(field: FieldContent) -> bool:
    return is_path(field) or field["kind"] == "long_text"


def _is_wide(field: FieldContent) -> bool:
    texts = [field["value"] if is_path(field) else "", *(choice["caption"] for choice in field["choices"])]
    return max(map(columns_of, texts)) > COLUMNS_NARROW


def _fields(fields: Sequence[FieldContent], top: int, width: int) -> Iterator[Placed]:
    widest = max((columns_of(field["caption"]) for field in fields), default=0)
    most = COLUMNS_BESIDE_PATH if any(map(_is_long, fields)) else COLUMNS_BESIDE
    beside = widest * SIGN + KEY if widest <= most else 0
    for field in fields:
        placed = _placed(field, top, width, beside)
        yield placed
        top = placed.entry.top + placed.entry.height + GAP


def _placed(field: FieldContent, top: int, width: int, beside: int) -> Placed:
    """``beside`` is the room for a caption to the left of its field, 0 where it stands above."""
    caption = Box(MARGIN, top + 3, beside, LINE) if beside else Box(MARGIN, top, width, LINE)
    left = MARGIN + (beside + GAP if beside else 0)
    own = MARGIN + width - left
    top += 0 if beside else LINE + 1
    if not is_path(field):
        return Placed(field, caption, Box(left, top, own, _height(field)), None)
    browse = Box(MARGIN + width - BUTTON, top, BUTTON, ROW)
    return Placed(field, caption, Box(left, top, own - BUTTON - GAP, ROW), browse)


def _height(field: FieldContent) -> int:
    if field["kind"] == "long_text":
        return LINES_TO_TYPE * LINE + 4
    if not is_list(field):
        return ROW
    return max(2, min(len(field["choices"]), CHOICES_SHOWN)) * LINE + 6
