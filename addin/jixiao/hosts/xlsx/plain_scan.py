"""Where things stand in a worksheet part whose cells are in the plain spelling. It finds what ``sheet_scan`` would."""

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import pairwise

from jixiao.hosts.xlsx.formula_uses import FormulaUse, Place, Span
from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.plain_grid import PlainGrid, plain_grid
from jixiao.hosts.xlsx.plain_text import plain_value
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.sheet_scan import SheetScan, parsed_scan
from jixiao.model.cells import CellRef, column_number

_ADDRESS = re.compile(r'<(?:row|c) r="([A-Z]*)')
_CELL = re.compile(rb'<c r="(([A-Z]+)[0-9]+)"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(/?)>')
_FORMULA = re.compile(rb"<f([^>]*)>([^<]*)</f>")


def scan_sheet(data: bytes, part: str, places: Collection[Place]) -> SheetScan:
    """Find these cells, or where they belong, in a worksheet part in UTF-8; raises Refusal where it is out of order."""
    plain = plain_scan(data, part, places)
    return parsed_scan(data, part, places) if plain is None else plain


def plain_scan(data: bytes, part: str, places: Collection[Place]) -> SheetScan | None:
    """Find these cells, or where they belong; None where the part is not plain, or a write into it is to be refused."""
    plain = plain_grid(data)
    frame = None if plain is None else _scanned_frame(plain.frame, part, len(plain.kinds))
    if plain is None or frame is None or frame.sheet_data is None or frame.sheet_data.start != plain.at:
        return None
    numbers = [int(number) for number, _ in plain.rows]
    if any(one >= other for one, other in pairwise(numbers)) or not _cells_are_in_order(plain.grid):
        return None
    scan = _moved(frame, plain, len(data) - len(plain.frame))
    columns_by_row: dict[int, list[int]] = {}
    for row, column in sorted(places):
        columns_by_row.setdefault(row, []).append(column)
    attributes = dict(zip(plain.kinds, (frame.rows[number].attributes for number in sorted(frame.rows)), strict=True))
    finder = _Finder(data, scan, plain.at)
    for row, columns in columns_by_row.items():
        place = bisect_right(numbers, row)
        if place and numbers[place - 1] == row:
            finder.find(row, columns, attributes[plain.rows[place - 1][1]])
        elif place < len(numbers):
            scan.row_goes_at[row] = finder.row_start(numbers[place])
    return scan


@kept(parts=64)
def _scanned_frame(frame: bytes, part: str, kinds: int) -> SheetScan | None:
    """The frame of a plain grid; its rows tell the attributes of each kind."""
    try:
        scan = parsed_scan(frame, part, [(number, 1) for number in range(1, kinds + 1)])
    except Refusal:
        return None
    return scan if len(scan.rows) == kinds else None


def _cells_are_in_order(grid: str) -> bool:
    """Whether the cells of each row go from left to right."""
    last, width = "", 0
    for letters in _ADDRESS.findall(grid):
        if letters and len(letters) <= width and (len(letters) < width or letters <= last):
            return False
        last, width = letters, len(letters)
    return True


def _moved(frame: SheetScan, plain: PlainGrid, by: int) -> SheetScan:
    """What stands around the grid, in the part itself."""

    def moved(span: Span) -> Span:
        start, stop, end = (place + by if place > plain.at else place for place in (span.start, span.stop, span.end))
        return Span(start, span.attributes, stop, end)

    return SheetScan(
        columns=frame.columns,
        root=moved(frame.root),
        sheet_data=frame.sheet_data and moved(frame.sheet_data),
        dimension=frame.dimension and moved(frame.dimension),
        extensions=frame.extensions and moved(frame.extensions),
    )


class _Finder:
    """Finds rows and cells from top to bottom."""

    def __init__(self, data: bytes, scan: SheetScan, at: int) -> None:
        self._data, self._scan, self._at = data, scan, at

    def row_start(self, number: int) -> int:
        """The byte at which a row begins that the grid has."""
        self._at = self._data.index(b'<row r="%d"' % number, self._at)
        return self._at

    def find(self, number: int, columns: list[int], attributes: dict[str, str]) -> None:
        """Find a row that the grid has, and these of its cells, or where they belong."""
        start = self.row_start(number)
        inside = self._data.index(b">", start) + 1
        is_empty = self._data[inside - 2 : inside] == b"/>"
        stop = inside if is_empty else self._data.index(b"</row>", inside)
        end = inside if is_empty else stop + len(b"</row>")
        self._scan.rows[number] = Span(start, {**attributes, "r": str(number)}, stop, end)
        for column in columns:
            match = self._found(CellRef("", number, column).a1, inside, stop)
            if match is not None:
                self._cell((number, column), match)
            else:
                self._note_where_it_goes((number, column), inside, stop)

    def _found(self, a1: str, start: int, stop: int) -> re.Match[bytes] | None:
        place = self._data.find(b'<c r="%b"' % a1.encode(), start, stop)
        return None if place < 0 else _CELL.match(self._data, place)

    def _note_where_it_goes(self, place: Place, start: int, stop: int) -> None:
        for match in _CELL.finditer(self._data, start, stop):
            if column_number(match[2].decode()) > place[1]:
                self._scan.cell_goes_at[place] = match.start()
                return

    def _cell(self, place: Place, match: re.Match[bytes]) -> None:
        address, _, style, kind, slash = match.groups()
        attributes = {"r": address.decode()}
        attributes |= {"s": style.decode()} if style else {}
        attributes |= {"t": kind.decode()} if kind else {}
        stop = match.end() if slash else self._data.index(b"</c>", match.end())
        end = stop if slash else stop + len(b"</c>")
        self._scan.cells[place] = Span(match.start(), attributes, stop, end)
        formula = None if slash else _FORMULA.match(self._data, match.end())
        if formula is not None:
            flags = {"aca": "false"} if formula[1] else {}
            span = Span(formula.start(), flags, formula.end(2), formula.end())
            text = plain_value(formula[2].decode())
            self._scan.formulas.at[place] = FormulaUse(place, "", text, span)
