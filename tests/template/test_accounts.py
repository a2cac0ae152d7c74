"""Workbooks with tables of accounts: their sheets, what may be typed in, and that their tables are found again."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from blank_templates import EVALUATIONS, Blank, blank_of
from jixiao import flow
from jixiao.compute.calculate import calculate
from jixiao.compute.live import live_cells
from jixiao.compute.live_cell import Kind
from jixiao.errors import BrokenFramework
from jixiao.hosts.file import read_book
from jixiao.model.account_form import PanelForm
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef, column_letters
from jixiao.read.facts import read_facts
from jixiao.read.form import read_form
from jixiao.template.blueprint import Blueprint, evaluation_blueprint, summary_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import example_ids, load_example
from jixiao.template.source import source_ids
from random_entries import Entries, random_entries
from validator import validate
from workbook_changes import with_rows, without_column
from workbook_lint import lint
from workbooks import base, built

ACCOUNTS = tuple(id for id in source_ids() if id not in EVALUATIONS)
BOOKS = 40


@pytest.fixture(params=ACCOUNTS)
def accounts(request: pytest.FixtureRequest, blanks_folder: Path) -> Blank:
    return blank_of(request.param, blanks_folder)


@cache
def entries_of(template: str) -> tuple[Entries, ...]:
    plan, chance = evaluation_blueprint(template), random.Random(template)
    return tuple(random_entries(plan, chance) for _ in range(BOOKS))


def panels(plan: Blueprint) -> Iterator[tuple[str, PanelForm]]:
    yield from ((id, panel) for id, form in plan.form.tables.items() for panel in form.panels)


def figures(plan: Blueprint) -> set[CellRef]:
    """The cells for figures of the tables."""
    fixed = {at for fact in plan.framework.table_cells if (at := plan.form.place(fact)) is not None}
    return fixed | {CellRef(panel.sheet, row, column) for _, panel in panels(plan) for row in panel.rows
                    for column in panel.columns.values()}  # fmt: skip


def by_code(plan: Blueprint) -> set[CellRef]:
    """The cells for codes and names."""
    return {CellRef(panel.sheet, row, column) for _, panel in panels(plan) for row in panel.rows
            for column in (panel.code, panel.label)}  # fmt: skip


def test_sheets_are_the_tables_and_what_goes_with_them(accounts: Blank) -> None:
    numbers = [table.number for table in accounts.plan.framework.tables]
    assert accounts.workbook.sheetnames == [
        "封面", *numbers, "基础数据", "叙述数据", "审核结果", "填报说明", "_jixiao",
    ]  # fmt: skip


def test_every_table_prints_its_title_its_number_and_all_lines(accounts: Blank) -> None:
    for table in accounts.plan.framework.tables:
        sheet = accounts.workbook[table.number]
        texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert texts >= {table.title[0], table.number, *(line.label[0] for line in table.lines.values())}
        assert texts >= {column.heading[0] for panel in table.panels for column in panel.columns}


def test_blank_and_filled_workbooks_are_valid(accounts: Blank, tmp_path: Path) -> None:
    paths = [accounts.path]
    for number, entries in enumerate(entries_of(accounts.id)[:2]):
        paths.append(tmp_path / f"{number}.xlsx")
        save_workbook(accounts.plan, paths[-1], entries)
    assert validate(paths) == []
    assert [fault for path in paths for fault in lint(path)] == []


def test_entries_and_totals_are_unlocked_and_labels_locked(accounts: Blank) -> None:
    covered = {(sheet.title, *cell) for sheet in accounts.workbook for area in sheet.merged_cells.ranges
               for cell in area.cells if cell != (area.min_row, area.min_col)}  # fmt: skip
    unlocked = {
        CellRef(sheet.title, cell.row, cell.column)  # type: ignore[arg-type]
        for sheet in accounts.workbook
        if sheet.title in {form.sheet for form in accounts.plan.form.tables.values()}
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and (sheet.title, cell.row, cell.column) not in covered
    }
    assert unlocked == figures(accounts.plan) | by_code(accounts.plan)


def test_every_figure_and_code_has_a_prompt(accounts: Blank) -> None:
    codes = {CellRef(panel.sheet, row, panel.code) for _, panel in panels(accounts.plan) for row in panel.rows}
    assert figures(accounts.plan) | codes <= accounts.prompted()


def test_tables_print_on_a4_one_page_wide_without_helper_columns(accounts: Blank) -> None:
    for form in accounts.plan.form.tables.values():
        sheet = accounts.workbook[form.sheet]
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1) == (9, 1)
        assert sheet.print_title_rows == f"${form.header}:${form.header}"
        last = column_letters(form.area.right)
        assert sheet.print_area.startswith(f"'{form.sheet}'!$A$1:${last}$")
        assert accounts.plan.form.notes[form.sheet] > form.area.right
        assert all(panel.level == 0 or panel.level > form.area.right for panel in form.panels)


def test_messages_stand_beside_every_row(accounts: Blank) -> None:
    for form in accounts.plan.form.tables.values():
        sheet, column = accounts.workbook[form.sheet], accounts.plan.form.notes[form.sheet]
        rows = range(form.header + 1, form.last + 1)
        assert all(str(sheet.cell(row, column).value).startswith("=IF(jx_marks=") for row in rows)


def test_random_workbooks_type_into_every_figure_and_reach_every_kind_of_cell(accounts: Blank) -> None:
    typed = {at for entries in entries_of(accounts.id) for at in entries}
    lives = {live.at for live in live_cells(accounts.plan.form, accounts.plan.framework)}
    wanted = (figures(accounts.plan) - lives) | by_code(accounts.plan)
    assert len(wanted - typed) <= len(wanted) // 20
    assert typed & lives
    values: dict[Kind, set[object]] = {}
    for entries in entries_of(accounts.id):
        book = with_edits(Book("", {}), [Edit(at, value) for at, value in entries.items()])
        facts = read_facts(book, accounts.plan.form, accounts.plan.framework)
        for computed in calculate(live_cells(accounts.plan.form, accounts.plan.framework), facts).computed.values():
            values.setdefault(computed.live.kind, set()).add(type(computed.value))
    assert {Decimal} < values[Kind.ACCOUNT_TOTAL]
    assert {Decimal} < values[Kind.ACCOUNT_LEVEL]


def test_rows_inserted_above_and_among_lines_by_code_move_along(accounts: Blank) -> None:
    law = accounts.plan.framework
    for id, panel in panels(accounts.plan):
        if panel.rows:
            found = read_form(with_rows(accounts.book, panel.sheet, panel.first + 2, 3), law).tables[id].panels[0]
            assert (found.first, found.last) == (panel.first, panel.last + 3)
            above = read_form(with_rows(accounts.book, panel.sheet, 2, 4), law).tables[id].panels[0]
            moved = {line: row + 4 for line, row in panel.lines.items()}
            assert above == replace(panel, lines=moved, first=panel.first + 4, last=panel.last + 4)


def test_a_column_that_is_gone_is_named(accounts: Blank) -> None:
    titles = {table.id: table.title[0] for table in accounts.plan.framework.tables}
    for id, panel in panels(accounts.plan):
        last = max(panel.columns.values())
        if last < accounts.plan.form.tables[id].area.right:
            continue
        form = read_form(without_column(accounts.book, panel.sheet, last), accounts.plan.framework)
        assert {missing.table for missing in form.missing_columns} == {titles[id]}


@pytest.mark.parametrize("id", [id for id in example_ids() if load_example(id).template in ACCOUNTS])
def test_examples_type_only_what_the_form_has(id: str) -> None:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    book = built(plan, example_entries(plan.form, example.books[0], example.year))
    review = flow.review_book(book)
    assert review.form.tables.keys() == plan.form.tables.keys()


def test_there_is_nothing_to_sum_up_and_one_sentence_says_so(accounts: Blank) -> None:
    roundup = flow.consolidate_books([base("accounts")])
    assert roundup.rows == ()
    assert [said.reason for said in roundup.not_counted] == ["里面只有决算公开表，没有自评数据"]
    with pytest.raises(BrokenFramework, match="没有汇总表"):
        summary_blueprint(accounts.id, 6)


def test_anyones_tables_are_read_by_their_titles_and_headings() -> None:
    """The same tables without our names and our hidden sheet."""
    whole = base("accounts")
    form = flow.review_book(whole).form
    sheets = {
        name: sheet for name, sheet in whole.sheets.items() if name in {each.sheet for each in form.tables.values()}
    }
    found = flow.review_book(Book("外来.xlsx", sheets)).form
    assert not found.ours
    assert found.tables.keys() == form.tables.keys()
    for id, table in form.tables.items():
        for panel, theirs in zip(table.panels, found.tables[id].panels, strict=True):
            assert (theirs.columns, theirs.lines) == (panel.columns, panel.lines)


def test_anyones_tables_are_checked_alike(tmp_path: Path) -> None:
    whole = base("accounts")
    form = flow.review_book(whole).form
    sheets = {
        name: sheet for name, sheet in whole.sheets.items() if name in {each.sheet for each in form.tables.values()}
    }
    at = form.place("tables.summary.spending_year.amount")
    assert at is not None
    _, clean = flow.check(Book("外来.xlsx", sheets))
    assert clean.findings == ()
    _, report = flow.check(with_edits(Book("外来.xlsx", sheets), [Edit(at, Decimal(454))]))
    assert [(finding.code, finding.at) for finding in report.findings][:1] == [("F005", at)]


def test_new_workbook_reads_back(accounts: Blank) -> None:
    assert read_book(accounts.path).title == accounts.path.name
