"""A worksheet being written: fixed texts, entry cells, live cells, marks and the print set-up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.compute.calculate import Calculation, excel_formula
from jixiao.compute.formula import shown
from jixiao.model.book import Value
from jixiao.model.cells import Area, CellRef
from jixiao.model.figures import NIL_MARKS
from jixiao.template.looks import ERROR_LOOK, EXPLAINED_LOOK, WARNING_LOOK, Looks
from jixiao.template.styles import number_format
from jixiao.template.text_room import HIGHEST_ROW

MARKS_ON, MARKS_OFF = "开", "关"
_MARKS = (
    ("jx_errors", "▲", ERROR_LOOK),
    ("jx_warnings", "△", WARNING_LOOK),
    ("jx_explained", "○", EXPLAINED_LOOK),
)
"""The list of 审核结果 that a cell stands in → its sign, which a black-and-white print shows, and its colours."""


@dataclass
class Canvas:
    """One worksheet under the pen. Places are CellRefs, counted from 1.

    ``written``: the cells that findings may mark, with their look. ``growing``: rows that grow when more is typed.
    ``spare``: spare row → the condition under which it does not show, and how it looks then.
    ``fixed``: the texts that the template prints.
    """

    name: str
    sheet: Any
    looks: Looks
    entries: Mapping[CellRef, Value]
    calculation: Calculation
    written: dict[CellRef, str] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)
    growing: set[int] = field(default_factory=set)
    spare: dict[int, tuple[str, str]] = field(default_factory=dict)
    fixed: dict[CellRef, str] = field(default_factory=dict)

    def at(self, row: int, column: int) -> CellRef:
        """A cell of this sheet."""
        return CellRef(self.name, row, column)

    def label(self, at: CellRef, text: str | Decimal | int, look: str = "label") -> None:
        """A fixed text or number."""
        self._fix(at, text)
        self._write(at, text, look)

    def note(self, at: CellRef, text: str, look: str) -> None:
        """A text that is another one at the next run: none of the texts that the template prints."""
        self._write(at, text, look)

    def _fix(self, at: CellRef, text: str | Decimal | int) -> None:
        if isinstance(text, str) and text.strip() and text not in NIL_MARKS:  # dashes are typed beside them
            self.fixed[at] = text

    def entry(self, at: CellRef, look: str, blank: Value = None) -> None:
        """A cell for the user, with what is already known of it."""
        self.fixed.pop(at, None)
        self._write(at, self.entries.get(at, blank), look)
        self.written[at] = look

    def live(self, at: CellRef | None, look: str) -> None:
        """The live cell that the form knows at this place, with its present result, or what is typed over it."""
        if at is None:
            return
        if at in self.entries:
            self.entry(at, look)
            return
        computed = self.calculation.computed[at]
        value = shown(computed.value)
        cached = float(value) if isinstance(value, Decimal) else spelled(value) if isinstance(value, str) else value
        self.sheet.write_formula(
            at.row - 1, at.column - 1, "=" + excel_formula(computed.live), self.looks[look], cached
        )
        self.written[at] = look

    def formula(self, at: CellRef, formula: str, look: str, value: str = "") -> None:
        """A formula of the sheet's own (links, messages) with its present result."""
        self.sheet.write_formula(at.row - 1, at.column - 1, "=" + formula, self.looks[look], spelled(value))

    def merge(self, area: Area, look: str, text: str = "") -> None:
        """Merge an area and write a text into it; call before writing an entry or live cell there."""
        self._fix(area.first, text)
        if area.first != area.last:
            self.sheet.merge_range(area.a1, text, self.looks[look])
        else:
            self._write(area.first, text, look)

    def link_back(self, at: CellRef) -> None:
        """A link to 审核结果, off the paper: the way back from a cell that a finding led to."""
        self.formula(at, 'HYPERLINK("#\'审核结果\'!A1","返回审核结果")', "link", "返回审核结果")

    def area(self, top: int, left: int, bottom: int, right: int) -> Area:
        """A rectangle of this sheet."""
        return Area(self.name, top, left, bottom, right)

    def _write(self, at: CellRef, value: Value | int, look: str) -> None:
        row, column, style = at.row - 1, at.column - 1, self.looks[look]
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, style)
        elif isinstance(value, Decimal | int):
            self.sheet.write_number(row, column, float(value), style)

    def row(self, row: int, height: float, grows: bool = False) -> None:
        """The height of a row, at least; one that ``grows`` is fitted when someone types into it."""
        self.sheet.set_row(row - 1, min(height, HIGHEST_ROW))
        if grows:
            self.growing.add(row)

    def widths(self, widths: Sequence[float]) -> None:
        """Column widths from A on, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def validate(self, area: Area, rule: Mapping[str, Any]) -> None:
        """An input rule with its prompt and its refusal."""
        self.sheet.data_validation(area.a1, dict(rule))

    def marks(self) -> None:
        """Red, yellow or blue where 审核结果 names the cell: a conditional format a number format, for LibreOffice.

        Spare rows have formats of their own, with a last condition that hides them until they are needed.
        """
        alike: dict[tuple[str, tuple[str, str]], list[CellRef]] = {}
        for at, look in self.written.items():
            alike.setdefault((number_format(look), self.spare.get(at.row, ("", ""))), []).append(at)
        for (code, (unused, unused_look)), cells in alike.items():
            ranges = " ".join(run.a1 for run in runs(cells))
            first = ranges.split(" ")[0].split(":")[0]
            for names, sign, colours in _MARKS:
                here = f'"{self.name}!"&ADDRESS(ROW(),COLUMN(),4)'
                criteria = f'=AND(jx_marks="{MARKS_ON}",COUNTIF({names},{here})>0)'
                self._condition(first, ranges, criteria, self.looks.mark(code, sign, colours))
            if unused:
                self._condition(first, ranges, f"={unused}", self.looks.unused(unused_look))

    def _condition(self, first: str, ranges: str, criteria: str, look: Any) -> None:  # noqa: ANN401
        self.sheet.conditional_format(
            first, {"type": "formula", "criteria": criteria, "format": look, "multi_range": ranges}
        )

    def allow_typing_over(self) -> None:
        """No green triangles on formulas that a published figure may be typed over."""
        cells = [at for at, look in self.written.items() if look.startswith("stated_")]
        if cells:
            self.ignore("formula_unlocked", " ".join(run.a1 for run in runs(cells)))

    def ignore(self, warning: str, ranges: str) -> None:
        """Spare some cells one of Excel's background warnings (XlsxWriter keeps the last call's only)."""
        self.ignored[warning] = " ".join(filter(None, (self.ignored.get(warning), ranges)))
        self.sheet.ignore_errors(self.ignored)

    def paper(self, landscape: bool, area: Area | None, repeat: int | None = None) -> None:
        """A4, one page wide, page numbers, the heading row on every page; helper columns stay off the paper.

        Without an ``area`` all of a sheet is printed, also what is added to it later.
        """
        sheet = self.sheet
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        else:
            sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        if area is not None:
            sheet.print_area(area.a1)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.print_black_and_white()  # Excel prints no fills then: the marks' colours stay off the paper
        sheet.center_horizontally()
        sheet.set_footer('&C&"宋体"&9第 &P 页  共 &N 页')
        if repeat is not None:
            sheet.repeat_rows(repeat - 1, repeat - 1)

    def protect(self) -> None:
        """Lock formulas and labels, without a password; rows may be inserted and sized."""
        self.sheet.protect(
            "",
            {"format_columns": True, "format_rows": True, "insert_rows": True, "select_locked_cells": True,
             "select_unlocked_cells": True, "autofilter": True, "sort": True},
        )  # fmt: skip


def spelled(text: str) -> str:
    """The text as a formula's result is kept: XlsxWriter spells out signs that XML lacks in typed texts only."""
    text = _LIKE_ESCAPE.sub("_x005F_", text)
    return _NOT_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]")


def runs(cells: Iterable[CellRef]) -> list[Area]:
    """The cells as few vertical runs, top to bottom, left to right."""
    areas: list[Area] = []
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        if areas and areas[-1].right == cell.column and areas[-1].bottom == cell.row - 1:
            last = areas.pop()
            areas.append(Area(cell.sheet, last.top, last.left, cell.row, cell.column))
        else:
            areas.append(Area(cell.sheet, cell.row, cell.column, cell.row, cell.column))
    return areas
