"""One cell of a worksheet part in the plain spelling, as Excel, WPS and others spell it: ``read_cell``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jixiao.hosts.xlsx import cell_values
from jixiao.hosts.xlsx.cell_values import Surroundings, short_number
from jixiao.hosts.xlsx.plain_grid import COLUMN, FORMULA, INLINE, ROW_NUMBER
from jixiao.hosts.xlsx.plain_text import TEXT, is_plain, plain_value, unescaped
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.book import EMPTY, Cell, Value
from jixiao.model.cells import column_number

Place = tuple[int, int]

ReadCell = tuple[int, Place, Cell | None, int, str]
"""A cell: its row, its place, what it holds (None where it holds nothing), the number of the shared string that it
shows (-1 where it shows none), its format."""

_VALUE = rf"(?:<v>{TEXT}</v>|<v/>)"
_STYLE = ' s="[0-9]+"'


def _of(kind: str) -> str:
    """Style and type of a cell; programs differ in their order."""
    return rf'(?:(?:{_STYLE})?+ t="{kind}"| t="{kind}"{_STYLE})'


_CELL = re.compile(
    rf'r="{COLUMN}(?:{ROW_NUMBER})"(?:'
    rf"(?:{_of('(?:[nbse]|str|inlineStr)')}|(?:{_STYLE})?+)/>"
    rf"|(?:{_of('[nbe]')}|(?:{_STYLE})?+)>{FORMULA}{_VALUE}?+</c>"
    rf"|{_of('s')}><v>[0-9]{{1,9}}</v></c>"
    rf"|{_of('str')}>{FORMULA}{_VALUE}</c>"
    rf"|{_of('inlineStr')}>{INLINE}</c>)"
)
_PARTS = re.compile(
    r'r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?(?: s="([0-9]+)")?/?>'
    r"(?:<f[^>]*>([^<]*)</f>)?(?:<v>([^<]*)</v>|<v/>|<is><t[^>]*>([^<]*)</t></is>)?"
)
_OF_NUMBERS, _MOST_DIGITS = b"0123456789.-+eE", 9
_COMMON_FORMULA = 600
_NOTHING_AROUND = Surroundings((), {})


@dataclass(frozen=True, slots=True)
class Begin:
    """What stands before the value of a cell: the cells of a template differ in their values alone.

    ``is_formula`` tells of the spelling; its ``formula`` may still be none.
    """

    place: Place
    kind: str
    is_formula: bool
    formula: str | None
    format: str

    def cell(self, stored: str, inline: str = "") -> ReadCell:
        """The cell with this value; raises ValueError where it has none of its type."""
        place, format = self.place, self.format
        if self.kind == "s":
            return place[0], place, EMPTY, int(stored), format
        value = _value(self.kind, stored, inline)
        if value is None and not self.is_formula:
            return place[0], place, None, -1, format
        return place[0], place, tuple.__new__(Cell, (value, self.formula, format)), -1, format

    def cell_of(self, stored: bytes) -> tuple[Cell | None, int]:
        """The cell with this in its ``<v>``, and the shared string that it shows (see ``ReadCell``); raises ValueError
        where a file may not say so.

        Plain digits, as nearly all are, can be nothing else and need not be matched first.
        """
        if self.kind == "s":
            if not stored.isdigit() or len(stored) > _MOST_DIGITS:
                raise ValueError(stored)
            return EMPTY, int(stored)
        exact = None if self.kind else short_number(stored)
        if exact is not None:
            return tuple.__new__(Cell, (exact, self.formula, self.format)), -1
        text = stored.decode()
        if (stored.translate(None, _OF_NUMBERS) or not stored) and not is_plain(text):
            raise ValueError(stored)
        return self.cell(text)[2:4]


def read_cell(text: str, formats: Mapping[str, str]) -> tuple[Begin, ReadCell]:
    """The cell in a text that begins behind ``<c `` and ends with its element, and what it begins with; raises
    ValueError where it is spelled in any other way.
    """
    parts = _PARTS.match(text)
    if parts is None or _CELL.fullmatch(text) is None:
        raise ValueError(text)
    address, first, kind, second, formula, stored, inline = parts.groups(default="")
    place, format = _place(address), formats.get(first or second or "0", GENERAL)
    begin = Begin(place, kind, bool(formula), _formula(formula) or None if formula else None, format)
    return begin, (place[0], place, None, -1, format) if text.endswith("/>") else begin.cell(stored, inline)


def _value(kind: str, stored: str, inline: str) -> Value:
    """The value of a cell that shows no shared string; raises ValueError where it has none of its type."""
    if not kind:
        return cell_values.number(stored) if stored else None
    if kind in ("str", "inlineStr"):
        return plain_value(inline if kind == "inlineStr" else stored)
    return cell_values.decode(kind, unescaped(stored), _NOTHING_AROUND)


@lru_cache(maxsize=16_384)
def _place(address: str) -> Place:
    """Row and column of the address of a cell."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def _formula(formula: str) -> str:
    """The text of a formula as the file spells it; the workbooks of one template have the same ones."""
    return _common_formula(formula) if len(formula) <= _COMMON_FORMULA else plain_value(formula)


_common_formula = lru_cache(maxsize=4096)(plain_value)
