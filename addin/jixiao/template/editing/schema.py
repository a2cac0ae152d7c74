"""What the 指标体系编制 workbook consists of, as ``sheets.toml`` states it."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["text", "number", "numbers", "date", "yes", "choice", "id", "list", "role", "entry", "formula", "fact",
               "rate", "scoring", "settings"]  # fmt: skip
LATE: frozenset[str] = frozenset({"formula", "fact", "rate", "scoring", "settings"})
"""Kinds of cells that are written with names from other cells, and are read when those are known."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Part):
    """One column, or one row of a form. ``key`` is the way to the value from the thing it tells of.

    ``choices``: word → value. ``names``: which names a formula may use. ``level`` of an indicator it belongs to.
    ``optional``: it may be missing, as it is in workbooks made before it was thought of.
    """

    label: str
    key: str = ""
    kind: Kind = "text"
    note: str = ""
    hidden: bool = False
    optional: bool = False
    choices: Mapping[str, str] = {}
    names: str = ""
    level: int = 0

    @property
    def way(self) -> tuple[str, ...]:
        """The keys to follow."""
        return tuple(self.key.split(".")) if self.key else ()


class Section(_Part):
    """One part of a sheet under a title of its own. ``prefix`` begins the ids made up for its rows.

    ``known``: the name or the ``group`` of a row that the program knows by an id of its own → that id.
    """

    title: str
    kind: Literal["form", "table", "map", "texts", "indicators", "drawing", "other"]
    path: str
    columns: tuple[Column, ...]
    prefix: str = ""
    optional: bool = False
    known: Mapping[str, str] = {}
    help: str = ""

    @property
    def way(self) -> tuple[str, ...]:
        """The keys from the top to what the section tells of."""
        return tuple(self.path.split(".")) if self.path else ()

    def column(self, label: str) -> Column:
        """The column of that label."""
        return next(column for column in self.columns if column.label == label)


class SheetPlan(_Part):
    """One sheet: its name, one sentence on how to fill it, the widths of its columns, its sections."""

    name: str
    help: str
    widths: tuple[float, ...]
    sections: tuple[Section, ...]


class Plan(_Part):
    """All sheets in order, and the words for roles, names, facts and scoring rules."""

    sheets: tuple[SheetPlan, ...]
    roles: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, str]
    scoring: Mapping[str, str]

    def sections(self) -> Iterator[tuple[SheetPlan, Section]]:
        """Every section with its sheet."""
        for sheet in self.sheets:
            for section in sheet.sections:
                yield sheet, section


@cache
def plan() -> Plan:
    """The workbook as it is."""
    text = (files("jixiao.template.editing") / "sheets.toml").read_text(encoding="utf-8")
    return Plan.model_validate(tomllib.loads(text))
