"""Marks out of a worksheet part again, down to the last byte, as its note says how the places were spelled.

The note comes from the file. A cell gets its old spelling only where that reads as the cell is to read now, in the
look that it has now; all others are left to the ordinary writer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.formula_uses import Place, Span
from jixiao.hosts.xlsx.plain_scan import scan_sheet
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.row_restorer import restored_frame
from jixiao.hosts.xlsx.sheet_reader import read_sheet
from jixiao.hosts.xlsx.sheet_scan import SheetScan, column_style, row_style
from jixiao.hosts.xlsx.spelling import Spelling
from jixiao.hosts.xlsx.splice import Splice, apply, prefix, set_attribute, start_tag
from jixiao.model.book import EMPTY, Cell, Edit, Value
from jixiao.model.cells import CellRef

_NORMAL = "0"


class RestoredSheet(NamedTuple):
    """The part, the cells that now read as they are to, and those of them that lost their formula."""

    data: bytes
    settled: frozenset[Place]
    formulas_removed: frozenset[Place]


def restored(
    data: bytes, part: str, edits: Mapping[Place, Edit], before: Spelling, around: Surroundings
) -> RestoredSheet:
    """The part with the cells that can be spelled as before the marks.

    ``edits`` say how the cells are to read; what none of them names reads as it does.
    """
    scan = scan_sheet(data, part, edits.keys() | before.cells.keys())
    now = _Cells(data, part, scan, read_sheet(data, part, part, hidden=False, around=around).cells)
    settled = frozenset(place for place, edit in edits.items() if _reads_so(now.cells.get(place, EMPTY), edit))
    try:
        old = _old_cells(now, before, around)
    except Refusal:
        return RestoredSheet(data, settled, frozenset())
    places = frozenset(place for place in before.cells if _may_return(place, edits, before, now, old))
    spans = [(scan.cells[place], before.cells[place].encode("utf-8")) for place in places]
    data = apply(data, [Splice(span.start, span.end, raw) for span, raw in spans])
    removed = frozenset(place for place in places if now.formula(place) and not old.formula(place))
    return RestoredSheet(restored_frame(data, part, before), settled | places, removed)


@dataclass(frozen=True)
class _Cells:
    """The cells of a part: where they stand in it, and what they say."""

    data: bytes
    part: str
    scan: SheetScan
    cells: Mapping[Place, Cell]

    def formula(self, place: Place) -> bytes:
        """The ``<f>`` element of a cell, empty where it has none."""
        use = self.scan.formulas.at.get(place)
        return b"" if use is None else self.data[use.span.start : use.span.end]

    def look(self, place: Place) -> str:
        """The number of the cell's style."""
        return self.scan.cells[place].attributes.get("s", _NORMAL)


def _old_cells(now: _Cells, before: Spelling, around: Surroundings) -> _Cells:
    """The cells as they were, in a part of their own. Raises Refusal where they cannot be read."""
    root = start_tag(now.data, now.scan.root.start, now.part)
    name = prefix(start_tag(now.data, (now.scan.sheet_data or Span(0, {})).start, now.part))
    rows = b"".join(_old_rows(before, name, now.part))
    end = b"</" + name + b"sheetData></" + name + b"worksheet>"
    data = root + b"<" + name + b"sheetData>" + rows + end
    cells = read_sheet(data, now.part, now.part, hidden=False, around=around).cells
    return _Cells(data, now.part, scan_sheet(data, now.part, before.cells), cells)


def _old_rows(before: Spelling, name: bytes, part: str) -> Iterator[bytes]:
    """The old cells that were there, each with its address, which may have been left out."""
    row_begun = 0
    for (row, column), raw in sorted(before.cells.items()):
        if not raw:
            continue
        if row != row_begun:
            yield (b"</" + name + b"row>" if row_begun else b"") + b"<" + name + f'row r="{row}">'.encode()
            row_begun = row
        tag = start_tag(raw.encode("utf-8"), 0, part)
        yield set_attribute(tag, b"r", CellRef("", row, column).a1.encode()) + raw.encode("utf-8")[len(tag) :]
    if row_begun:
        yield b"</" + name + b"row>"


def _may_return(place: Place, edits: Mapping[Place, Edit], before: Spelling, now: _Cells, old: _Cells) -> bool:
    """Whether the old spelling of a cell that stands there reads as it is wanted, in the look it has."""
    if place not in now.scan.cells:
        return False
    standing = now.cells.get(place, EMPTY)
    edit = edits.get(place) or Edit(CellRef("", *place), standing.value, standing.formula)
    if not before.cells[place]:
        return not edit.formula and _as_shown(edit.value) is None and _has_default_look(place, now)
    if place not in old.scan.cells or old.look(place) != now.look(place):
        return False
    value = old.cells.get(place, EMPTY).value
    return _same(value, edit.value) and _same_formula(place, edit.formula, now, old)


def _same_formula(place: Place, formula: str | None, now: _Cells, old: _Cells) -> bool:
    """Whether the old spelling has this formula: as it reads, or as it stands there now (a shared one has no text)."""
    if not formula:
        return not old.formula(place)
    kept = old.formula(place) == now.formula(place) and now.cells.get(place, EMPTY).formula == formula
    return kept or old.cells.get(place, EMPTY).formula == formula


def _reads_so(cell: Cell, edit: Edit) -> bool:
    """Whether a cell says what its edit does; an empty text is no empty cell, but shows as an empty result."""
    if edit.formula:
        return cell.formula == edit.formula and _same(cell.value, edit.value)
    return cell.formula is None and type(cell.value) is type(edit.value) and cell.value == edit.value


def _has_default_look(place: Place, now: _Cells) -> bool:
    """Whether a cell looks as a new one at its place would."""
    row = now.scan.rows.get(place[0])
    default = (row_style(row) if row else None) or column_style(now.scan.columns, place[1])
    return now.look(place) == (default or _NORMAL)


def _same(one: Value, other: Value) -> bool:
    return type(_as_shown(one)) is type(_as_shown(other)) and _as_shown(one) == _as_shown(other)


def _as_shown(value: Value) -> Value:
    """An empty text shows as nothing."""
    return None if value == "" else value
