"""The live cells of the scoring table: checks and subtotals beside each heading, the totals, the grade."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.compute.live_cell import Kind, Live
from jixiao.compute.numbers import format_number
from jixiao.model.cells import CellRef
from jixiao.model.form import IndicatorForm, IndicatorGroup, named
from jixiao.model.formula import Compare, Formula, IfElse, Literal, Number, parse_formula
from jixiao.model.framework import Framework, Grading


def indicator_cells(form: IndicatorForm, framework: Framework, totals: bool) -> Iterator[Live]:
    """The live cells of the scoring table; without ``totals`` those of its total row are left to the office."""
    for group in form.groups:
        yield from _group(form, group)
    if totals:
        yield from _totals(form, framework)


def _totals(form: IndicatorForm, framework: Framework) -> Iterator[Live]:
    table, law = form.table, framework.indicators
    reported = [row.row for row in form.rows if row.name]
    for role, kind in (("points", Kind.POINTS_TOTAL), ("score", Kind.SCORE_TOTAL)):
        area = table.area(role)
        at = table.at(role, table.total) if table.total else None
        if area and at:
            parts = tuple(CellRef(table.sheet, row, area.left) for row in reported)
            yield Live(at, kind, f"总分“{law.columns[role][0]}”", law.total, {"parts": area}, parts)
    score = table.at("score", table.total) if table.total else None
    if form.grade_at and score:
        yield Live(form.grade_at, Kind.GRADE, "自评等级", grade_formula(framework.grading), {"score": score})


def grade_formula(grading: Grading) -> Formula:
    """The nested conditions that turn a total score (``score``) into the label of its band."""
    formula: Formula = Literal(grading.bands[-1].label)
    score = parse_formula("score")
    for band in reversed(grading.bands[:-1]):
        formula = IfElse(Compare(">=", score, Number(band.start)), Literal(band.label), formula)
    return formula


def _group(form: IndicatorForm, group: IndicatorGroup) -> Iterator[Live]:
    table, name = form.table, f"level{group.level}"
    points, score = (
        table.area("points", group.first, group.last),
        table.area("score", group.first, group.last),
    )
    check_at, subtotal_at = table.at(f"{name}_check", group.first), table.at(f"{name}_score", group.first)
    if check_at and points and group.points is not None:
        yield Live(
            check_at,
            Kind.POINTS_CHECK,
            f"{named(group.name)}分值核对",
            points_check(group.points),
            {"parts": points},
        )
    if subtotal_at and score:
        yield Live(
            subtotal_at,
            Kind.SUBTOTAL,
            f"{named(group.name)}得分小计",
            _SUBTOTAL,
            {"parts": score},
        )


_SUBTOTAL = parse_formula("round(sum(parts), 2)")


@lru_cache(maxsize=256)
def points_check(points: Decimal) -> Formula:
    """``✓ 6`` where the points below a heading add up to it, ``✗ 5，应为 6`` where they do not."""
    right = format_number(points)
    return parse_formula(
        f'text("✓ ", round(sum(parts), 2)) if round(sum(parts), 2) == {right}'
        f' else text("✗ ", round(sum(parts), 2), "，应为 ", {right})'
    )
