"""Spare rows of an open section: nothing of them shows until they are needed, and what is typed into them counts."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.workbook import Workbook

from blank_templates import EVALUATIONS, Blank, blank_of
from jixiao import flow
from jixiao.compute.live_cell import Kind
from jixiao.compute.review import Review
from jixiao.model.book import Edit, Value, with_edits
from jixiao.model.cells import CellRef, column_letters
from jixiao.model.form import IndicatorRow
from jixiao.template.blueprint import Blueprint, evaluation_blueprint
from jixiao.template.build import build_workbook
from office import first_pages
from random_entries import own_rows

HEADINGS = ("level1", "weight", "level2", "level2_points")
BLACK, WHITE = "FF000000", "FFFFFFFF"


@dataclass(frozen=True)
class Section:
    """An open section: its rows, of which the first ``shown`` are always there."""

    rows: Sequence[IndicatorRow]
    shown: int


def sections_of(plan: Blueprint) -> tuple[Section, ...]:
    """The open sections that have spare rows."""
    assert plan.drawing is not None and plan.form.indicators is not None
    spare = {item.row for item in plan.drawing.items if item.spare}
    all_rows = own_rows(plan.form.indicators)
    counted = (Section(rows, sum(row.row not in spare for row in rows)) for rows in all_rows)
    return tuple(section for section in counted if section.shown < len(section.rows))


def at(plan: Blueprint, role: str, row: int) -> CellRef:
    found = plan.form.indicators.at(role, row) if plan.form.indicators else None
    assert found is not None
    return found


WITH_SPARE = tuple(id for id in EVALUATIONS if sections_of(evaluation_blueprint(id)))


def test_most_templates_have_spare_rows() -> None:
    assert len(WITH_SPARE) >= 3


def test_every_cell_of_a_spare_row_waits_for_the_row_above(blank: Blank) -> None:
    for section in sections_of(blank.plan):
        for row in section.rows[section.shown :]:
            name = at(blank.plan, "level3", row.row)
            rules = _waiting(blank, row.row, f'AND(${name.shift(rows=-1).a1}="",${name.a1}="")')
            covered = {cell for cells in rules for cell in cells}
            table = blank.plan.form.indicators.block(row.row)  # type: ignore[union-attr]
            helpers = blank.plan.drawing.last  # type: ignore[union-attr]
            on_paper = {column for role, column in table.columns.items() if role not in HEADINGS and column <= helpers}
            assert {(row.row, column) for column in on_paper} <= covered
            assert {cell[0] for cell in covered} == {row.row}


def _waiting(blank: Blank, row: int, formula: str) -> list[set[tuple[int, int]]]:
    """The cells of the rules by which a row waits."""
    formats = blank.workbook["自评表"].conditional_formatting
    last = row == max(each.row for section in sections_of(blank.plan) for each in section.rows
                      if row in {other.row for other in section.rows})  # fmt: skip
    found = []
    for areas in formats:
        for rule in areas.rules:
            if rule.formula == [formula]:
                assert _shows_nothing(rule, last)
                found.append({cell for area in areas.sqref.ranges for cell in area.cells})
    return found


def _shows_nothing(rule: Rule, last: bool) -> bool:
    """White lines above and below, but the closing line of the section; no fill, no text of its own."""
    look = rule.dxf.border
    colours = tuple(edge.color.rgb if edge.color and edge.color.rgb else BLACK for edge in (look.top, look.bottom))
    return colours == (WHITE, BLACK if last else WHITE) and rule.dxf.fill is None


def test_rows_that_are_always_there_never_wait(blank: Blank) -> None:
    names = {at(blank.plan, "level3", row.row).a1 for section in sections_of(blank.plan)
             for row in section.rows[: section.shown]}  # fmt: skip
    formulas = [rule.formula[0] for areas in blank.workbook["自评表"].conditional_formatting for rule in areas.rules]
    assert not any(formula.endswith(f',${name}="")') for name in names for formula in formulas)


@pytest.mark.office
def test_spare_row_appears_on_paper_once_the_row_above_is_used(tmp_path: Path) -> None:
    paths, expected = [], []
    for id in WITH_SPARE:
        section = sections_of(plan := evaluation_blueprint(id))[0]
        workbook = _section_alone(plan, section)
        for used in (0, section.shown, section.shown + 1, len(section.rows)):
            paths.append(_with_named(workbook, plan, section.rows[:used], tmp_path / f"{id}_{used}.xlsx"))
            visible = max(section.shown, min(used + 1, len(section.rows)))
            expected.append(2 + visible)  # above and below the heading row, and below each visible row
    assert [_lines(page) for page in first_pages(paths, tmp_path / "out")] == expected


def _section_alone(plan: Blueprint, section: Section) -> Workbook:
    """A workbook whose first page holds the section only."""
    workbook = openpyxl.load_workbook(io.BytesIO(build_workbook(plan)))
    sheet, rows = workbook["自评表"], section.rows
    workbook.move_sheet(sheet, -1)
    assert plan.drawing is not None
    sheet.print_area = f"A{rows[0].row}:{column_letters(plan.drawing.last)}{rows[-1].row}"
    sheet.print_title_rows = f"{plan.drawing.blocks[0].header}:{plan.drawing.blocks[0].header}"
    return workbook


def _with_named(workbook: Workbook, plan: Blueprint, rows: Sequence[IndicatorRow], path: Path) -> Path:
    """The workbook with those rows named, and those that were before."""
    for row in rows:
        workbook["自评表"][at(plan, "level3", row.row).a1] = "甲"
    workbook.save(path)
    return path


def _lines(page: Sequence[bytes]) -> int:
    """How many lines run across more than two fifths of the page."""
    dark = [sum(pixel < 160 for pixel in row) > len(row) * 0.4 for row in page]
    return sum(here and not above for above, here in zip([False, *dark], dark, strict=False))


@pytest.mark.parametrize("id", WITH_SPARE)
def test_what_is_typed_into_spare_rows_counts(id: str, blanks_folder: Path) -> None:
    blank = blank_of(id, blanks_folder)
    for section in sections_of(blank.plan):
        whole = _points_of(blank.plan, section)
        _counts(blank, section, whole, off=Decimal(0))
        _counts(blank, section, whole, off=Decimal("0.5"))


def _points_of(plan: Blueprint, section: Section) -> Decimal | None:
    """The points of the section that the framework fixes; None where the unit states them, or nobody."""
    assert plan.form.indicators is not None
    first = section.rows[0]
    return next(g.points for g in plan.form.indicators.groups if g.level == 2 and g.first == first.row)


def _counts(blank: Blank, section: Section, whole: Decimal | None, off: Decimal) -> None:
    """Every row of the section used, its points off by so much in the last row: totals, check and rule see it."""
    plan, rows, own = blank.plan, section.rows, not section.rows[0].level2
    total = whole or Decimal(len(rows))
    half = Decimal("0.5")
    shares = [total - half * (len(rows) - 1), *[half] * (len(rows) - 1)]
    entries: dict[CellRef, Value] = {}
    for row, share in zip(rows, shares, strict=True):
        entries |= {at(plan, "level3", row.row): f"自设{row.row}", at(plan, "points", row.row): share,
                    at(plan, "score", row.row): share}  # fmt: skip
    entries[at(plan, "points", rows[-1].row)] = half + off
    if own:
        entries |= {at(plan, "level2", rows[0].row): "自设", at(plan, "level2_points", rows[0].row): total}
    review, report = flow.check(with_edits(blank.book, [Edit(cell, value) for cell, value in entries.items()]))
    shown = _shown(review)
    assert shown[at(plan, "level2_score", rows[0].row)] == shown[_total(plan, "score")] == total
    fixed = sum((item.points or 0 for _, item in plan.framework.fixed.values()), Decimal(0))
    fixed += (plan.framework.fund.points or 0) if plan.framework.fund else 0
    assert shown[_total(plan, "points")] == fixed + total + off
    if whole is not None or own:
        assert str(shown[at(plan, "level2_check", rows[0].row)])[0] == ("✗" if off else "✓")
        labels = {f"“{name}”" for name in (rows[0].level2 or "自设", *(f"自设{row.row}" for row in rows))}
        assert bool(off) == any(f.code == "W001" and f.label in labels for f in report.findings)


def _shown(review: Review) -> Mapping[CellRef, object]:
    kinds = (Kind.SUBTOTAL, Kind.POINTS_CHECK, Kind.POINTS_TOTAL, Kind.SCORE_TOTAL)
    return {cell: item.value for cell, item in review.calculation.computed.items() if item.live.kind in kinds}


def _total(plan: Blueprint, role: str) -> CellRef:
    found = plan.form.indicators.total_at(role) if plan.form.indicators else None
    assert found is not None
    return found
