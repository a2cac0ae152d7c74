"""A framework and its source as the rows of the workbook's sections: what is written, before it is drawn."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.frameworks.plain import plain
from jixiao.model.book import Value
from jixiao.model.framework import Framework
from jixiao.template.editing import cells, scoring
from jixiao.template.editing.cells import Unwritable
from jixiao.template.editing.drawings import drawing_rows
from jixiao.template.editing.schema import Column, Section, plan
from jixiao.template.editing.tree import Path, find, leaves, path_text, take
from jixiao.template.editing.words import Words, words_of
from jixiao.template.source_parts import Source

Rows = list[list[Value]]
OWN = "（单位自填）"
"""Stands for a name that the unit writes itself."""

TYPES = {str: "文字", Decimal: "数字", int: "数字", bool: "是否", date: "日期", list: "列表", dict: "空表"}
"""The types of values in 其他设置."""


@dataclass(frozen=True)
class Rest:
    """What has not been written yet of the ``whole``."""

    whole: dict[str, Any]
    left: dict[str, Any]
    words: Words


def pages(framework: Framework, source: Source) -> dict[str, Rows]:
    """Section title → its rows."""
    return pages_of({"framework": plain(framework), "source": plain(source)})


def pages_of(whole: dict[str, Any]) -> dict[str, Rows]:
    """Section title → its rows, for plain tables that need not be complete."""
    rest = Rest(whole, deepcopy(whole), words_of(whole.get("framework", {})))
    return {section.title: _rows(section, rest) for _, section in plan().sections()}


def _rows(section: Section, rest: Rest) -> Rows:
    match section.kind:
        case "form":
            return [[each] for each in row_of(section.columns, section.way, rest)]
        case "table":
            return [row_of(section.columns, (*section.way, n), rest) for n in range(_length(section.way, rest))]
        case "map":
            return [*_map_rows(section, rest)]
        case "texts":
            return [*_text_rows(section, rest)]
        case "indicators":
            return [*_indicator_rows(section, rest)]
        case "drawing":
            return drawing_rows(section, rest.left, rest.words)
    return [[path_text(path, rest.whole, rest.left), *_other(value)] for path, value in _left(rest)]


def _left(rest: Rest) -> Iterator[tuple[Path, object]]:
    return (leaf for key, value in rest.left.items() for leaf in leaves(value, (key,)))


def _other(value: object) -> list[Value]:
    kind = TYPES[type(value)]
    if isinstance(value, dict):
        return [None, kind]
    if isinstance(value, list):
        return ["\n".join(value), kind]
    if isinstance(value, bool):
        return [cells.YES if value else cells.NO, kind]
    if isinstance(value, int | Decimal):
        return [Decimal(value), kind]
    return [value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else None, kind]


def _length(path: Path, rest: Rest) -> int:
    found = find(rest.left, path)
    return len(found) if isinstance(found, list) else 0


def row_of(columns: Sequence[Column], path: Path, rest: Rest) -> list[Value]:
    """The cells of one thing; what they hold is written then, the rest is left."""
    values: list[Value] = []
    for column in columns:
        value = find(rest.left, (*path, *column.way))
        if column.kind in ("scoring", "settings"):
            values.append(_scoring_cell(column, value, (*path, *column.way), rest))
            continue
        try:
            values.append(None if value is None else cells.written(value, column, rest.words))
        except Unwritable:
            values.append(None)
        else:
            _take(rest, (*path, *column.way))
    return values


def _take(rest: Rest, path: Path) -> None:
    """Out of what is left; the tables of a list keep their places."""
    depth = max((n for n, step in enumerate(path) if isinstance(step, int)), default=-1) + 1
    take(find(rest.left, path[:depth]), path[depth:])


def _scoring_cell(column: Column, value: object, path: Path, rest: Rest) -> Value:
    """The rule's name in the first of the two cells, its settings in the second."""
    if value is None:
        return None
    concepts = rest.words.formulas["rates"]
    try:
        rule, settings = scoring.written(value, concepts)
        fits = scoring.read_settings(scoring.read_rule(rule), settings, concepts) == value
    except (KeyError, ValueError, TypeError):
        fits = False
    if not fits:
        return None
    if column.kind == "scoring":
        return rule
    _take(rest, path)
    return settings or None


def _map_rows(section: Section, rest: Rest) -> Iterator[list[Value]]:
    role, headings = section.columns
    for key, value in list((find(rest.left, section.way) or {}).items()):
        try:
            row = [cells.written(key, role, rest.words), cells.written(value, headings, rest.words)]
        except Unwritable:
            continue
        _take(rest, (*section.way, key))
        yield row


def _text_rows(section: Section, rest: Rest) -> Iterator[list[Value]]:
    lines = find(rest.left, section.way) or []
    if any("\n" in line or not line.strip() for line in lines):
        return
    _take(rest, section.way)
    yield from ([Decimal(number), line] for number, line in enumerate(lines, 1))


def _indicator_rows(section: Section, rest: Rest) -> Iterator[list[Value]]:
    """One row an indicator; names and points of the levels above stand in their first row only."""
    for first in range(_length(section.way, rest)):
        level: Path = (*section.way, first)
        above = _of_level(section, 1, level, rest)
        for second in range(_length((*level, "groups"), rest)):
            group: Path = (*level, "groups", second)
            for row in _group_rows(section, group, rest):
                yield [above.get(column.label, row.get(column.label)) for column in section.columns]
                above = {}


def _group_rows(section: Section, group: Path, rest: Rest) -> Iterator[dict[str, Value]]:
    number = _length((*group, "indicators"), rest)
    own = [column for column in section.columns if column.kind in ("scoring", "settings")]
    rule = {} if number else dict(zip([column.label for column in own], row_of(own, group, rest), strict=True))
    above = _of_level(section, 2, group, rest) | rule
    if not number:
        yield above
    for third in range(number):
        yield above | _of_level(section, 3, (*group, "indicators", third), rest)
        above = {}


def _of_level(section: Section, level: int, path: Path, rest: Rest) -> dict[str, Value]:
    columns = [column for column in section.columns if column.level == level]
    values = dict(zip([column.label for column in columns], row_of(columns, path, rest), strict=True))
    name = columns[0].label
    if level == 2 and find(rest.whole, (*path, "name")) == "":
        values[name] = OWN
        _take(rest, (*path, "name"))
    return values
