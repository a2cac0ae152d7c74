"""The rows of worksheet parts in the plain spelling, one by one: those of a template come again in every workbook.

What was read of a row is kept under its very text, so that a workbook costs about as much as what differs in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jixiao.hosts.xlsx import cell_values
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.plain_grid import COLUMN, FORMULA, INLINE, ROW_NUMBER
from jixiao.hosts.xlsx.plain_text import TEXT, plain_value, unescaped
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.book import EMPTY, Cell, Value
from jixiao.model.cells import column_number

Place = tuple[int, int]

_END = "</row>"
_BEFORE = r'(?:(?! r=")(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+"))*+'
_EMPTY = rf'(?:<row{_BEFORE} r="(?:{ROW_NUMBER})"(?: [^<>/]*+)?/>)*+'
_REST = re.compile(_EMPTY)
_VALUE = rf"(?:<v>{TEXT}</v>|<v/>)"
_STYLE = ' s="[0-9]+"'


def _of(kind: str) -> str:
    """Style and type of a cell; programs differ in their order."""
    return rf'(?:(?:{_STYLE})?+ t="{kind}"| t="{kind}"{_STYLE})'


_CELL = (
    rf'<c r="{COLUMN}\1"(?:'
    rf"(?:{_of('(?:[nbse]|str|inlineStr)')}|(?:{_STYLE})?+)/>"
    rf"|(?:{_of('[nbe]')}|(?:{_STYLE})?+)>{FORMULA}{_VALUE}?+</c>"
    rf"|{_of('s')}><v>[0-9]{{1,9}}</v></c>"
    rf"|{_of('str')}>{FORMULA}{_VALUE}</c>"
    rf"|{_of('inlineStr')}>{INLINE}</c>)"
)
_ROW = re.compile(rf'{_EMPTY}<row{_BEFORE} r="({ROW_NUMBER})"(?: [^<>/]*+)?>(?:{_CELL})*+')
_TAGS = re.compile(rf'<row({_BEFORE}) r="([0-9]+)"([^<>/]*)')
_CELLS = re.compile(
    r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?(?: s="([0-9]+)")?>'
    r"(?:<f[^>]*>([^<]*)</f>)?(?:<v>([^<]*)</v>|<v/>|<is><t[^>]*>([^<]*)</t></is>)?</c>"
)

_COMMON_FORMULA, _COMMON_ROW = 600, 16_384
_KEPT_CHARACTERS, _KEPT_STYLES = 4_000_000, 4
"""Of rows that are kept, for one set of styles each; a row takes about three times its characters."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row and the empty ones before it: ``rows`` as (number, the rest of the tag), and the cells in their order.

    A cell that shows a shared string is still without it: ``shown`` tells its place, the string's number, the format.
    ``count``: how many cells hold something.
    """

    rows: tuple[tuple[str, str], ...]
    cells: Mapping[Place, Cell]
    shown: tuple[tuple[Place, int, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """All rows of a grid."""

    rows: list[tuple[str, str]]
    cells: dict[Place, Cell]
    count: int


def read_rows(grid: str, around: Surroundings, longest: int) -> ReadGrid | None:
    """The rows between ``<sheetData>`` and its end; None where one is spelled in any other way, or has a text that is
    ``longest`` or more. Dates stay as they are stored.
    """
    *texts, rest = grid.split(_END)
    if _REST.fullmatch(rest) is None:
        return None
    known, found = _kept.under(around.formats), ReadGrid([], {}, 0)
    rows, cells, strings, count = found.rows, found.cells, around.strings, 0
    for text in texts:
        row = known.get(text) or _row(text, around, longest)
        if row is None:
            return None
        known[text] = row
        rows += row.rows
        cells |= row.cells
        count += row.count
        for place, number, format in row.shown:
            if number >= len(strings):
                return None
            cells[place] = tuple.__new__(Cell, (strings[number], None, format))
    rows += _tags(rest)
    return ReadGrid(rows, cells, count)


class _Kept:
    """Rows read by their text, for the sets of styles last seen."""

    def __init__(self) -> None:
        self._known: list[tuple[Mapping[str, str], _Rows]] = []

    def under(self, formats: Mapping[str, str]) -> "_Rows":
        """The rows known of workbooks with these very styles."""
        for number, (seen, rows) in enumerate(self._known):
            if seen is formats:
                if number:
                    self._known.insert(0, self._known.pop(number))
                return rows
        self._known.insert(0, (formats, _Rows()))
        del self._known[_KEPT_STYLES:]
        return self._known[0][1]


class _Rows(dict[str, ReadRow]):
    """Rows by their text; forgotten all at once where they become too many."""

    def __init__(self) -> None:
        super().__init__()
        self._characters = 0

    def __setitem__(self, text: str, row: ReadRow) -> None:
        if text in self or len(text) > _COMMON_ROW:
            return
        self._characters += len(text)
        if self._characters > _KEPT_CHARACTERS:
            self.clear()
            self._characters = len(text)
        super().__setitem__(text, row)


_kept = _Kept()


def _row(text: str, around: Surroundings, longest: int) -> ReadRow | None:
    if len(text) >= longest or _ROW.fullmatch(text) is None:
        return None
    try:
        return _cells(text, around)
    except (ValueError, IndexError):
        return None


def _cells(text: str, around: Surroundings) -> ReadRow:
    """What a row holds; raises ValueError where a cell cannot be read."""
    cells: dict[Place, Cell] = {}
    shown: dict[Place, tuple[Place, int, str]] = {}
    count = 0
    for address, first, kind, second, formula, stored, inline in _CELLS.findall(text):
        place, format = place_of(address), around.formats.get(first or second or "0", GENERAL)
        if kind == "s":
            shown[place], cells[place] = (place, int(stored), format), EMPTY
            count += 1
            continue
        value = _value(kind, stored, inline, around)
        if value is not None or formula:
            cells[place] = Cell(value, formula_text(formula) or None if formula else None, format)
            shown.pop(place, None)  # of two cells in one place the last one counts
            count += 1
    return ReadRow(tuple(_tags(text)), cells, tuple(shown.values()), count)


def _tags(text: str) -> list[tuple[str, str]]:
    """Number and other attributes of each row."""
    return [(number, before + behind) for before, number, behind in _TAGS.findall(text)]


def _value(kind: str, stored: str, inline: str, around: Surroundings) -> Value:
    if not kind:
        return cell_values.number(stored) if stored else None
    if kind in ("str", "inlineStr"):
        return plain_value(inline if kind == "inlineStr" else stored)
    return cell_values.decode(kind, unescaped(stored), around)


@lru_cache(maxsize=16_384)
def place_of(address: str) -> Place:
    """Row and column of the address of a cell."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def formula_text(formula: str) -> str:
    """The text of a formula as the file spells it; the workbooks of one template have the same ones."""
    return _common_formula(formula) if len(formula) <= _COMMON_FORMULA else plain_value(formula)


_common_formula = lru_cache(maxsize=4096)(plain_value)
