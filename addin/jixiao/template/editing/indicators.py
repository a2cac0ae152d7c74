"""The rows of indicators back to levels, second-level indicators and indicators."""

from jixiao.template.editing import cells
from jixiao.template.editing.draft import Draft, is_blank
from jixiao.template.editing.entries import read_entry
from jixiao.template.editing.grid import Found, text_in
from jixiao.template.editing.pages import OWN
from jixiao.template.editing.schema import Column, Section
from jixiao.template.editing.tree import Path, find


def read_indicators(section: Section, found: Found, draft: Draft) -> None:
    """The levels that the rows tell of."""
    _Tree(section, found, draft).read()


class _Tree:
    """Rows to levels; a name that is blank or the same as above goes on with the level above."""

    def __init__(self, section: Section, found: Found, draft: Draft) -> None:
        self.section, self.found, self.draft = section, found, draft
        self.levels, self.groups, self.items = -1, -1, -1
        self.names = ["", ""]

    def read(self) -> None:
        """Put all rows into the draft, with a fault for each that cannot be understood."""
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
            self.draft.place((*self._group_path, "indicators", "lost", row), name[0])
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
            lost: Path = (*self._level_path, "groups", "lost")
            if lost not in self.draft.places:  # the rows below belong to the same one
                self.draft.place(lost, at)
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
            read_entry(self.draft, column, path, placed, column.label)

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
                read_entry(self.draft, column, self._group_path, placed, column.label)
            elif not is_blank(cell):
                self.draft.fault(at, f"这一行由单位自填，“{column.label}”应留空")
