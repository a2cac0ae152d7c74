"""Rows and cells: in order, each once, on the sheet, and holding what they say they hold."""

from array import array
from collections.abc import Collection, Mapping

from jixiao.hosts.xlsx.cell_values import text_in
from jixiao.hosts.xlsx.lint.cell_types import NO_TEXT, check_stored
from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.places import area_of
from jixiao.hosts.xlsx.lint.surroundings import Surroundings, packed
from jixiao.hosts.xlsx.lint.texts import check_text
from jixiao.hosts.xlsx.markup import Attributes, Tag
from jixiao.hosts.xlsx.shared_strings import text_paths
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import MAX_ROW, Area, column_letters, parse_a1
from jixiao.model.findings import Severity

ROW_ORDER = Kind("X301", Severity.ERROR, "第 {row} 行排在第 {before} 行之后")
ROW_TWICE = Kind("X302", Severity.ERROR, "第 {row} 行出现了两次")
BAD_ROW = Kind("X303", Severity.ERROR, "行号不对（{row}）")
CELL_ORDER = Kind("X304", Severity.ERROR, "单元格的次序不对：排在 {before} 之后")
CELL_TWICE = Kind("X305", Severity.ERROR, "同一单元格出现了两次")
OTHER_ROW = Kind("X306", Severity.ERROR, "单元格放在第 {row} 行里，与地址不符")
BAD_CELL = Kind("X307", Severity.ERROR, "单元格地址不对（{cell}）")
NO_STYLE = Kind("X308", Severity.ERROR, "用到没有的单元格样式（编号 {style}）")
ROW_HEIGHT = Kind("X309", Severity.WARNING, "行高 {height} 超过 409 磅", "Excel 会改小或提示修复", "请重新设置行高")
BAD_RANGE = Kind("X310", Severity.ERROR, "公式的区域不对（{area}）")
NO_MASTER = Kind("X320", Severity.WARNING, "共用公式没有原式", "Excel 会丢掉这条公式", "请重新输入公式")

_TALLEST = 409.5  # points
_MOST_IN_ARRAYS = 200_000


class CellCheck:
    """Looks at each row and cell in turn, and keeps what later checks need.

    ``filled`` are the packed places of cells that hold something, in file order; ``texts`` is what the wanted
    cells read, None where they hold no text.
    """

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self.filled = array("Q")
        self._formulas = array("Q")
        self._arrays: list[Area] = []
        self.texts: dict[int, str | None] = {}
        self._around, self._scope = around, scope
        self._row = self._column = 0
        self._row_is_sound = True
        self._attributes: Attributes = {}
        self._formula_attributes: Attributes = {}
        self._stored: str | None = None
        self._has_formula = self._has_text = False
        self._runs: list[str] = []
        self._masters: set[str] = set()

    def formula_places(self) -> Collection[int] | None:
        """The packed places of all formulas, those of arrays spread out; None where these are too many."""
        cells = sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in self._arrays)
        if cells > _MOST_IN_ARRAYS:
            return None
        return {*self._formulas, *(packed(at.row, at.column) for area in self._arrays for at in area)}

    def paths(self) -> Mapping[str, Tag]:
        """What to hear of the rows inside ``<sheetData>``."""
        content = {
            "v": Tag(text=True, end=self._value_ended),
            "f": Tag(text=True, start=self._formula_started, end=self._formula_ended),
            "is": Tag(text_paths(self._runs.append), start=self._text_started),
        }
        return {"row": Tag({"c": Tag(content, self._cell_started, self._cell_ended)}, self._row_started)}

    def _row_started(self, attributes: Attributes) -> None:
        text = attributes.get("r")
        number = self._row + 1 if text is None else whole_number(text)
        self._check_style(attributes.get("s"), f"第 {text} 行")
        _check_height(attributes.get("ht"), f"第 {text} 行", self._scope)
        self._column = 0
        if number is None or not 1 <= number <= MAX_ROW:
            self._scope.note(BAD_ROW, row=text or "")
            return
        if number == self._row:
            self._scope.note(ROW_TWICE, f"第 {number} 行", row=str(number))
        elif number < self._row:
            self._scope.note(ROW_ORDER, f"第 {number} 行", row=str(number), before=str(self._row))
        self._row = number

    def _check_style(self, style: str | None, at: str) -> None:
        count = self._around.styles.cells
        if style is None or count is None:
            return
        if not (style.isascii() and style.isdigit() and len(style) <= 9 and int(style) < count):
            self._scope.note(NO_STYLE, at, style=style)

    def _cell_started(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._stored = None
        self._has_formula = self._has_text = False
        self._runs.clear()
        text = attributes.get("r")
        if text is None:
            self._column += 1
            return
        place = parse_a1(text)
        if place is None:
            self._scope.note(BAD_CELL, text, cell=text)
            self._column += 1
        elif place[0] != self._row:
            self._scope.note(OTHER_ROW, text, row=str(self._row))
        else:
            self._note_order(text, place[1])
            self._column = place[1]

    def _note_order(self, text: str, column: int) -> None:
        if column == self._column:
            self._scope.note(CELL_TWICE, text)
        elif column < self._column:
            self._scope.note(CELL_ORDER, text, before=f"{column_letters(self._column)}{self._row}")

    def _value_ended(self, text: str) -> None:
        self._stored = text

    def _text_started(self, _: Attributes) -> None:
        self._has_text = True

    def _formula_started(self, attributes: Attributes) -> None:
        self._has_formula = True
        self._formula_attributes = attributes

    def _formula_ended(self, text: str) -> None:
        attributes, at = self._formula_attributes, self._at
        kind = attributes.get("t")
        area = area_of(attributes.get("ref", at))
        if area is None:
            self._scope.note(BAD_RANGE, at, area=attributes.get("ref", ""))
        elif kind in ("array", "dataTable"):
            self._arrays.append(area)
        if kind == "shared":
            group = attributes.get("si", "")
            if text:
                self._masters.add(group)
            elif group not in self._masters:
                self._scope.note(NO_MASTER, at)
        if text:
            self._around.formulas.check(text, self._scope, at)

    @property
    def _at(self) -> str:
        return self._attributes.get("r") or f"{column_letters(self._column)}{self._row}"

    def _cell_ended(self, _: str) -> None:
        attributes, at = self._attributes, self._at
        self._check_style(attributes.get("s"), at)
        kind = attributes.get("t", "n")
        if kind == "inlineStr":
            check_text("".join(self._runs), at, self._scope)
            if not self._has_text and not self._has_formula:
                self._scope.note(NO_TEXT, at)
        elif kind != "n" or self._stored is not None:
            check_stored(kind, self._stored, at, self._around, self._scope)
        self._keep(kind)

    def _keep(self, kind: str) -> None:
        if not self._row or not self._column:
            return  # its place was noted as wrong
        place = packed(self._row, self._column)
        if self._has_formula:
            self._formulas.append(place)
        if self._has_formula or self._stored or any(self._runs):
            self.filled.append(place)
        if place in self._around.wanted:
            self.texts[place] = text_in(kind, self._stored, self._runs, self._around.strings or ())


def _check_height(height: str | None, at: str, scope: Scope) -> None:
    try:
        if height is not None and not 0 <= float(height) <= _TALLEST:
            scope.note(ROW_HEIGHT, at, height=height)
    except ValueError:
        scope.note(ROW_HEIGHT, at, height=height or "")
