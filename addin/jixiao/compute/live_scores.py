"""The live cells of the scoring table: checks and subtotals beside each heading, the totals, the grade."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import compress

from jixiao.compute.live_cell import Kind, Live, Operand
from jixiao.compute.numbers import format_number
from jixiao.model.boxes import boxes
from jixiao.model.cells import Area, CellRef
from jixiao.model.form import Form, IndicatorForm, IndicatorGroup, named
from jixiao.model.formula import Compare, Formula, IfElse, IsMissing, Literal, Number, Ref, names, parse_formula
from jixiao.model.framework import FUND_SCORE, Framework, Grading
from jixiao.model.scoring_table import LEVELS, IndicatorTable
from jixiao.read.alike import per_layout
from jixiao.read.facts import own_points


def indicator_cells(whole: Form, form: IndicatorForm, framework: Framework, totals: bool) -> Iterator[Live]:
    """The live cells of the scoring table; without ``totals`` those of its total row are left to the office."""
    own = {group.points_at: at for group, at in own_points(form, framework)}
    reported = [row.row for row in form.rows if row.name]
    for group in form.groups:
        rows = reported[bisect_left(reported, group.first) : bisect_right(reported, group.last)]
        yield from _group(form, group, own.get(group.points_at), rows)
    if totals:
        yield from total_cells(whole, form, framework)
        yield from _level_totals(form, framework.indicators) if whole.ours else ()


def total_cells(whole: Form, form: IndicatorForm, framework: Framework) -> Iterator[Live]:
    """The totals of points and scores, and the grade."""
    rows, named = tuple([row.row for row in form.rows]), [row.name for row in form.rows]
    for live in _totals(whole, framework):
        if live.kind is Kind.GRADE:
            yield live
        else:
            cells = _cells(form.table.sheet, form.table.columns[_ROLES[live.kind]], rows)
            yield live.with_parts((*compress(cells, named), *live.parts))


@lru_cache(maxsize=64)
def _cells(sheet: str, column: int, rows: tuple[int, ...]) -> tuple[CellRef, ...]:
    """A column's cells in some rows; the workbooks of a template have the same ones."""
    return tuple(CellRef(sheet, row, column) for row in rows)


@per_layout
def _totals(whole: Form, framework: Framework) -> tuple[Live, ...]:
    """The totals, with no parts but what the fund table adds to them, and the grade: whichever rows have a name."""
    return () if whole.indicators is None else tuple(_totals_of(whole, whole.indicators, framework))


def _totals_of(whole: Form, form: IndicatorForm, framework: Framework) -> Iterator[Live]:
    table, law = form.table, framework.indicators
    for kind, role in _ROLES.items():
        area, at = table.area(role), form.total_at(role)
        if area and at:
            formula, operands = _total(form, law, role, area)
            extra = fund_score_place(whole, framework, role)
            if extra is not None:
                formula = formula if role == "score" else _WITH_FUND
                operands = {**operands, FUND_SCORE: extra}
            parts = () if extra is None else (extra,)
            yield Live(at, kind, f"总分“{law.columns[role][0]}”", formula, operands, parts)
    score = form.total_at("score")
    if form.grade_at and score and framework.grading:
        grading = framework.grading
        yield Live(form.grade_at, Kind.GRADE, grading.label, printed_grade(grading), {"score": score})


_ROLES = {Kind.POINTS_TOTAL: "points", Kind.SCORE_TOTAL: "score"}


def _level_totals(form: IndicatorForm, law: IndicatorTable) -> Iterator[Live]:
    for role in law.level_totals:
        area, at = form.table.area(role), form.total_at(role)
        if area and at:
            label = f"总分“{law.columns[LEVELS[role]][0]}{law.columns[role][0]}”"
            yield Live(at, Kind.LEVEL_TOTAL, label, _SUBTOTAL, {"parts": area})


def _total(form: IndicatorForm, law: IndicatorTable, role: str, area: Area) -> tuple[Formula, dict[str, Operand]]:
    """The framework's formula of the total score; it may look at the points, too. Points are simply added up."""
    points = form.table.area("points")
    if "points" not in names(law.total):
        return law.total, {"parts": area}
    if role == "points" or points is None:
        return _SUBTOTAL, {"parts": area}
    return law.total, {"parts": area, "points": points}


def fund_score_place(form: Form, framework: Framework, role: str) -> CellRef | None:
    """Where the fund table states the ``points`` or the ``score`` that belong to the total; None where it has none."""
    has = framework.fund is not None and framework.fund.points is not None
    return form.fund.at(role, form.fund.line("total")) if has and form.fund is not None else None


def derivation_cells(form: Form) -> Iterator[Live]:
    """得分推导: each row shows the name of its indicator, and for the unit's own how it is scored."""
    scoring, indicators = form.scoring, form.indicators
    for source, row in scoring.rows.items() if scoring and indicators else ():
        assert scoring is not None and indicators is not None
        for role, shown in (("name", "level3"), ("method", "scoring")):
            at, place = scoring.table.at(role, row), indicators.at(shown, source)
            if at and place and (role == "name" or source in scoring.own):
                yield Live(at, Kind.HEADING, f"得分推导第 {row} 行", _SHOWN, {"shown": place})


_SHOWN = parse_formula("text(shown)")


def grade_formula(grading: Grading) -> Formula:
    """The nested conditions that turn a total score (``score``) into the label of its band."""
    return _by_band(grading, grading.labels)


def printed_grade(grading: Grading) -> Formula:
    """As ``grade_formula``, the way the form prints it: one with boxes prints all grades and ticks the right one."""
    return _by_band(
        grading, [boxes(grading.labels, label) for label in grading.labels] if grading.boxes else grading.labels
    )


def _by_band(grading: Grading, texts: Sequence[str]) -> Formula:
    formula: Formula = Literal(texts[-1])
    score = parse_formula("score")
    for band, text in zip(grading.bands[-2::-1], texts[-2::-1], strict=True):
        formula = IfElse(Compare(">=", score, Number(band.start)), Literal(text), formula)
    return formula


def _group(form: IndicatorForm, group: IndicatorGroup, own_at: CellRef | None, rows: Sequence[int]) -> Iterator[Live]:
    """The check and the subtotal beside a heading; ``own_at``: where the unit states the points of one of its own.

    ``rows``: its rows with indicators, whose scores the subtotal wants.
    """
    table, name = form.table, f"level{group.level}"
    points, score = (table.area(role, group.first, group.last) for role in ("points", "score"))
    check_at, subtotal_at = (table.at(f"{name}_{what}", group.first) for what in ("check", "score"))
    label = named(group.name or "自设二级指标")
    formula = own_points_check() if own_at else points_check(group.points) if group.points is not None else None
    if check_at and points and formula:
        operands: dict[str, Operand] = {"parts": points, "points": own_at} if own_at else {"parts": points}
        yield Live(check_at, Kind.POINTS_CHECK, f"{label}分值核对", formula, operands)
    if subtotal_at and score:
        parts = tuple(CellRef(table.sheet, row, score.left) for row in rows)
        yield Live(subtotal_at, Kind.SUBTOTAL, f"{label}得分小计", _SUBTOTAL, {"parts": score}, parts)


_SUBTOTAL = parse_formula("round(sum(parts), 2)")
_WITH_FUND = parse_formula(f"round(sum(parts) + {FUND_SCORE}, 2)")


@lru_cache(maxsize=256)
def points_check(points: Decimal) -> Formula:
    """``✓ 6`` where the points below a heading add up to it, ``✗ 5，应为 6`` where they do not."""
    return _check(format_number(points))


@cache
def own_points_check() -> Formula:
    """As ``points_check``, over the cell ``points`` of a heading of the unit's own; nothing while it is blank."""
    return IfElse(IsMissing(Ref("points")), Literal(""), _check("points"))


def _check(points: str) -> Formula:
    return parse_formula(
        f'text("✓ ", round(sum(parts), 2)) if round(sum(parts), 2) == {points}'
        f' else text("✗ ", round(sum(parts), 2), "，应为 ", {points})'
    )
