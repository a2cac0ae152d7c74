"""The drawing of the 自评表 as rows: one for each label, entry or column, and back."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jixiao.model.book import Value
from jixiao.template.editing import cells
from jixiao.template.editing.draft import NO_WORDS, Draft, Placed, is_blank
from jixiao.template.editing.grid import Found
from jixiao.template.editing.schema import Column, Section
from jixiao.template.editing.tree import Path, find, take
from jixiao.template.editing.words import Words
from jixiao.template.source_checks import DEFAULT

_KINDS = ("rows", "fund", "indicators")
"""The kinds of parts that have rows of their own here; of any other the row says only where it stands."""

_CELL = ("span", "label", "field", "rows", "head")
_HEADED = "label"
"""The column over which the fund table prints a heading of its own."""


def drawing_rows(section: Section, left: dict[str, Any], words: Words) -> list[list[Value]]:
    """The rows of all parts; what is written is taken out of what is ``left``."""
    parts = find(left, section.way)
    if not isinstance(parts, list):
        return []
    rows: list[list[Value]] = []
    for number, part in enumerate(parts, 1):
        kind = part.pop("kind") if part["kind"] in _KINDS else None
        word = None if kind is None else cells.written(kind, section.columns[1], words)
        for row in _taken(kind, part):
            rows.append([number_of(number), word, *_row(row, _entry(section.columns[3], kind, part), words)])
    if not any(parts):
        take(left, section.way)
    return rows


def _row(row: Mapping[str, Any], column: Column, words: Words) -> list[Value]:
    item = cells.written(row["item"], column, words) if row.get("item") else None
    head = cells.YES if row.get("head") else None
    return [number_of(row.get("row")), item, row.get("label"), row.get("span"), number_of(row.get("height")),
            number_of(row.get("rows")), head]  # fmt: skip


def number_of(value: object) -> Value:
    """A number for a cell."""
    return None if value is None else Decimal(str(value))


def _entry(column: Column, kind: str | None, part: Mapping[str, Any]) -> Column:
    """Entries go by their own words; columns of a table by those of columns."""
    by_entry = kind == "rows" or part.get("across")
    return column if by_entry else column.model_copy(update={"kind": "role"})


def _taken(kind: str | None, part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a part; what they hold is taken out of it."""
    match kind:
        case "rows":
            yield from _taken_cells(part)
        case "fund":
            heading, spans = part.pop("heading") if part.get("heading") else None, part.pop("spans")
            for role, span in spans.items():
                yield {"item": role, "span": span, "label": heading if role == _HEADED else None}
        case "indicators":
            whole = {"label": part.pop("title", None), "height": part.pop("row_height", None)}
            spans = part.pop("spans")[DEFAULT] if [*part["spans"]] == [DEFAULT] else {}
            for role, span in spans.items() or [(None, None)]:
                yield {"item": role, "span": span, **whole}
                whole = {}
        case None:
            yield {}


def _taken_cells(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(part["rows"], 1):
        height = {"height": row.pop("height")} if "height" in row else {}
        for cell in row["cells"]:
            found = {key: cell.pop(key) for key in _CELL if key in cell}
            yield {"row": number, "item": found.get("field"), **found, **height}
            height = {}
        if not any(row["cells"]):
            del row["cells"]
    if not any(part["rows"]):
        del part["rows"]


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
        """Put what the row says into its part; a row of a part without a kind says nothing."""
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
        at, cell = self.placed[3]
        is_table = self.part["kind"] == "indicators"
        if is_table and (*self.path, "title") not in self.draft.places:
            self._take(4, (*self.path, "title"))
            self._take(6, (*self.path, "row_height"))
        if not is_blank(cell):
            self.draft.later.append(
                lambda words: self._named_span(words, ("spans", DEFAULT) if is_table else ("spans",))
            )
        elif not (is_table and is_blank(self.placed[5][1])):
            self.draft.fault(at, "没有写是哪一栏")

    def _named_span(self, words: Words, inner: Path) -> None:
        """The columns of a role, or of a line where the lines stand side by side."""
        at, cell = self.placed[3]
        entry = self.columns[3]
        try:
            role = cells.read(cell, entry.model_copy(update={"kind": "role"}), words)
        except ValueError:
            try:
                role = cells.read(cell, entry, words)
            except ValueError as error:
                self.draft.fault(at, str(error))
                return
        if (*self.path, *inner, role) in self.draft.places:
            self.draft.fault(at, "这一栏前面已经有了")
        self._take(5, (*self.path, *inner, role))
        if role == _HEADED and self.part["kind"] == "fund":
            self._take(4, (*self.path, "heading"))
