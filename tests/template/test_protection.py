"""What an office may type into a built template, what it may not, and what comes out on paper."""

from collections.abc import Iterator

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from blank_templates import Blank
from entry_cells import entry_cells
from jixiao.model.cells import CellRef, column_letters
from jixiao.template.source import source_ids
from random_entries import own_rows

FONTS = {"宋体", "黑体", "仿宋"}
ON_PAPER = ("封面", "自评表", "基础数据", "指标测算", "叙述数据", "汇总表", "佐证材料清单", "审核结果", "填报说明")


def shown_cells(sheet: Worksheet) -> Iterator[tuple[int, int]]:
    """All cells of a sheet that are not covered by a merge, by row and column."""
    covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells} - {
        (area.min_row, area.min_col) for area in sheet.merged_cells.ranges
    }
    for row in sheet.iter_rows():
        yield from ((cell.row, cell.column) for cell in row if (cell.row, cell.column) not in covered)  # type: ignore[misc]


def test_every_sheet_is_protected_without_a_password(any_blank: Blank) -> None:
    for sheet in any_blank.workbook:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title


def test_entries_are_unlocked_and_everything_else_is_locked(blank: Blank) -> None:
    unlocked = {
        CellRef(sheet.title, row, column)
        for sheet in blank.workbook
        for row, column in shown_cells(sheet)
        if not sheet.cell(row, column).protection.locked
    }
    assert unlocked == entry_cells(blank.plan)


def test_every_amount_points_score_and_measure_has_a_prompt(blank: Blank) -> None:
    form = blank.plan.form
    assert form.indicators is not None and form.summary is not None
    table, fund, summary = form.indicators, form.fund, form.summary.table
    cells = [table.at(role, row.row) for row in table.rows for role in ("target", "actual", "score")]
    cells += [table.at(role, row.row) for rows in own_rows(table) for row in rows for role in ("points", "scoring")]
    cells += [fund.at(role, line) for line in fund.lines for role in ("annual_budget", "executed")] if fund else []
    cells += [*form.concepts.values(), *(at for checklist in form.checklists for at in checklist.ticks)]
    cells += [summary.at(role, summary.first) for role in ("annual_budget", "executed", "self_score")]
    assert {at for at in cells if at is not None} <= blank.prompted()


@pytest.mark.parametrize("name", ON_PAPER)
def test_prints_on_a4_one_page_wide_with_page_numbers(name: str, blank: Blank) -> None:
    sheet = blank.workbook[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text is not None and "&P" in sheet.oddFooter.center.text
    assert sheet.print_area or name == "审核结果"  # that one grows: all that is written there is printed


def test_helper_columns_stay_off_the_paper(blank: Blank) -> None:
    plan, form = blank.plan, blank.plan.form
    assert plan.drawing is not None and form.indicators is not None
    last = plan.drawing.last
    assert blank.workbook["自评表"].print_area == f"'自评表'!$A$1:${column_letters(last)}${plan.drawing.foot + 1}"
    assert len(plan.source.evaluation.widths) == last
    helpers = {f"level{level}_{what}" for level in (1, 2) for what in ("check", "score")} | {"scoring"}
    if plan.framework.indicators.points_in_names:
        helpers.add("points")
    aside = {role for block in plan.drawing.blocks for role, span in block.spans.items() if span.left > last}
    assert bool(aside) == bool(plan.source.evaluation.aside)
    on_paper = {role: column for role, column in form.indicators.table.columns.items() if role not in helpers | aside}
    assert max(on_paper.values()) <= last < min(form.indicators.table.columns[role] for role in helpers)
    assert all(at.column > last for at in (form.fund.checks.values() if form.fund else ()))
    for name, column in form.notes.items():
        assert column > last if name == "自评表" else True
        assert f"${column_letters(column)}$" not in blank.workbook[name].print_area


def test_messages_stand_beside_every_row_of_the_tables(blank: Blank) -> None:
    form = blank.plan.form
    assert form.indicators is not None
    sheet, column = blank.workbook["自评表"], form.notes["自评表"]
    rows = {row.row for row in form.indicators.rows} | {form.indicators.table.total}
    rows |= {at.row for line in form.fund.lines if (at := form.fund.at("executed", line))} if form.fund else set()
    assert all(str(sheet.cell(row, column).value).startswith("=IF(jx_marks=") for row in rows if row)


def test_heading_row_of_the_scoring_table_is_repeated_on_every_page(blank: Blank) -> None:
    assert blank.plan.form.indicators is not None
    header = blank.plan.form.indicators.table.header
    assert blank.workbook["自评表"].print_title_rows == f"${header}:${header}"


def test_fonts_are_those_of_office_machines(any_blank: Blank) -> None:
    sheets = [sheet for sheet in any_blank.workbook if sheet.title != "_jixiao"]
    used = {cell.font.name for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert used <= FONTS


def test_every_template_is_looked_at() -> None:
    assert len(source_ids()) >= 4
