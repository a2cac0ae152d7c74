"""The cells of a worksheet part in the plain spelling that most programs write, taken at a stroke.

Regular expressions do in C what a parser does in one call a tag. They take only what is surely well-formed: they
match every byte between ``<sheetData>`` and its end, with the attributes and elements below in this order, and all
that stands around them still goes through the guarded parser, with one row of each kind. Whatever is spelled in
another way is left to the parser as a whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.plain_text import TEXT, is_utf8, plain_text

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_AT_A_TIME = 1 << 18  # characters whose cells are in memory together

FORMULA = rf'(?:<f(?: aca="false")?>{TEXT}</f>)?+'
INLINE = rf'<is><t(?: xml:space="preserve")?>{TEXT}</t></is>'
COLUMN = "(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X(?:[A-E][A-Z]|F[A-D]))"
# A text that is the result of a formula has a <v>, an inline text its <is>: without, no value is not "" but none.
_CELL = (
    rf'<c r="{COLUMN}\1"(?: s="[0-9]+")?+(?:'
    r'(?: t="(?:[nbse]|str|inlineStr)")?+/>'
    rf'|(?: t="[nbe]")?+>{FORMULA}(?:<v>{TEXT}</v>)?+</c>'
    r'| t="s"><v>[0-9]{1,9}</v></c>'
    rf'| t="str">{FORMULA}<v>{TEXT}</v></c>'
    rf'| t="inlineStr">{INLINE}</c>)'
)
ROW_NUMBER = "[1-9][0-9]{0,5}|10[0-3][0-9]{4}|104[0-7][0-9]{3}|1048[0-4][0-9]{2}|10485[0-6][0-9]|104857[0-6]"
_GRID = re.compile(rf'(?:<row r="({ROW_NUMBER})"(?: [^<>/]*+)?(?:/>|>(?:{_CELL})*+</row>))*+')
_ROWS = re.compile(r'<row r="([0-9]+)"([^<>/]*)')
_CELLS = re.compile(
    r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>'
    r"(?:<f[^>]*>([^<]*)</f>)?(?:<v>([^<]*)</v>|<is><t[^>]*>([^<]*)</t></is>)?</c>"
)
_KIND = itemgetter(1)


class PlainCell(NamedTuple):
    """A cell that is not empty, as the file spells it: "" where it says nothing."""

    address: str
    style: str
    kind: str
    formula: str
    value: str
    inline: str


class PlainFrame(NamedTuple):
    """A worksheet part with one empty row of each kind, in the order of ``kinds``, for its own.

    Its ``<sheetData>`` begins at byte ``at``. A kind is what a row's tag says behind its number.
    """

    frame: bytes
    at: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainGrid:
    """A worksheet part taken apart: its frame as a ``PlainFrame`` has it; ``rows`` gives number and kind of each."""

    frame: bytes
    at: int
    kinds: tuple[str, ...]
    rows: list[tuple[str, str]]
    grid: str

    def cells(self) -> Iterator[PlainCell]:
        """The cells that are not empty, in the order of the file, as bare tuples of a ``PlainCell``'s fields."""
        start, end = 0, len(self.grid)
        while start < end:
            stop = self.grid.find("</row>", start + _AT_A_TIME)
            stop = end if stop < 0 else stop
            yield from _CELLS.findall(self.grid, start, stop)
            start = stop


@kept(parts=16)
def plain_grid(data: bytes) -> PlainGrid | None:
    """The part taken apart; None where its cells are spelled in any other way, or it is no UTF-8."""
    apart = taken_apart(data)
    grid = None if apart is None else plain_text(apart[1])
    if apart is None or grid is None or _GRID.fullmatch(grid) is None:
        return None
    rows = _ROWS.findall(grid)
    return PlainGrid(*frame_of(apart[0], apart[2], kinds_of(rows)), rows, grid)


def taken_apart(data: bytes) -> tuple[bytes, bytes, bytes] | None:
    """A part up to the end of ``<sheetData>``, up to ``</sheetData>``, and the rest; None where there is no such, or
    the part is no UTF-8.
    """
    start, stop = data.find(_OPEN), data.rfind(_CLOSE)
    if not 0 <= start < stop or not is_utf8(data):
        return None
    start += len(_OPEN)
    return data[:start], data[start:stop], data[stop:]


def kinds_of(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The kinds of rows, see ``PlainFrame``."""
    return tuple(dict.fromkeys(map(_KIND, rows)))


def frame_of(before: bytes, behind: bytes, kinds: tuple[str, ...]) -> PlainFrame:
    """What stands before and behind a grid that is known to be plain, and to have rows of these kinds."""
    samples = "".join(f'<row r="{number}"{kind}/>' for number, kind in enumerate(kinds, 1)).encode()
    return PlainFrame(before + samples + behind, len(before) - len(_OPEN), kinds)
