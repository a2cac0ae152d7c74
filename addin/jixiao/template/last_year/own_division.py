"""Points that a unit divides itself below a fixed first-level sum: they are taken only where they make that sum."""

from dataclasses import replace
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.model.form import IndicatorForm, named
from jixiao.model.framework import Framework
from jixiao.model.scoring_table import Level
from jixiao.template.last_year.taken import Taken


def with_fitting_points(found: Taken, table: IndicatorForm, framework: Framework) -> Taken:
    """What was taken, without the points of first-level indicators that another system divided otherwise."""
    law = framework.scoring_table
    for level in law.levels if law else ():
        if level.points is not None and all(group.is_open and group.points is None for group in level.groups):
            found = _fitting(found, table, level, level.points)
    return found


def _fitting(found: Taken, table: IndicatorForm, level: Level, points: Decimal) -> Taken:
    rows = (row.row for row in table.rows if row.level1 == level.name)
    places = {at for row in rows if (at := table.at("points", row)) is not None and at in found.entries}
    total = sum((value for at in places if isinstance(value := found.entries[at], Decimal)), Decimal(0))
    if not places or total == points:
        return found
    kept = {at: value for at, value in found.entries.items() if at not in places}
    sums = f"去年各项之和是 {format_number(total)}，今年应为 {format_number(points)}"
    words = f"自设指标，{named(level.name)}的分值：{sums}。"
    return replace(found, entries=kept, left=(*found.left, words))
