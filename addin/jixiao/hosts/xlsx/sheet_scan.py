"""Where things stand in a worksheet part, by byte: what edits touch, and where new cells go."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.formula_uses import FormulaUse, FormulaUses, Place, Span
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.refusal import OUT_OF_ORDER, damaged, unwritable
from jixiao.hosts.xlsx.sheet_places import Places, whole_number
from jixiao.hosts.xlsx.splice import element_end
from jixiao.model.cells import CellRef, parse_area

_TRUE = ("1", "true")


@dataclass
class SheetScan:
    """What the scan found of the touched rows and cells, and what concerns them elsewhere on the sheet.

    ``*_goes_at`` give the byte before which a missing row or cell belongs, where another one follows it.
    ``extensions`` is the list at the sheet's end, ``root`` the whole worksheet.
    """

    rows: dict[int, Span] = field(default_factory=dict)
    cells: dict[Place, Span] = field(default_factory=dict)
    row_goes_at: dict[int, int] = field(default_factory=dict)
    cell_goes_at: dict[Place, int] = field(default_factory=dict)
    formulas: FormulaUses = field(default_factory=FormulaUses)
    columns: list[Attributes] = field(default_factory=list)
    root: Span = field(default_factory=lambda: Span(0, {}))
    sheet_data: Span | None = None
    dimension: Span | None = None
    extensions: Span | None = None


def parsed_scan(data: bytes, part: str, places: Iterable[Place]) -> SheetScan:
    """Find these cells, or where they belong, in a worksheet part in UTF-8, in whatever spelling."""
    scanner = _Scanner(data, part, places)
    scanner.walker.walk(data)
    if scanner.scan.sheet_data is None:
        raise damaged(f"{part} 的内容不对")
    return scanner.scan


class _Scanner:
    def __init__(self, data: bytes, part: str, places: Iterable[Place]) -> None:
        self.scan = SheetScan()
        self.walker = Walker(part, {"worksheet": self._paths()})
        self._data, self._part, self._places = data, part, Places(part)
        self._columns_by_row: dict[int, deque[int]] = {}
        for row, column in sorted(places):
            self._columns_by_row.setdefault(row, deque()).append(column)
        self._rows_to_come = deque(self._columns_by_row)
        self._cells_to_come: deque[int] = deque()
        self._row = self._cell = self._formula = Span(0, {})
        self._place = (0, 0)

    def _paths(self) -> Tag:
        formula = Tag(text=True, start=self._formula_started, end=self._formula_ended)
        cell = Tag({"f": formula}, self._cell_started, self._cell_ended)
        row = Tag({"c": cell}, self._row_started, self._row_ended)
        return Tag(
            {
                "dimension": Tag(start=self._dimension_started),
                "cols": Tag({"col": Tag(start=self.scan.columns.append)}),
                "sheetData": Tag({"row": row}, self._data_started, self._data_ended),
                "extLst": Tag(start=self._extensions_started, end=self._extensions_ended),
            },
            self._root_started,
            self._root_ended,
        )

    def _opened(self, attributes: Attributes) -> Span:
        return Span(self.walker.position, attributes)

    def _closed(self, span: Span) -> Span:
        span.stop = self.walker.position
        span.end = element_end(self._data, span.start, span.stop, self._part)
        return span

    def _root_started(self, attributes: Attributes) -> None:
        self.scan.root = self._opened(attributes)

    def _root_ended(self, _: str) -> None:
        self._closed(self.scan.root)

    def _extensions_started(self, attributes: Attributes) -> None:
        self.scan.extensions = self._opened(attributes)

    def _extensions_ended(self, _: str) -> None:
        if self.scan.extensions is not None:
            self._closed(self.scan.extensions)

    def _dimension_started(self, attributes: Attributes) -> None:
        self.scan.dimension = self._opened(attributes)

    def _data_started(self, attributes: Attributes) -> None:
        self.scan.sheet_data = self._opened(attributes)

    def _data_ended(self, _: str) -> None:
        if self.scan.sheet_data is not None:
            self._closed(self.scan.sheet_data)

    def _row_started(self, attributes: Attributes) -> None:
        before = self._places.row
        number = self._places.next_row(attributes)
        if number <= before:
            raise unwritable(OUT_OF_ORDER, f"A{number}")
        self._row = self._opened(attributes)
        while self._rows_to_come and self._rows_to_come[0] < number:
            self.scan.row_goes_at[self._rows_to_come.popleft()] = self._row.start
        self._cells_to_come = deque()
        if self._rows_to_come and self._rows_to_come[0] == number:
            self._cells_to_come = self._columns_by_row[self._rows_to_come.popleft()]
            self.scan.rows[number] = self._row

    def _row_ended(self, _: str) -> None:
        if self.scan.rows.get(self._places.row) is self._row:
            self._closed(self._row)

    def _cell_started(self, attributes: Attributes) -> None:
        before = self._places.column
        row, column = self._place = self._places.next_cell(attributes)
        if column <= before:
            raise unwritable(OUT_OF_ORDER, CellRef("", row, column).a1)
        self._cell = self._opened(attributes)
        while self._cells_to_come and self._cells_to_come[0] < column:
            self.scan.cell_goes_at[row, self._cells_to_come.popleft()] = self._cell.start
        if self._cells_to_come and self._cells_to_come[0] == column:
            self._cells_to_come.popleft()
            self.scan.cells[self._place] = self._cell

    def _cell_ended(self, _: str) -> None:
        if self.scan.cells.get(self._place) is self._cell:
            self._closed(self._cell)

    def _formula_started(self, attributes: Attributes) -> None:
        self._formula = self._opened(attributes)

    def _formula_ended(self, text: str) -> None:
        attributes = self._formula.attributes
        kind = attributes.get("t")
        touched = self.scan.cells.get(self._place) is self._cell
        if touched or kind == "shared":
            use = FormulaUse(self._place, attributes.get("si", ""), xstring.decode(text), self._closed(self._formula))
            if touched:
                self.scan.formulas.at[self._place] = use
            if kind == "shared":
                self.scan.formulas.shared.append(use)
        if kind in ("array", "dataTable"):
            area = parse_area("", attributes.get("ref", ""))
            if area is not None and area.first != area.last:
                self.scan.formulas.ranges.append(area)


def column_style(columns: Iterable[Attributes], column: int) -> str | None:
    """The style that ``<col>`` elements give to a column, or None."""
    for attributes in columns:
        first, last = (whole_number(attributes.get(key, "")) for key in ("min", "max"))
        if first is not None and last is not None and first <= column <= last:
            return attributes.get("style")
    return None


def row_style(row: Span) -> str | None:
    """The style that a row gives to its cells, or None."""
    return row.attributes.get("s") if row.attributes.get("customFormat") in _TRUE else None
