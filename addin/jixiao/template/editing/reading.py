"""A 指标体系编制 workbook as read by the host → the tables of a framework and of a source."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.model.book import Book, Cell
from jixiao.template.editing import cells, scoring
from jixiao.template.editing.draft import NO_WORDS, Draft, Placed, give_ids, is_blank
from jixiao.template.editing.drawings import read_drawing
from jixiao.template.editing.grid import CONTENT, ITEM, Found, found_sections, text_in
from jixiao.template.editing.pages import OWN, TYPES
from jixiao.template.editing.schema import Column, Section, plan
from jixiao.template.editing.tree import Path, find, path_of
from jixiao.template.editing.words import Words


def read_draft(book: Book) -> Draft:
    """Everything that the workbook says, with all that cannot be understood."""
    draft = Draft()
    others: list[Found] = []
    for sheet in plan().sheets:
        for section, found in found_sections(book, sheet, draft):
            if section.kind == "other":
                others.append(found)
            else:
                draft.place(section.way, found.title)
                draft.labels.setdefault(section.way, section.title)
                _READERS[section.kind](section, found, draft)
    draft.finish()
    for found in others:
        _other(found, draft)
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
            _entry(draft, column, section.way, seen, label)


def _entry(draft: Draft, column: Column, path: Path, cells_of: Mapping[str, Placed], label: str) -> None:
    """One value; a scoring rule takes two cells."""
    if column.kind == "scoring":
        settings = next((each for each in cells_of if "参数" in each), "")
        _scoring(draft, (*path, *column.way), cells_of[label], cells_of.get(settings, cells_of[label]))
    elif column.kind != "settings":
        draft.read((*path, *column.way), column, cells_of[label])


def _scoring(draft: Draft, path: Path, rule: Placed, settings: Placed) -> None:
    draft.place(path, rule[0])
    if is_blank(rule[1]):
        if settings != rule and not is_blank(settings[1]):
            draft.fault(rule[0], "写了计分参数，没有选计分办法")
        return
    draft.later.append(lambda words: _read_scoring(draft, path, rule, settings, words))


def _read_scoring(draft: Draft, path: Path, rule: Placed, settings: Placed, words: Words) -> None:
    at = rule[0]
    try:
        name = scoring.read_rule(cells.text_of(rule[1], rule[1].value).strip())
        at = settings[0]
        text = "" if settings == rule or is_blank(settings[1]) else cells.text_of(settings[1], settings[1].value)
        draft.set(path, scoring.read_settings(name, text, words.formulas["rates"]), at)
        draft.place((*path, "rule"), rule[0])
    except ValueError as error:
        draft.fault(at, str(error))


def _table(section: Section, found: Found, draft: Draft) -> None:
    for number, row in enumerate(found.rows()):
        path: Path = (*section.way, number)
        draft.set(path, {}, found.cell(row, section.columns[0].label)[0])
        placed = {column.label: found.cell(row, column.label) for column in section.columns}
        for column in section.columns:
            _entry(draft, column, path, placed, column.label)
    if section.prefix:
        give_ids(draft, section.way, section.prefix)


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


def _indicators(section: Section, found: Found, draft: Draft) -> None:
    _Tree(section, found, draft).read()


class _Tree:
    """Rows to levels; a name that is blank or the same as above goes on with the level above."""

    def __init__(self, section: Section, found: Found, draft: Draft) -> None:
        self.section, self.found, self.draft = section, found, draft
        self.levels, self.groups, self.items = -1, -1, -1
        self.names = ["", ""]

    def read(self) -> None:
        for row in self.found.rows():
            self._row(row)

    def _text(self, row: int, label: str) -> str:
        return text_in(self.found.cell(row, label)[1])

    def _row(self, row: int) -> None:
        labels = {level: self._columns(level)[0].label for level in (1, 2, 3)}
        if not self._level(row, labels[1]) or not self._group(row, labels[2]):
            return
        name = self.found.cell(row, labels[3])
        is_open = not is_blank(self.found.cell(row, "行数")[1])
        if is_blank(name[1]) and not is_open:
            self.draft.fault(name[0], "没有三级指标名称；由单位自填的，请在“行数”写留几行")
        elif not is_blank(name[1]):
            self._item(row)
        else:
            self._open(row)

    def _columns(self, level: int) -> list[Column]:
        return [column for column in self.section.columns if column.level == level]

    def _level(self, row: int, label: str) -> bool:
        at, cell = self.found.cell(row, label)
        name = cells.text_of(cell, cell.value).strip()
        if not name and self.levels < 0:
            self.draft.fault(at, "第一行应写一级指标的名称")
            return False
        if not name or name == self.names[0]:
            self._same(row, 1, self._level_path)
            return True
        self.levels, self.groups, self.names = self.levels + 1, -1, [name, ""]
        self._fill(row, 1, self._level_path)
        return True

    @property
    def _level_path(self) -> Path:
        return (*self.section.way, self.levels)

    @property
    def _group_path(self) -> Path:
        return (*self._level_path, "groups", self.groups)

    def _group(self, row: int, label: str) -> bool:
        at, cell = self.found.cell(row, label)
        name = cells.text_of(cell, cell.value).strip()
        if not name and self.groups < 0:
            self.draft.fault(at, f"没有二级指标的名称；由单位自填的写“{OWN}”")
            return False
        is_open = not is_blank(self.found.cell(row, "行数")[1])
        if self.groups >= 0 and (not name or name == self.names[1]) and not (name and is_open):
            self._same(row, 2, self._group_path)
            return True
        self.groups, self.items, self.names[1] = self.groups + 1, -1, name
        self._fill(row, 2, self._group_path)
        if name == OWN:
            self.draft.set((*self._group_path, "name"), "", at)
        return True

    def _fill(self, row: int, level: int, path: Path) -> None:
        columns = self._columns(level)
        self.draft.set(path, {}, self.found.cell(row, columns[0].label)[0])
        placed = {column.label: self.found.cell(row, column.label) for column in columns}
        for column in columns:
            _entry(self.draft, column, path, placed, column.label)

    def _same(self, row: int, level: int, path: Path) -> None:
        """What a further row repeats of the levels above must be as it was."""
        for column in self._columns(level)[1:]:
            at, cell = self.found.cell(row, column.label)
            if not is_blank(cell) and cell.value != find(self.draft.data, (*path, *column.way)):
                self.draft.fault(at, f"{column.label}与上面同一指标的不一致；只需写在第一行")

    def _item(self, row: int) -> None:
        self.items += 1
        self._fill(row, 3, (*self._group_path, "indicators", self.items))

    def _open(self, row: int) -> None:
        """The unit's own indicators: of all that tells of an indicator, only how they are scored."""
        columns = self._columns(3)
        placed = {column.label: self.found.cell(row, column.label) for column in columns}
        for column in columns[1:]:
            at, cell = placed[column.label]
            if column.kind in ("scoring", "settings"):
                _entry(self.draft, column, self._group_path, placed, column.label)
            elif not is_blank(cell):
                self.draft.fault(at, f"这一行由单位自填，“{column.label}”应留空")


def _other(found: Found, draft: Draft) -> None:
    labels = [*found.columns]
    for row in found.rows():
        (at, name), value, kind = (found.cell(row, label) for label in labels[:3])
        try:
            path = path_of(text_in(name), draft.data)
            draft.set(path, _typed(value[1], text_in(kind[1])), value[0])
        except ValueError as error:
            draft.fault(at, str(error))


def _typed(cell: Cell, kind: str) -> Any:  # noqa: ANN401
    if cell.formula is not None:
        raise ValueError("这里是公式，应直接写文字或数字")
    if kind == TYPES[bool]:
        return cells.read(cell, Column(label="", kind="yes"), NO_WORDS)
    if kind == TYPES[date]:
        return cells.read(cell, Column(label="", kind="date"), NO_WORDS)
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
    "indicators": _indicators,
    "drawing": read_drawing,
}
