"""The tables of a department's final accounts (部门决算公开表): panels side by side, fixed lines or lines by code."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from jixiao.model.parts import Identifier, Label, Labels, Part

ROWS = "rows"
"""Among the parts of a line: the lines by code that no other line by code contains."""

TABLES = "tables"
"""The first word of the facts that these tables state: ``tables.表.行.列``."""

_COUNTED = re.compile(r"(?:[0-9]+[.．]|（[0-9一二三四五六七八九十]+）|[一二三四五六七八九十]+、)\s*")
"""How lines are counted before their names."""

_Ids = Annotated[tuple[Identifier, ...], Field(max_length=100)]


class AccountColumn(Part):
    """A column of figures; ``group`` is a heading over it and its neighbours, ``number`` its 栏次.

    ``parts``: the columns of the same panel that it adds up.
    """

    id: Identifier
    heading: Labels
    group: Annotated[str, Field(max_length=100)] = ""
    number: Annotated[str, Field(max_length=10)] = ""
    parts: _Ids = ()


class AccountLine(Part):
    """A fixed line; ``number`` is its 行次, ``code`` that of its 科目, ``skip`` so many blank lines stand above it.

    ``parts``: the lines of the same table that it adds up. ``unit``: what it counts, "" for money. ``is_title``: it
    holds no figures, ``columns``: it holds them in these only.
    """

    id: Identifier
    label: Labels
    code: Annotated[str, Field(pattern=r"^[0-9]*$", max_length=10)] = ""
    number: Annotated[str, Field(max_length=10)] = ""
    unit: Annotated[str, Field(max_length=10)] = ""
    skip: Annotated[int, Field(ge=0, le=60)] = 0
    parts: _Ids = ()
    is_title: bool = False
    columns: _Ids = ()

    def holds(self, column: str) -> bool:
        """Whether it has a figure in a column."""
        return not self.is_title and (not self.columns or column in self.columns)


class AccountPanel(Part):
    """One of the tables that stand side by side: the headings of its columns, its lines.

    ``rows`` and ``spare``: below the fixed lines so many for the office's own, by the code of their 科目, which has so
    many ``digits``: those of a 类, a 款 and a 项.
    """

    title: Annotated[str, Field(max_length=100)] = ""
    label: Labels
    code: tuple[Label, ...] = ()
    numbered: bool = False
    columns: Annotated[tuple[AccountColumn, ...], Field(min_length=1, max_length=20)]
    lines: Annotated[tuple[AccountLine, ...], Field(min_length=1, max_length=100)]
    rows: Annotated[int, Field(ge=0, le=200)] = 0
    spare: Annotated[int, Field(ge=0, le=200)] = 0
    digits: Annotated[tuple[int, ...], Field(max_length=5)] = ()

    @model_validator(mode="after")
    def _rows_have_codes(self) -> "AccountPanel":
        if self.rows and not self.code:
            raise ValueError("由单位按科目填的行（rows）要有科目编码一列（code）")
        if self.rows and (not self.digits or self.digits[0] < 1 or [*self.digits] != sorted({*self.digits})):
            raise ValueError("由单位按科目填的行（rows）要写明编码的位数（digits），从少到多")
        return self


class AccountTable(Part):
    """One table: its number (公开01表), its title, its panels from left to right, the notes below."""

    id: Identifier
    number: Label
    title: Labels
    panels: Annotated[tuple[AccountPanel, ...], Field(min_length=1, max_length=4)]
    notes: Annotated[tuple[Label, ...], Field(max_length=10)] = ()
    basis: Label

    @property
    def lines(self) -> dict[str, AccountLine]:
        """All fixed lines by their id."""
        return {line.id: line for panel in self.panels for line in panel.lines}

    def cells(self) -> Iterator[tuple[AccountLine, AccountColumn]]:
        """Every fixed cell that holds a figure."""
        for panel in self.panels:
            for line in panel.lines:
                yield from ((line, column) for column in panel.columns if line.holds(column.id))

    def facts(self) -> Iterator[str]:
        """The facts that its fixed cells state."""
        return (f"{TABLES}.{self.id}.{line.id}.{column.id}" for line, column in self.cells())

    def words(self, line: AccountLine, column: AccountColumn) -> str:
        """What messages call a cell: ``公开01表“本年收入合计”决算数``."""
        heading = f"{column.group}{column.heading[0]}" if column.group else column.heading[0]
        return f"{self.number}“{_COUNTED.sub('', line.label[0].strip())}”{heading}"

    @model_validator(mode="after")
    def _parts_exist(self) -> "AccountTable":
        ids = [line.id for panel in self.panels for line in panel.lines]
        if len(set(ids)) < len(ids):
            raise ValueError(f"行的 id 重复：{'、'.join(sorted({id for id in ids if ids.count(id) > 1}))}")
        for panel in self.panels:
            known = {*ids, *((ROWS,) if panel.rows else ())}
            _must_know(known, {part for line in panel.lines for part in line.parts})
            columns = {column.id: column.parts for column in panel.columns}
            _must_know({*columns}, {one for parts in columns.values() for one in parts})
            _must_know({*columns}, {column for line in panel.lines for column in line.columns})
            _must_end(columns)
        _must_end({line.id: line.parts for line in self.lines.values()})
        return self


def _must_know(known: set[str], used: set[str]) -> None:
    if unknown := sorted(used - known):
        raise ValueError(f"合计（parts）里用了没有的 {'、'.join(unknown)}")


def _must_end(uses: dict[str, tuple[str, ...]]) -> None:
    """Nothing is a part of itself, over however many others."""
    waiting = dict(uses)
    while ready := [id for id, parts in waiting.items() if not waiting.keys() & {*parts}]:
        for id in ready:
            del waiting[id]
    if waiting:
        raise ValueError(f"合计（parts）绕了一圈又加到自己：{'、'.join(waiting)}")
