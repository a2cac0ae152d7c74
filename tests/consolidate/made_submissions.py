"""Submissions made up by hand, and a 汇总表 as the level above gets it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jixiao.consolidate.collection import InMemory
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation, Row
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns.submission import Amount, Arrival, Content, IndicatorLine, Submission, SummaryRow
from jixiao.model.figures import Missing

LAW = "donghu_department_2021"


def submission(name: str, budget: Any = 100, executed: Any = 80, score: Any = 90, **more: Any) -> Submission:
    """What a unit's workbook reports; figures beside these three come as ``facts``."""
    facts = {key: amount(value) for key, value in more.pop("facts", {}).items()}
    figures = {"annual_budget": amount(budget), "executed": amount(executed), "self_score": amount(score), **facts}
    places = {"annual_budget": "自评表!E9", "executed": "自评表!G9", "self_score": "自评表!H53"}
    usual: dict[str, Any] = {"file": f"{name}.xlsx", "digest": "", "content": Content.UNIT, "department": "某局",
                             "year": "2021", "money_unit": "万元", "framework": LAW, "framework_version": "2021.3",
                             "figures": figures, "places": places}  # fmt: skip
    return Submission(unit=name, **usual | more)


def amount(value: Any) -> Amount:
    return value if isinstance(value, Missing) else Decimal(str(value))


def line(level1: str, score: Any, points: Any = 10) -> IndicatorLine:
    return IndicatorLine(level1, "", "某指标", amount(points), amount(score))


def rolled_up(arrivals: Iterable[Arrival], **plan: Any) -> Consolidation:
    return consolidate(InMemory(arrivals), Plan(**plan))


def as_summary(found: Consolidation, department: str, **more: Any) -> Submission:
    """The 汇总表 of a consolidation as the level above reads it."""
    rows = tuple(_row(row, number) for number, row in enumerate(found.rows, 5))
    usual: dict[str, Any] = {"file": f"{department}汇总表.xlsx", "digest": "", "content": Content.SUMMARY,
                             "department": department, "year": found.year, "money_unit": found.money_unit,
                             "framework": found.framework.id, "framework_version": found.framework.version,
                             "rows": rows}  # fmt: skip
    return Submission(unit=department, **usual | more)


def _row(row: Row, number: int) -> SummaryRow:
    places = {"annual_budget": f"汇总表!C{number}", "executed": f"汇总表!D{number}", "self_score": f"汇总表!F{number}"}
    figures = {role: row.figures[role] for role in places}
    return SummaryRow(row.unit, row.project, figures, places, row.totals.to_text())


def with_row(summary: Submission, number: int, **figures: Any) -> Submission:
    """A 汇总表 of which a row was edited."""
    row = summary.rows[number]
    edited = replace(row, figures={**row.figures, **{role: amount(value) for role, value in figures.items()}})
    return replace(summary, rows=(*summary.rows[:number], edited, *summary.rows[number + 1 :]))
