"""The reader finds in a returned workbook the very Form that the builder laid out; rows may be inserted."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from blank_templates import EVALUATION_EXAMPLES, Blank
from form_moves import moved
from jixiao.hosts.file import read_book
from jixiao.model.book import Book
from jixiao.model.form import Form, IndicatorGroup, IndicatorRow, StatementsForm
from jixiao.model.framework import Framework
from jixiao.read.form import choose_framework, read_form
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from jixiao.template.example_entries import example_entries
from jixiao.template.examples import Example, ExampleBook, load_example
from random_entries import own_rows
from workbook_changes import with_rows

BOOKS = [(id, number) for id in EVALUATION_EXAMPLES for number in range(len(load_example(id).books))]


def test_reader_finds_what_the_builder_laid_out(any_blank: Blank) -> None:
    assert read_form(any_blank.book, any_blank.plan.framework) == any_blank.plan.form


@pytest.mark.parametrize(("id", "number"), BOOKS)
def test_reader_finds_the_rows_of_an_example_under_their_names(id: str, number: int, tmp_path: Path) -> None:
    example = load_example(id)
    published, plan = example.books[number], evaluation_blueprint(example.template)
    path = tmp_path / published.file
    save_workbook(plan, path, example_entries(plan.form, published, example.year))
    assert read_form(read_book(path), plan.framework) == as_filled_in(plan.form, example, published, plan.framework)


def as_filled_in(form: Form, example: Example, book: ExampleBook, framework: Framework) -> Form:
    """The Form of the blank workbook with the unit's own names, and with its figures of 叙述数据 in their rows."""
    entries = example_entries(form, book, example.year)
    assert form.indicators is not None and form.statements is not None

    def typed(role: str, row: int) -> str:
        at = form.indicators.at(role, row) if form.indicators else None
        return str(entries.get(at, "")) if at else ""

    def second_level(group: IndicatorGroup) -> IndicatorGroup:
        points = entries.get(group.points_at) if not group.name and group.level == 2 else None
        name = group.name or typed("level2", group.first)
        return replace(group, name=name, points=group.points if points in (None, "") else points)  # type: ignore[arg-type]

    def third_level(row: IndicatorRow) -> IndicatorRow:
        heading = row.level2 or typed("level2", form.indicators.heading_row(2, row.row))  # type: ignore[union-attr]
        return replace(row, level2=heading, name=row.name or typed("level3", row.row))

    indicators = replace(form.indicators, groups=tuple(map(second_level, form.indicators.groups)),
                         rows=tuple(map(third_level, form.indicators.rows)))  # fmt: skip
    return replace(form, indicators=indicators, statements=_statements(form.statements, entries))


def _statements(form: StatementsForm, entries: Mapping[object, object]) -> StatementsForm:
    own = {row: str(entries.get(form.table.at("concept", row), "")) for row in form.free}
    items = {row for row in form.free if form.table.at("item", row) in entries}
    concepts = {**form.concepts, **{row: concept for row, concept in own.items() if concept}}
    return replace(form, concepts=concepts, free=tuple(row for row in form.free if row not in items))


SHEETS = ("封面", "自评表", "基础数据", "指标测算", "叙述数据", "汇总表")


@pytest.mark.parametrize("sheet", SHEETS)
def test_rows_inserted_above_move_everything_along(blank: Blank, sheet: str) -> None:
    book = with_rows(blank.book, sheet, 3, 4)
    assert read_form(book, choose_framework(book)) == moved(blank.plan.form, sheet, 3, 4)


def test_row_inserted_in_an_open_section_is_one_of_the_section(blank: Blank) -> None:
    form = blank.plan.form.indicators
    assert form is not None
    for rows in own_rows(form):
        below = rows[-1].row  # inside: a row at the very edge belongs to nobody for sure
        if len(rows) > 1:
            found = _found(with_rows(blank.book, "自评表", below), blank.plan.framework)
            laid = moved(blank.plan.form, "自评表", below, 1)
            assert laid.indicators is not None and found.indicators is not None
            new = replace(rows[-1], row=below)
            assert sorted(found.indicators.rows, key=lambda row: row.row) == sorted(
                [*laid.indicators.rows, new], key=lambda row: row.row
            )
            assert replace(found.indicators, rows=()) == replace(laid.indicators, rows=())


def _found(book: Book, framework: Framework) -> Form:
    return read_form(book, framework)
