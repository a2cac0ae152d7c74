"""Edits → a worksheet part with just the touched cells replaced."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jixiao.hosts.xlsx.cell_markup import cell_markup, formula_markup, is_blank, result_markup
from jixiao.hosts.xlsx.formula_uses import Place, Span
from jixiao.hosts.xlsx.plain_scan import scan_sheet
from jixiao.hosts.xlsx.private_extension import Room, room_in
from jixiao.hosts.xlsx.refusal import ARRAY_RANGE, unwritable
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.hosts.xlsx.sheet_scan import SheetScan, column_style, row_style
from jixiao.hosts.xlsx.spelling import Spelling
from jixiao.hosts.xlsx.splice import (
    Splice,
    append_child,
    apply,
    as_utf8,
    prefix,
    set_attribute,
    start_tag,
)
from jixiao.model.book import Edit
from jixiao.model.cells import Area, CellRef, parse_area

_EMPTY = re.compile(
    rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*(?:/>|>\s*(?:<[^\s<>/]+(?:/>|></[^<>]+>))?\s*</[^<>]+>)"""
)
"""A cell with nothing in it, or an empty value."""


class WrittenSheet(NamedTuple):
    """The part as written, and the formula cells that are none any more.

    ``before`` is how the touched places were spelled, ``room`` where an extension goes.
    """

    data: bytes
    formulas_removed: frozenset[Place]
    before: Spelling
    room: Room


def write_cells(data: bytes, part: str, edits: Iterable[Edit]) -> WrittenSheet:
    """The part with these edits, one per cell; raises Refusal where a cell may not be changed."""
    edit_by_place = {(edit.at.row, edit.at.column): edit for edit in edits}
    data = as_utf8(data, part)
    writer = _SheetWriter(data, part, edit_by_place)
    removed = frozenset(place for place in writer.scan.formulas.at if not edit_by_place[place].formula)
    new = apply(data, writer.splices())
    return WrittenSheet(new, removed, writer.before, writer.room(len(new) - len(data)))


class _SheetWriter:
    def __init__(self, data: bytes, part: str, edit_by_place: dict[Place, Edit]) -> None:
        self._data, self._part = data, part
        self.scan: SheetScan = scan_sheet(data, part, edit_by_place)
        self.before = Spelling()
        self._edits = {place: edit for place, edit in edit_by_place.items() if not self._changes_nothing(place, edit)}
        self._edits_by_row: dict[int, list[Edit]] = {}
        for (row, _), edit in sorted(self._edits.items(), key=lambda item: item[0]):
            self._edits_by_row.setdefault(row, []).append(edit)
        sheet_data = self.scan.sheet_data or Span(0, {})
        self._sheet_data = sheet_data
        self._prefix = prefix(self._tag(sheet_data)).decode("utf-8")
        self._overwritten = self._cells_overwritten()

    def room(self, longer: int) -> Room:
        """Where an extension goes in the part once it has become so much longer."""
        listed, end = self.scan.extensions, self.scan.root.stop
        room = room_in(self._data, listed, end, self._part)
        return room._replace(at=room.at + longer)

    def splices(self) -> Iterator[Splice]:
        """All replacements, in any order but that of insertions at one place."""
        self._refuse_array_ranges()
        for number, edits in self._edits_by_row.items():
            row = self.scan.rows.get(number)
            if row is None:
                yield from self._added_row(number, edits)
            elif self._tag(row).endswith(b"/>"):
                yield from self._opened_row(row, edits)
            else:
                yield from self._changed_row(row, edits)
        yield from self._new_rows_at_end()
        yield from self._freed_formulas()
        yield from self._widened_dimension()

    def _tag(self, span: Span) -> bytes:
        return start_tag(self._data, span.start, self._part)

    def _changes_nothing(self, place: Place, edit: Edit) -> bool:
        """Whether an empty cell is to be emptied."""
        cell = self.scan.cells.get(place)
        if not is_blank(edit) or place in self.scan.formulas.at:
            return False
        return cell is None or _EMPTY.fullmatch(self._data, cell.start, cell.end) is not None

    def _cells_overwritten(self) -> set[Place]:
        """The cells that get more than a new result for the formula that they have."""
        edits, formulas = self._edits, self.scan.formulas
        found = {at for at, edit in edits.items() if not edit.formula or formulas.text_at(at) != edit.formula}
        return found | {use.place for use, _ in formulas.freed(found) if use.place in edits}

    def _refuse_array_ranges(self) -> None:
        for place in self._overwritten:
            if any(CellRef("", *place) in area for area in self.scan.formulas.ranges):
                raise unwritable(ARRAY_RANGE, str(self._edits[place].at))

    def _cell(self, edit: Edit, row: Span | None) -> bytes:
        """The cell in the look that its place has: its own, else the row's, else the column's."""
        place = edit.at.row, edit.at.column
        old = self.scan.cells.get(place)
        self.before.cells[place] = "" if old is None else self._data[old.start : old.end].decode("utf-8")
        if old is not None and place not in self._overwritten:
            formula = self.scan.formulas.at[place].span
            return result_markup(edit, self._tag(old), self._data[formula.start : formula.end], self._prefix)
        if old is not None:
            style = old.attributes.get("s")
        else:
            style = (row_style(row) if row else None) or column_style(self.scan.columns, place[1])
        return cell_markup(edit, style, self._prefix)

    def _cells(self, edits: Iterable[Edit], row: Span | None) -> bytes:
        return b"".join(self._cell(edit, row) for edit in edits if not is_blank(edit))

    def _row_markup(self, number: int, edits: list[Edit]) -> bytes:
        cells = self._cells(edits, None)
        if cells:
            self.before.rows[number] = ""
        name = f"{self._prefix}row"
        return f'<{name} r="{number}">'.encode() + cells + f"</{name}>".encode() if cells else b""

    def _added_row(self, number: int, edits: list[Edit]) -> Iterator[Splice]:
        at = self.scan.row_goes_at.get(number)
        if at is not None:
            yield Splice(at, at, self._row_markup(number, edits))

    def _new_rows_at_end(self) -> Iterator[Splice]:
        """The rows behind all others: one splice, because it may have to open an empty ``<sheetData/>``."""
        rows = b"".join(
            self._row_markup(number, edits)
            for number, edits in self._edits_by_row.items()
            if number not in self.scan.rows and number not in self.scan.row_goes_at
        )
        if rows:
            if self._tag(self._sheet_data).endswith(b"/>"):
                self.before.sheet_data = self._tag(self._sheet_data).decode("utf-8")
            yield append_child(self._data, self._sheet_data.start, self._sheet_data.stop, rows, self._part)

    def _opened_row(self, row: Span, edits: list[Edit]) -> Iterator[Splice]:
        cells = self._cells(edits, row)
        if cells:
            self.before.rows[edits[0].at.row] = self._tag(row).decode("utf-8")
            start, stop, new = append_child(self._data, row.start, row.stop, cells, self._part)
            yield Splice(start, stop, self._without_spans(new, row, edits))

    def _changed_row(self, row: Span, edits: list[Edit]) -> Iterator[Splice]:
        for edit in edits:
            place = edit.at.row, edit.at.column
            old = self.scan.cells.get(place)
            if old is not None:
                yield Splice(old.start, old.end, self._cell(edit, row))
            elif not is_blank(edit):
                at = self.scan.cell_goes_at.get(place, row.stop)
                yield Splice(at, at, self._cell(edit, row))
        tag = self._tag(row)
        new = self._without_spans(tag, row, edits)
        if new != tag:
            self.before.rows[edits[0].at.row] = tag.decode("utf-8")
            yield Splice(row.start, row.start + len(tag), new)

    def _without_spans(self, tag: bytes, row: Span, edits: list[Edit]) -> bytes:
        """The row's tag without its hint of used columns, where a cell goes beyond them."""
        first, _, last = row.attributes.get("spans", "").partition(":")
        columns = [edit.at.column for edit in edits]
        from_column, to_column = whole_number(first), whole_number(last)
        if from_column is None or to_column is None:
            return set_attribute(tag, b"spans", None)
        within = from_column <= min(columns) and max(columns) <= to_column
        return tag if within else set_attribute(tag, b"spans", None)

    def _freed_formulas(self) -> Iterator[Splice]:
        """Give the cells of a shared formula their own text where its master cell is overwritten."""
        for use, text in self.scan.formulas.freed(self._overwritten):
            again = ' ca="1"' if use.span.attributes.get("ca") in ("1", "true") else ""
            yield Splice(use.span.start, use.span.end, formula_markup(text, self._prefix, again))

    def _widened_dimension(self) -> Iterator[Splice]:
        old = self.scan.dimension
        area = None if old is None else parse_area("", old.attributes.get("ref", ""))
        if old is None or area is None:
            return
        added = [place for place, edit in self._edits.items() if not is_blank(edit)]
        rows, columns = [row for row, _ in added], [column for _, column in added]
        top, left = min([area.top, *rows]), min([area.left, *columns])
        wide = Area("", top, left, max([area.bottom, *rows]), max([area.right, *columns]))
        if wide != area:
            tag = self._tag(old)
            new = set_attribute(tag, b"ref", wide.a1.encode())
            self.before.dimension = (tag.decode("utf-8"), new.decode("utf-8"))
            yield Splice(old.start, old.start + len(tag), new)
