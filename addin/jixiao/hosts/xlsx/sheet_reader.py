"""One worksheet part → its cells and merged areas."""

from dataclasses import dataclass

from jixiao.hosts.xlsx import cell_values, xstring
from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.refusal import damaged, too_large
from jixiao.hosts.xlsx.shared_formulas import SharedFormula
from jixiao.hosts.xlsx.shared_strings import text_paths
from jixiao.hosts.xlsx.sheet_places import Places
from jixiao.hosts.xlsx.styles import GENERAL
from jixiao.model.book import Cell, Sheet, Value
from jixiao.model.cells import Area, CellRef, parse_area

MAX_CELLS = 2_000_000
UNMOVABLE = "#REF!"  # stands for a shared formula whose references would leave the sheet


def read_sheet(data: bytes, part: str, name: str, hidden: bool, around: Surroundings, room: int = MAX_CELLS) -> Sheet:
    """The sheet in a worksheet part; raises Refusal where it is damaged or holds more than ``room`` cells."""
    reader = _SheetReader(part, name, around, room)
    reader.walker.walk(data)
    reader.spell_out_shared_formulas()
    return Sheet(name, reader.cells, tuple(reader.merged), hidden)


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
    def __init__(self, part: str, name: str, around: Surroundings, room: int) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[Area] = []
        self.walker = Walker(part, {"worksheet": self._paths()})
        self._part, self._name, self._around, self._room = part, name, around, room
        self._places = Places(part)
        self._cell = _OpenCell(0, 0, "n", "0")
        self._runs: list[str] = []
        self._formula_attributes: Attributes = {}
        self._shared: dict[str, SharedFormula] = {}
        self._children: list[tuple[tuple[int, int], str]] = []

    def _paths(self) -> Tag:
        content = {
            "v": Tag(text=True, end=self._value_ended),
            "f": Tag(text=True, start=self._formula_started, end=self._formula_ended),
            "is": Tag(text_paths(self._run_ended)),
        }
        row = Tag({"c": Tag(content, self._cell_started, self._cell_ended)}, start=self._row_started)
        merged = Tag({"mergeCell": Tag(start=self._merged_area)})
        return Tag({"sheetData": Tag({"row": row}), "mergeCells": merged})

    def _row_started(self, attributes: Attributes) -> None:
        self._places.next_row(attributes)

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
        match attributes.get("t"):
            case "shared":
                self._shared_formula(attributes.get("si", ""))
            case "dataTable" if cell.formula is None:
                cell.formula = f"TABLE({attributes.get('r1', '')},{attributes.get('r2', '')})"

    def _shared_formula(self, group: str) -> None:
        cell = self._cell
        if cell.formula is None:
            cell.formula = UNMOVABLE
            self._children.append(((cell.row, cell.column), group))
        else:
            self._shared[group] = SharedFormula(cell.formula, cell.row, cell.column)

    def _cell_ended(self, _: str) -> None:
        cell = self._cell
        value = self._value()
        if value is None and cell.formula is None:
            return
        if len(self.cells) >= self._room:
            raise too_large(f"单元格超过 {MAX_CELLS:,} 个")
        number_format = self._around.formats.get(cell.style, GENERAL)
        self.cells[cell.row, cell.column] = Cell(value, cell.formula, number_format)

    def _value(self) -> Value:
        cell = self._cell
        if cell.kind == "inlineStr":
            return "".join(self._runs) if self._runs else None
        try:
            return cell_values.decode(cell.kind, cell.text, self._around)
        except ValueError:
            at = CellRef(self._name, cell.row, cell.column)
            raise damaged(f"{at} 的内容读不出来") from None

    def _merged_area(self, attributes: Attributes) -> None:
        area = parse_area(self._name, attributes.get("ref", ""))
        if area is None:
            raise damaged(f"{self._part} 的合并单元格不对")
        self.merged.append(area)

    def spell_out_shared_formulas(self) -> None:
        """Give each cell of a shared formula its own text, once all masters are known."""
        for place, group in self._children:
            master = self._shared.get(group)
            text = None if master is None else master.at(*place)
            if text is not None:
                cell = self.cells[place]
                self.cells[place] = Cell(cell.value, text, cell.number_format)
