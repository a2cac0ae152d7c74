"""A 汇总表 on the screen."""

from decimal import Decimal
from pathlib import Path

from jixiao import flow
from jixiao.compute.formula import shown
from jixiao.compute.numbers import format_amount, format_number, format_percent
from jixiao.compute.review import Review
from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.file import read_book
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.framework import PROJECT

_SHOWN = {
    "annual_budget": format_amount,
    "executed": format_amount,
    "execution_rate": format_percent,
    "self_score": format_number,
    "review_score": format_number,
}
"""Columns of the 汇总表 beside the unit's name, and how their figures are printed."""

_GRADE = "grade"


def show_summary(path: Path, most: int | None = None) -> None:
    """The 汇总表 of a workbook as a table; of more rows than ``most``, the first ones and the total."""
    review = flow.review_book(read_book(path))
    summary = review.form.summary
    if summary is None:
        return
    rows = []
    names = [*review.listed_names()]
    for row, name in names[:most]:
        rows.append(_row(review, row, name))
    if summary.table.total is not None:
        rows.append(_row(review, summary.table.total, "合计"))
    columns = review.framework.summary.columns
    name = columns[PROJECT if PROJECT in columns else "unit"][0]
    headings = [name, *(columns[role][0] for role in (*_SHOWN, _GRADE) if role in columns)]
    table(f"汇总表：{path.name}（单位：{review.money_unit}）", headings, rows, right=range(1, len(headings)))
    if most is not None and len(names) > most:
        say(f"  只列出前 {most} 行，共 {len(names)} 行，全部见汇总表。", "dim")


def _row(review: Review, row: int, label: str) -> tuple[str, ...]:
    assert review.form.summary is not None
    columns, place = review.framework.summary.columns, review.form.summary.table.at
    figures = {role: review.number(place(role, row)) for role in _SHOWN if role in columns}
    grade = [_grade(review, place(_GRADE, row))] if _GRADE in columns else []
    return (
        label,
        *(_SHOWN[role](figure) if isinstance(figure, Decimal) else _absent(figure) for role, figure in figures.items()),
        *grade,
    )


def _grade(review: Review, at: CellRef | None) -> str:
    """The grade that is typed, else the one that its formula gives."""
    computed = review.calculation.computed.get(at) if at is not None else None
    if computed is None or at in review.calculation.stated:
        return review.text(at)
    return str(shown(computed.value))


def _absent(figure: Missing) -> str:
    return {Missing.NIL: "—", Missing.BLANK: ""}.get(figure, figure.value)
