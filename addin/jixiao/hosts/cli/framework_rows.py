"""The list of installed frameworks: a few short lines each, for a terminal of 100 columns."""

from collections.abc import Iterable

from jixiao.compute.numbers import format_number
from jixiao.model.framework import Framework
from jixiao.model.page import Column, Grid
from jixiao.pages.framework_indicators import points_words

_NOT_CONFIRMED = "（未能核对）"
_FIRST_WIDTH = 24


def framework_list(frameworks: Iterable[tuple[Framework, str]]) -> Grid:
    """All frameworks, each with the id of the template that carries it, or ""."""
    rows: list[tuple[str, ...]] = []
    for framework, template in frameworks:
        rows += [_row(framework, template), ("",) * 6]
    first = max([_FIRST_WIDTH, *(len(row[0].split("\n")[0]) for row in rows)])
    columns = (
        Column("编号、名称、地区", first),
        Column("年度", 4),
        Column("模板", 4),
        Column("总分", 12),
        Column("表", 24),
        Column("依据（文号）"),
    )
    return Grid(columns, rows, indent=0)


def _row(framework: Framework, template: str) -> tuple[str, ...]:
    law = framework.scoring_table
    documents = [
        reference.number + ("" if reference.confirmed else _NOT_CONFIRMED) for reference in framework.references
    ]
    return (
        "\n".join((framework.id, framework.title, framework.region)),
        str(framework.year),
        "有" if template else "没有",
        f"{format_number(law.total_points)} 分\n{points_words(law)}" if law else "不评分",
        "\n".join(_tables(framework)),
        "\n".join(documents),
    )


def _tables(framework: Framework) -> list[str]:
    """The tables of its workbook with their sizes."""
    sections = [group for level in framework.levels for group in level.groups if group.is_open]
    own = f"，自设 {len(sections)} 节" if sections else ""
    return [
        *([f"决算表 {len(framework.tables)} 张"] if framework.tables else []),
        f"资金表 {len(framework.fund.lines)} 项" if framework.fund else "没有资金表",
        f"指标表 {len(framework.fixed)} 项{own}" if framework.scoring_table else "没有指标表",
        f"基础数据 {len(framework.concepts)} 个",
        f"比率 {len(framework.rates)} 个",
        "汇总表" if framework.summary_table else "没有汇总表",
        f"叙述数据 {len(framework.statements)} 项",
    ]
