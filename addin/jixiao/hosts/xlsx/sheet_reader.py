"""One worksheet part → its cells, merged areas, hidden rows and columns."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.hosts.xlsx import cell_values, xstring
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.formula_groups import FormulaGroups
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.plain_reader import read_plain_sheet
from jixiao.hosts.xlsx.refusal import damaged
from jixiao.hosts.xlsx.room import Room
from jixiao.hosts.xlsx.shared_strings import joined, text_paths
from jixiao.hosts.xlsx.sheet_frame import TRUE, Surrounds
from jixiao.hosts.xlsx.sheet_places import Places
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.book import Cell, Sheet, Value
from jixiao.model.cells import CellRef, parse_area
from jixiao.read.dates import has_day


def read_sheet(
    data: bytes, part: str, name: str, hidden: bool, around: Surroundings, room: Room | None = None
) -> Sheet:
    """The sheet in a worksheet part; raises Refusal where it is damaged or there is no ``room`` for it."""
    room = room or Room()
    plain = read_plain_sheet(data, part, name, hidden, around, room)
    return parsed_sheet(data, part, name, hidden, around, room) if plain is None else plain


def parsed_sheet(data: bytes, part: str, name: str, hidden: bool, around: Surroundings, room: Room) -> Sheet:
    """The sheet as the parser finds it, in whatever spelling; raises Refusal as ``read_sheet`` does."""
    reader = _SheetReader(part, name, around, room)
    reader.walker.walk(data)
    reader.formulas.fill(reader.cells)
    rows, columns = frozenset(reader.hidden_rows), frozenset(reader.surrounds.hidden_columns)
    return Sheet(name, reader.cells, tuple(reader.surrounds.merged), hidden, rows, columns)


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
        self.hidden_rows: list[int] = []
        self.surrounds = Surrounds(part, name, room.take_merged_area)
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
        return Tag({**self.surrounds.tags(), "sheetData": Tag({"row": row})})

    def _row_started(self, attributes: Attributes) -> None:
        self._room.take_row()
        row = self._places.next_row(attributes)
        if attributes.get("hidden") in TRUE:
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
