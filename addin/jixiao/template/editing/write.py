"""The 指标体系编制 workbook, drawn: white cells to fill in, drop-down lists, notes on headings, frozen heads."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from jixiao.model.book import Value
from jixiao.model.cells import column_letters
from jixiao.template.editing.cells import NO, YES
from jixiao.template.editing.grid import CONTENT, ITEM
from jixiao.template.editing.pages import Rows
from jixiao.template.editing.schema import Column, Section, SheetPlan, plan
from jixiao.template.styles import HEAD, LOOKS
from jixiao.template.text_room import HIGHEST_ROW, LINE_HEIGHT, lines_of

_BOX = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "border_color": "#A6A6A6",
        "text_wrap": True}  # fmt: skip
_OWN: Mapping[str, Mapping[str, Any]] = {
    "sheet": LOOKS["chapter"] | {"font_size": 14},
    "help": {**LOOKS["prose"], "font_size": 10, "font_color": "#595959", "text_wrap": False, "valign": "vcenter"},
    "chapter": LOOKS["chapter"],
    "heading": {**_BOX, "font_name": "黑体", "align": "center", "bg_color": HEAD},
    "item": {**_BOX, "bg_color": "#F2F2F2"},
    "note": {"font_name": "宋体", "font_size": 10, "font_color": "#7F7F7F", "valign": "vcenter", "text_wrap": True},
    "text": {**_BOX, "num_format": "@"},
    "number": {**_BOX, "align": "right"},
    "choice": {**_BOX, "align": "center", "num_format": "@"},
}
_SPARE = {"table": 10, "map": 3, "texts": 4, "indicators": 20, "drawing": 10, "other": 6}
"""Blank rows with borders and drop-down lists below what is there."""

_RANGES = {"rate": ("十、比率", "比率名称")}
_LONGEST_LIST = 250
_LINE, _MARGIN = 20, 6
_A4, _A3, _WIDEST_A4 = 9, 8, 200
"""Numbers of paper sizes in Excel; up to so many characters a row can be read on the smaller one."""


def write_book(rows: Mapping[str, Rows]) -> bytes:
    """The bytes of the .xlsx; ``rows`` are those of each section, by its title."""
    from jixiao.template.writer import Writer

    buffer = io.BytesIO()
    book = Writer(buffer)
    book.set_properties({"title": "指标体系编制", "author": "", "created": datetime(2021, 1, 1)})
    looks = {name: book.add_format(dict(look)) for name, look in _OWN.items()}
    tops = _tops(rows)
    for sheet in plan().sheets:
        _Sheet(book.add_worksheet(sheet.name), sheet, looks, tops).write(rows)
    book.close()
    return buffer.getvalue()


def _tops(rows: Mapping[str, Rows]) -> dict[str, tuple[str, int, int]]:
    """Section title → its sheet, the row of its title, how many rows it has for entries. Counted from 0."""
    found: dict[str, tuple[str, int, int]] = {}
    for sheet in plan().sheets:
        row = 3
        for section in sheet.sections:
            room = _room(section, rows.get(section.title, []))
            found[section.title] = sheet.name, row, room
            row += 3 + bool(section.help) + room
    return found


def _room(section: Section, rows: Rows) -> int:
    return len(section.columns) if section.kind == "form" else len(rows) + _SPARE[section.kind]


class _Sheet:
    """Writes one sheet of the 指标体系编制 workbook; ``tops`` is where its sections begin."""

    def __init__(self, sheet: Any, layout: SheetPlan, looks: Mapping[str, Any], tops: Mapping[str, Any]) -> None:  # noqa: ANN401
        self.sheet, self.layout, self.looks, self.tops = sheet, layout, looks, tops

    def write(self, rows: Mapping[str, Rows]) -> None:
        """Write the whole sheet, with these rows by the title of their section."""
        for column, width in enumerate(self.layout.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.write_string(0, 0, self.layout.name, self.looks["sheet"])
        self.sheet.set_row(0, 26)
        self.sheet.write_string(1, 0, self.layout.help, self.looks["help"])
        for section in self.layout.sections:
            self._section(section, rows.get(section.title, []))
        self._paper()

    def _paper(self) -> None:
        only = self.layout.sections[0] if len(self.layout.sections) == 1 else None
        header = self.tops[only.title][1] + 2 + bool(only.help) if only else 2
        self.sheet.freeze_panes(header, 3 if only is not None and only.kind == "indicators" else 0)
        if only is not None:
            self.sheet.repeat_rows(header - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4 if sum(self.layout.widths) <= _WIDEST_A4 else _A3)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer("&C第 &P 页 共 &N 页")

    def _section(self, section: Section, rows: Rows) -> None:
        _, top, room = self.tops[section.title]
        self.sheet.write_string(top, 0, section.title, self.looks["chapter"])
        self.sheet.set_row(top, 24)
        if section.help:
            self.sheet.write_string(top + 1, 0, section.help, self.looks["help"])
            self.sheet.set_row(top + 1, _LINE)
        header = top + 1 + bool(section.help)
        if section.kind == "form":
            self._form(section, rows, header)
        else:
            self._table(section, rows, header, room)

    def _form(self, section: Section, rows: Rows, header: int) -> None:
        for place, text in enumerate((ITEM, CONTENT)):
            self.sheet.write_string(header, place, text, self.looks["heading"])
        for number, column in enumerate(section.columns):
            row = header + 1 + number
            value = rows[number][0] if number < len(rows) else None
            self.sheet.write_string(row, 0, column.label, self.looks["item"])
            self._cell(row, 1, column, value)
            if column.note:
                self.sheet.write_string(row, 2, column.note, self.looks["note"])
            self._height(row, [(value, self.layout.widths[1])], hidden=column.hidden)
            self._choices(column, row, row, 1)

    def _table(self, section: Section, rows: Rows, header: int, room: int) -> None:
        self.sheet.set_row(header, 24)
        for place, column in self._placed(section):
            self.sheet.write_string(header, place, column.label, self.looks["heading"])
            if column.note:
                self.sheet.write_comment(header, place, column.note, {"author": "", "x_scale": 2, "font_size": 10})
            if column.hidden:
                self.sheet.set_column(place, place, None, None, {"hidden": True})
            self._choices(column, header + 1, header + room, place)
        blank: list[Value] = [None] * len(section.columns)
        for number in range(room):
            values = rows[number] if number < len(rows) else blank
            for (place, column), value in zip(self._placed(section), values, strict=True):
                self._cell(header + 1 + number, place, column, value)
            self._height(header + 1 + number, list(zip(values, self.layout.widths, strict=False)))

    def _placed(self, section: Section) -> Iterator[tuple[int, Column]]:
        """The columns of a table with their places; what is hidden stands right of all sections of the sheet."""
        for place, column in enumerate(section.columns):
            yield len(self.layout.widths) if column.hidden else place, column

    def _cell(self, row: int, place: int, column: Column, value: Value) -> None:
        look = {"number": "number", "choice": "choice", "yes": "choice", "scoring": "choice"}.get(column.kind, "text")
        if isinstance(value, Decimal):
            self.sheet.write_number(row, place, value, self.looks["number"])
        elif isinstance(value, str):
            self.sheet.write_string(row, place, value, self.looks[look])
        else:
            self.sheet.write_blank(row, place, None, self.looks[look])

    def _height(self, row: int, cells: Sequence[tuple[Value, float]], hidden: bool = False) -> None:
        lines = [lines_of(value, width) for value, width in cells if isinstance(value, str)]
        height = max(_LINE, max(lines, default=1) * LINE_HEIGHT + _MARGIN)
        self.sheet.set_row(row, min(height, HIGHEST_ROW), None, {"hidden": True} if hidden else {})

    def _choices(self, column: Column, first: int, last: int, place: int) -> None:
        words = _words(column)
        source: list[str] | str = words
        if column.kind in _RANGES:
            source = self._range(*_RANGES[column.kind])
        elif not words or len(",".join(words)) > _LONGEST_LIST:
            return
        rule = {"validate": "list", "source": source, "error_type": "warning", "error_title": column.label,
                "error_message": "不在可选的里面。"}  # fmt: skip
        self.sheet.data_validation(first, place, last, place, rule)

    def _range(self, title: str, label: str) -> str:
        """The cells of a column elsewhere: what can be chosen there grows with what is listed there."""
        name, top, room = self.tops[title]
        section = next(section for _, section in plan().sections() if section.title == title)
        letter = column_letters([column.label for column in section.columns].index(label) + 1)
        first = top + 2 + bool(section.help) + 1
        return f"='{name}'!${letter}${first}:${letter}${first + room - 1}"


def _words(column: Column) -> list[str]:
    match column.kind:
        case "choice":
            return [*column.choices]
        case "yes":
            return [YES, NO]
        case "scoring":
            return [*plan().scoring.values()]
        case "role":
            return [*plan().roles.values()]
    return []
