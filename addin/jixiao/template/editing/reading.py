"""A 指标体系编制 workbook as read by the host → the tables of a framework and of a source."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.model.book import Book, Cell
from jixiao.template.editing import cells
from jixiao.template.editing.draft import NO_WORDS, Draft, Placed, give_ids, is_blank, tell_repeats
from jixiao.template.editing.drawings import read_drawing
from jixiao.template.editing.entries import read_entry
from jixiao.template.editing.grid import CONTENT, ITEM, Found, found_sections, text_in
from jixiao.template.editing.indicators import read_indicators
from jixiao.template.editing.pages import TYPES
from jixiao.template.editing.schema import Column, Section, plan
from jixiao.template.editing.tree import Path, path_of


def read_draft(book: Book) -> Draft:
    """Everything that the workbook says, with all that cannot be understood."""
    draft = Draft()
    others: list[tuple[Section, Found]] = []
    for sheet in plan().sheets:
        for section, found in found_sections(book, sheet, draft):
            if section.kind == "other":
                others.append((section, found))
            else:
                draft.place(section.way, found.title)
                draft.labels.setdefault(section.way, section.title)
                _READERS[section.kind](section, found, draft)
    draft.finish()
    for section, found in others:
        _other(section, found, draft)
    return draft


def _form(section: Section, found: Found, draft: Draft) -> None:
    known = {column.label: column for column in section.columns}
    seen: dict[str, Placed] = {}
    for row in found.rows():
        at, cell = found.cell(row, ITEM)
        label = text_in(cell)
        if label not in known:
            draft.fault(at, f"这一节没有“{label[:20]}”这一项，应是 {'、'.join(known)} 之一" if label
                        else "这一行没有写是哪一项")  # fmt: skip
        elif label in seen:
            draft.fault(at, f"“{label}”前面已经填过")
        else:
            seen[label] = found.cell(row, CONTENT)
    for label, column in known.items():
        if label in seen:
            read_entry(draft, column, section.way, seen, label)


def _table(section: Section, found: Found, draft: Draft) -> None:
    for number, row in enumerate(found.rows()):
        path: Path = (*section.way, number)
        draft.set(path, {}, found.cell(row, section.columns[0].label)[0])
        placed = {column.label: found.cell(row, column.label) for column in section.columns}
        for column in section.columns:
            read_entry(draft, column, path, placed, column.label)
    if section.prefix:
        tell_repeats(draft, section.way)
        give_ids(draft, section.way, section.prefix, section.known)


def _map(section: Section, found: Found, draft: Draft) -> None:
    role, headings = section.columns
    for row in found.rows():
        at, cell = found.cell(row, role.label)
        if is_blank(cell):
            draft.fault(at, f"没有写是哪一个{role.label}")
            continue
        try:
            key = cells.read(cell, role, NO_WORDS)
        except ValueError as error:
            draft.fault(at, str(error))
            continue
        path: Path = (*section.way, key)
        if path in draft.places:
            draft.fault(at, f"“{text_in(cell)}”前面已经有了")
            continue
        draft.place(path, at)
        draft.read(path, headings, found.cell(row, headings.label))


def _texts(section: Section, found: Found, draft: Draft) -> None:
    """Lines as they stand, blanks at their beginning included."""
    lines = [found.cell(row, section.columns[1].label) for row in found.rows()]
    for number, (at, cell) in enumerate(each for each in lines if not is_blank(each[1])):
        if cell.formula is not None:
            draft.fault(at, "这里是公式，应直接写文字或数字")
        else:
            draft.set((*section.way, number), cells.text_of(cell, cell.value), at)


def _other(section: Section, found: Found, draft: Draft) -> None:
    for row in found.rows():
        (at, name), value, kind = (found.cell(row, column.label) for column in section.columns)
        if name.formula is not None or kind[1].formula is not None:
            draft.fault(at if name.formula is not None else kind[0], "这里是公式，应直接写文字")
            continue
        try:
            path = path_of(text_in(name), draft.data)
            at = value[0]
            draft.set(path, _typed(value[1], text_in(kind[1])), at)
        except ValueError as error:
            draft.fault(at, str(error))


def _typed(cell: Cell, kind: str) -> Any:  # noqa: ANN401
    if cell.formula is not None:
        raise ValueError("这里是公式，应直接写文字或数字")
    if kind == TYPES[bool]:
        return cells.read(cell, Column(label="", kind="yes"), NO_WORDS)
    if kind == TYPES[date]:
        return cells.read(cell, Column(label="", kind="date"), NO_WORDS)
    if kind == TYPES[dict]:
        return {}
    if kind == TYPES[list]:
        return [line for line in cells.text_of(cell, cell.value).split("\n") if line]
    if isinstance(cell.value, Decimal) and kind != TYPES[str]:
        return int(cell.value) if cell.value == cell.value.to_integral_value() else cell.value
    if kind == TYPES[int]:
        raise ValueError("值应是数字")
    return cells.text_of(cell, cell.value)


_READERS: Mapping[str, Callable[[Section, Found, Draft], None]] = {
    "form": _form,
    "table": _table,
    "map": _map,
    "texts": _texts,
    "indicators": read_indicators,
    "drawing": read_drawing,
}
