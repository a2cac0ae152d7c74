"""Rows of one name: no two rows of a 汇总表 are called the same, or nobody could tell which is which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jixiao.consolidate.adding.semantics import figures_of
from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.judging.keys import unit_key
from jixiao.model.framework import Framework
from jixiao.read.pages import plain


def qualified(unit: str, department: str) -> str:
    """The name of a unit that has namesakes: ``办公室（某局）``."""
    return f"{unit}（{department}）"


def told_apart(rows: Sequence[Row], framework: Framework) -> list[Row]:
    """The rows with the department behind the names of units of different departments; what is listed more than once
    for one unit (a line each project) is put together.
    """
    rows = _together(rows, framework)
    names = Counter(plain(row.name) for row in rows)
    return [
        replace(row, unit=qualified(row.unit, row.department)) if names[plain(row.name)] > 1 and row.department else row
        for row in rows
    ]


def _together(rows: Iterable[Row], framework: Framework) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = plain(row.name), unit_key(row.department)
        seen = found.get(key)
        found[key] = row if seen is None else _sum(seen, row, framework)
    return [*found.values()]


def _sum(one: Row, other: Row, framework: Framework) -> Row:
    totals = one.totals + other.totals
    return Row(one.unit, one.project, one.code, one.department, figures_of(totals, framework), totals,
               members=one.members + other.members)  # fmt: skip
