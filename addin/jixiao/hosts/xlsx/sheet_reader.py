"""One worksheet part → its cells, merged areas, hidden rows and columns."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.hosts.xlsx import cell_values, xstring
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.formula_groups import FormulaGroups
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.refusal import damaged, too_large
from jixiao.hosts.xlsx.shared_strings import joined, text_paths
from jixiao.hosts.xlsx.sheet_places import Places, whole_number
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.book import Cell, Sheet, Value
from jixiao.model.cells import MAX_COLUMN, Area, CellRef, parse_area
from jixiao.read.dates import has_day

_TRUE = ("1", "true")


class Room:
    """What is left of the limits that count over all sheets; raises Refusal where one is used up."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._rows, self._cells, self._merged = limits.rows, limits.cells, limits.merged

    def take_row(self) -> None:
        """One more row, empty ones too."""
        self._rows -= 1
        if self._rows < 0:
            raise too_large(f"行数超过 {self.limits.rows:,} 行，多半是空行")

    def take_cell(self) -> None:
        """One more cell with content."""
        self._cells -= 1
        if self._cells < 0:
            raise too_large(f"单元格超过 {self.limits.cells:,} 个")

    def take_merged_area(self) -> None:
        """One more merged area."""
        self._merged -= 1
        if self._merged < 0:
            raise too_large(f"合并单元格超过 {self.limits.merged:,} 处")


def read_sheet(
    data: bytes, part: str, name: str, hidden: bool, around: Surroundings, room: Room | None = None
) -> Sheet:
    """The sheet in a worksheet part; raises Refusal where it is damaged or there is no ``room`` for it."""
    reader = _SheetReader(part, name, around, room or Room())
    reader.walker.walk(data)
    reader.formulas.fill(reader.cells)
    rows, columns = frozenset(reader.hidden_rows), frozenset(reader.hidden_columns)
    return Sheet(name, reader.cells, tuple(reader.merged), hidden, rows, columns)


@dataclass(slots=True)
class _OpenCell:
    """What was seen so far of the cell being read."""

    row: int
    column: int
    kind: str
    style: str
    text: str | None = None
    formula: str | None = None


class _SheetReader:
    def __init__(self, part: str, name: str, around: Surroundings, room: Room) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[Area] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.formulas = FormulaGroups(room.limits)
        self.walker = Walker(part, {"worksheet": self._paths()}, room.limits)
        self._part, self._name, self._around, self._room = part, name, around, room
        self._places = Places(part)
        self._cell = _OpenCell(0, 0, "n", "0")
        self._runs: list[str] = []
        self._formula_attributes: Attributes = {}

    def _paths(self) -> Tag:
        content = {
            "v": Tag(text=True, end=self._value_ended),
            "f": Tag(text=True, start=self._formula_started, end=self._formula_ended),
            "is": Tag(text_paths(self._run_ended)),
        }
        row = Tag({"c": Tag(content, self._cell_started, self._cell_ended)}, start=self._row_started)
        return Tag(
            {
                "cols": Tag({"col": Tag(start=self._columns_defined)}),
                "sheetData": Tag({"row": row}),
                "mergeCells": Tag({"mergeCell": Tag(start=self._merged_area)}),
            }
        )

    def _columns_defined(self, attributes: Attributes) -> None:
        if attributes.get("hidden") not in _TRUE:
            return
        first, last = (whole_number(attributes.get(key, "")) for key in ("min", "max"))
        if first is None or last is None or not 1 <= first <= last <= MAX_COLUMN:
            raise damaged(f"{self._part} 的列定义不对")
        self.hidden_columns.extend(range(first, last + 1))
        if len(self.hidden_columns) > MAX_COLUMN:
            raise damaged(f"{self._part} 的列定义重复")

    def _row_started(self, attributes: Attributes) -> None:
        self._room.take_row()
        row = self._places.next_row(attributes)
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.append(row)

    def _cell_started(self, attributes: Attributes) -> None:
        row, column = self._places.next_cell(attributes)
        self._cell = _OpenCell(row, column, attributes.get("t", "n"), attributes.get("s", "0"))
        self._runs.clear()

    def _value_ended(self, text: str) -> None:
        self._cell.text = text

    def _run_ended(self, text: str) -> None:
        self._runs.append(text)

    def _formula_started(self, attributes: Attributes) -> None:
        self._formula_attributes = attributes

    def _formula_ended(self, text: str) -> None:
        attributes, cell = self._formula_attributes, self._cell
        cell.formula = xstring.decode(text) or None
        kind = attributes.get("t")
        if kind == "dataTable" and cell.formula is None:
            cell.formula = f"TABLE({attributes.get('r1', '')},{attributes.get('r2', '')})"
        if kind == "shared":
            self._shared_formula(attributes.get("si", ""))
        elif kind in ("array", "dataTable") and cell.formula is not None:
            area = parse_area(self._name, attributes.get("ref", ""))
            if area is not None:
                self.formulas.spread(area, cell.formula)

    def _shared_formula(self, group: str) -> None:
        cell, place = self._cell, (self._cell.row, self._cell.column)
        if cell.formula is None:
            cell.formula = self.formulas.use(group, place)
        else:
            self.formulas.share(group, cell.formula, place)

    def _cell_ended(self, _: str) -> None:
        cell = self._cell
        value = self._value()
        if value is None and cell.formula is None:
            return
        self._room.take_cell()
        number_format = self._around.formats.get(cell.style, GENERAL)
        shift = self._around.date_shift
        if shift and isinstance(value, Decimal) and has_day(number_format):
            value += shift
        self.cells[cell.row, cell.column] = Cell(value, cell.formula, number_format)

    def _value(self) -> Value:
        cell = self._cell
        if cell.kind == "inlineStr":
            return joined(self._runs, self._part, self._room.limits) if self._runs else None
        try:
            return cell_values.decode(cell.kind, cell.text, self._around)
        except ValueError:
            at = CellRef(self._name, cell.row, cell.column)
            raise damaged(f"{at} 的内容读不出来") from None

    def _merged_area(self, attributes: Attributes) -> None:
        self._room.take_merged_area()
        area = parse_area(self._name, attributes.get("ref", ""))
        if area is None:
            raise damaged(f"{self._part} 的合并单元格不对")
        self.merged.append(area)
