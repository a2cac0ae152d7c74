"""The drawing of the 自评表 as rows: one for each label, entry or column, and back."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jixiao.model.book import Value
from jixiao.template.editing import cells
from jixiao.template.editing.draft import NO_WORDS, Draft, Placed, is_blank
from jixiao.template.editing.grid import Found
from jixiao.template.editing.schema import Column, Section
from jixiao.template.editing.tree import Path, find
from jixiao.template.editing.words import Words

_HANDLED = {
    "rows": {"kind", "rows"},
    "fund": {"kind", "spans"},
    "indicators": {"kind", "title", "row_height", "spans"},
}
_CELL, _ROW = {"span", "label", "field", "rows", "head"}, {"cells", "height"}


def drawing_rows(section: Section, left: dict[str, Any], words: Words) -> list[list[Value]]:
    """The rows of all parts that can be written so; what is written is taken out of what is ``left``."""
    parts = find(left, section.way)
    if not isinstance(parts, list) or not all(map(_fits, parts)):
        return []
    rows: list[list[Value]] = []
    for number, part in enumerate(parts, 1):
        for row in _part_rows(part):
            entry = section.columns[3]
            word = cells.written(row["item"], _entry(entry, part), words) if row.get("item") else None
            kind = cells.written(part["kind"], section.columns[1], words)
            head = cells.YES if row.get("head") else None
            rows.append([number_of(number), kind, number_of(row.get("row")), word, row.get("label"), row["span"],
                         number_of(row.get("height")), number_of(row.get("rows")), head])  # fmt: skip
    evaluation = find(left, section.way[:-1])
    del evaluation[section.way[-1]]
    return rows


def number_of(value: object) -> Value:
    """A number for a cell."""
    return None if value is None else Decimal(str(value))


def _entry(column: Column, part: Mapping[str, Any]) -> Column:
    """Entries go by their own words; columns of a table by those of columns."""
    by_entry = part["kind"] == "rows" or part.get("across")
    return column if by_entry else column.model_copy(update={"kind": "role"})


def _fits(part: Mapping[str, Any]) -> bool:
    if not set(part) <= _HANDLED.get(part["kind"], set()):
        return False
    if part["kind"] == "indicators":
        return [*part["spans"]] == ["default"]
    rows = part.get("rows", ())
    return all(set(row) <= _ROW and all(set(cell) <= _CELL for cell in row["cells"]) for row in rows)


def _part_rows(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if part["kind"] == "rows":
        for number, row in enumerate(part["rows"], 1):
            for place, cell in enumerate(row["cells"]):
                height = {"height": row["height"]} if "height" in row and place == 0 else {}
                yield {"row": number, "item": cell.get("field"), **cell, **height}
        return
    spans = part["spans"]["default"] if part["kind"] == "indicators" else part["spans"]
    first = {"label": part.get("title") or None, "height": part.get("row_height")}
    for role, span in spans.items():
        yield {"item": role, "span": span, **first}
        first = {}


def read_drawing(section: Section, found: Found, draft: Draft) -> None:
    """The parts that the rows tell of, in order."""
    parts: list[dict[str, Any]] = []
    last: tuple[Value, Value] | None = None
    lines: dict[Value, int] = {}
    columns = section.columns
    for row in found.rows():
        placed = [found.cell(row, column.label) for column in columns]
        number = _whole(draft, columns[0], placed[0], (*section.way, len(parts), "number"))
        key = number or (last[0] if last else None), placed[1][1].value
        if key != last:
            last, lines = key, {}
            parts.append({})
            draft.set((*section.way, len(parts) - 1), parts[-1], placed[1][0])
            draft.read((*section.way, len(parts) - 1, "kind"), columns[1], placed[1])
        _Line(section, draft, (*section.way, len(parts) - 1), parts[-1], placed, lines).read()


def _whole(draft: Draft, column: Column, placed: Placed, path: Path) -> Value:
    """The number in a cell, None where there is none."""
    draft.place(path, placed[0])
    if is_blank(placed[1]):
        return None
    try:
        return Decimal(cells.read(placed[1], column, NO_WORDS))
    except ValueError as error:
        draft.fault(placed[0], str(error))
        return None


class _Line:
    """One row of the section, for the part that it belongs to. ``lines``: row of the form → its number in the part."""

    def __init__(
        self, section: Section, draft: Draft, path: Path, part: dict[str, Any], placed: list[Placed],
        lines: dict[Value, int],
    ) -> None:  # fmt: skip
        self.columns, self.draft, self.path, self.part = section.columns, draft, path, part
        self.placed, self.lines = placed, lines

    def read(self) -> None:
        if self.part.get("kind") == "rows":
            self._cell()
        elif "kind" in self.part:
            self._span()

    def _take(self, number: int, path: Path) -> None:
        self.draft.read(path, self.columns[number], self.placed[number])

    def _cell(self) -> None:
        line = _whole(self.draft, self.columns[2], self.placed[2], (*self.path, "line", len(self.lines)))
        if line not in self.lines:
            self.lines[line] = len(self.lines)
            self.draft.set((*self.path, "rows", self.lines[line]), {"cells": []}, self.placed[2][0])
            self._take(6, (*self.path, "rows", self.lines[line], "height"))
        row: Path = (*self.path, "rows", self.lines[line])
        cell: Path = (*row, "cells", len(find(self.draft.data, (*row, "cells"))))
        self.draft.set(cell, {}, self.placed[5][0])
        self._entry((*cell, "field"))
        for number, key in ((4, "label"), (5, "span"), (7, "rows"), (8, "head")):
            self._take(number, (*cell, key))

    def _entry(self, path: Path) -> None:
        """Entries of the form are known by name when everything is read."""
        at, cell = self.placed[3]
        self.draft.place(path, at)
        if not is_blank(cell):
            self.draft.later.append(lambda words: self.draft.read_now(path, self.columns[3], (at, cell), words))

    def _span(self) -> None:
        is_first = "spans" not in self.part
        if self.part["kind"] == "indicators" and is_first:
            self._take(4, (*self.path, "title"))
            self._take(6, (*self.path, "row_height"))
        at, cell = self.placed[3]
        column = self.columns[3].model_copy(update={"kind": "role"})
        try:
            role = cells.read(cell, column, NO_WORDS) if not is_blank(cell) else ""
        except ValueError as error:
            self.draft.fault(at, str(error))
            return
        if not role:
            self.draft.fault(at, "没有写是哪一栏")
            return
        inner = ("spans", "default") if self.part["kind"] == "indicators" else ("spans",)
        if (*self.path, *inner, role) in self.draft.places:
            self.draft.fault(at, "这一栏前面已经有了")
        self._take(5, (*self.path, *inner, role))
