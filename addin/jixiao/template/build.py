"""Build a workbook: lay out the form, write every sheet, name the cells. The same sources give the same parts."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from jixiao import __version__
from jixiao.compute.calculate import Calculation, calculate, excel_formula
from jixiao.compute.live import live_cells
from jixiao.model.book import Book, Cell, Sheet, Value
from jixiao.model.cells import CellRef
from jixiao.read.facts import read_facts
from jixiao.read.passport import label_text
from jixiao.template import layout
from jixiao.template.blueprint import Blueprint
from jixiao.template.canvas import Canvas
from jixiao.template.drawing import fixed_contents
from jixiao.template.finished import with_growing_rows
from jixiao.template.looks import Looks
from jixiao.template.naming import defined_names, reference
from jixiao.template.sheets.accounts import write_account
from jixiao.template.sheets.charts import write_charts
from jixiao.template.sheets.checklists import write_checklists
from jixiao.template.sheets.cover import write_cover
from jixiao.template.sheets.evaluation import write_evaluation
from jixiao.template.sheets.figures import write_base, write_measures
from jixiao.template.sheets.inner import fingerprint, write_cargo, write_inner
from jixiao.template.sheets.listing import write_listing
from jixiao.template.sheets.papers import write_evidence, write_guide
from jixiao.template.sheets.results import write_results
from jixiao.template.sheets.statements import write_statements
from jixiao.template.sheets.summary import write_summary
from jixiao.template.source_parts import AccountDrawing

FORMAT_VERSION = "3"
"""Version of the layout; the reader tells an old workbook by it."""


def build_workbook(plan: Blueprint, entries: Mapping[CellRef, Value] | None = None) -> bytes:
    """The bytes of an .xlsx with the given entries filled in; every formula carries its result."""
    from jixiao.template.writer import Writer

    entries = entries or {}
    calculation = _calculate(plan, entries)
    buffer = io.BytesIO()
    book = Writer(buffer)
    book.set_properties({"title": plan.source.title, "author": "", "comments": f"jixiao {plan.source.id}",
                         "created": datetime(2021, 1, 1)})  # fmt: skip
    looks = Looks(book)
    growing: list[frozenset[int]] = []
    labels: dict[str, list[str]] = {}
    changing = {*_CHANGING, *_sheets_beside(plan, book)}
    for name, write in _sheets(plan, book).items():
        canvas = Canvas(name, book.add_worksheet(name), looks, entries, calculation)
        write(canvas)
        growing.append(frozenset(canvas.growing))
        if name not in changing:
            labels[name] = [label_text(text) for _, text in sorted(canvas.fixed.items(), key=_by_place)]
    inner = Canvas(layout.INNER, book.add_worksheet(layout.INNER), looks, entries, calculation)
    write_inner(inner, _identity(plan, calculation), plan.framework_text, labels)
    write_cargo(inner, plan.beside.cargo)
    for name, area in defined_names(plan.form).items():
        book.define_name(name, f"={reference(area)}")
    book.worksheets()[0].activate()
    book.close()
    return with_growing_rows(buffer.getvalue(), growing)


def save_workbook(plan: Blueprint, path: Path, entries: Mapping[CellRef, Value] | None = None) -> None:
    """Build and write to a path; the folder must exist."""
    path.write_bytes(build_workbook(plan, entries))


def _sheets(plan: Blueprint, book: Any) -> dict[str, Callable[[Canvas], None]]:  # noqa: ANN401
    source, framework, form = plan.source, plan.framework, plan.form
    drawing = plan.drawing
    title = source.title if form.indicators or framework.summary_table is None else framework.summary_table.title
    sheets: dict[str, Callable[[Canvas], None]] = {
        layout.COVER: lambda canvas: write_cover(canvas, form, framework, title)
    }
    if drawing:
        sheets[layout.EVALUATION] = lambda canvas: write_evaluation(canvas, form, drawing, framework, source)
        sheets[layout.BASE] = lambda canvas: write_base(canvas, form, framework)
        sheets[layout.MEASURES] = lambda canvas: write_measures(canvas, form, framework)
        if form.checklists:
            sheets[layout.CHECKLISTS] = lambda canvas: write_checklists(canvas, form, framework)
        sheets[layout.STATEMENTS] = lambda canvas: write_statements(canvas, form, framework.statements)
    sheets |= _account_sheets(plan)
    if form.summary is not None:
        coverage = plan.beside.coverage
        sheets[layout.SUMMARY] = lambda canvas: write_summary(canvas, form, framework, source.summary_notes, coverage)
    sheets |= _sheets_beside(plan, book)
    if form.statements and form.summary and not drawing:
        sheets[layout.STATEMENTS] = lambda canvas: write_statements(canvas, form, framework.summary.statements)
    if drawing:
        sheets[layout.EVIDENCE] = lambda canvas: write_evidence(canvas, source.evidence_rows)
    sheets[layout.RESULTS] = lambda canvas: write_results(canvas, form)
    sheets[layout.GUIDE] = lambda canvas: write_guide(canvas, source, plan.remarks)
    return sheets


def _sheets_beside(plan: Blueprint, book: Any) -> dict[str, Callable[[Canvas], None]]:  # noqa: ANN401
    """The sheets that go with a 汇总表 that was just rolled up, behind it."""
    sheets: dict[str, Callable[[Canvas], None]] = {
        listing.sheet: partial(write_listing, listing=listing) for listing in plan.beside.listings
    }
    if plan.beside.charts is not None:
        charts = plan.beside.charts
        sheets[charts.sheet] = partial(write_charts, charts=charts, book=book)
    return sheets


def _account_sheets(plan: Blueprint) -> dict[str, Callable[[Canvas], None]]:
    """The tables of accounts, and behind them the sheets of figures that such a workbook has."""
    framework, form = plan.framework, plan.form
    sheets: dict[str, Callable[[Canvas], None]] = {
        law.number: partial(
            write_account,
            form=form,
            framework=framework,
            law=law,
            drawing=plan.source.accounts.get(law.id, AccountDrawing()),
        )
        for law in framework.tables
        if law.id in form.tables
    }
    if sheets and framework.concepts:
        sheets[layout.BASE] = partial(write_base, form=form, framework=framework)
    if sheets and framework.rates:
        sheets[layout.MEASURES] = partial(write_measures, form=form, framework=framework)
    if sheets:
        sheets[layout.STATEMENTS] = partial(write_statements, form=form, listed=framework.statements)
    return sheets


_CHANGING = (layout.RESULTS, layout.GUIDE)
"""Sheets whose texts are written anew, or differ from workbook to workbook."""


def _by_place(item: tuple[CellRef, str]) -> tuple[int, int]:
    return item[0].row, item[0].column


def _calculate(plan: Blueprint, entries: Mapping[CellRef, Value]) -> Calculation:
    cells: dict[str, dict[tuple[int, int], Cell]] = {}
    presets: dict[CellRef, Value] = {plan.form.fields["money_unit"]: plan.framework.money_unit,
                                     plan.form.fields["year"]: Decimal(plan.framework.year)}  # fmt: skip
    if plan.drawing:
        presets |= fixed_contents(plan.drawing, plan.framework)
    for at, value in {**presets, **entries}.items():
        cells.setdefault(at.sheet, {})[at.row, at.column] = Cell(value)
    book = Book("", {name: Sheet(name, rows) for name, rows in cells.items()})
    facts = read_facts(book, plan.form, plan.framework)
    return calculate(live_cells(plan.form, plan.framework), facts)


def _identity(plan: Blueprint, calculation: Calculation) -> dict[str, str]:
    formulas = [f"{at.sheet}!{at.a1}={excel_formula(item.live)}" for at, item in sorted(calculation.computed.items())]
    law = plan.framework.scoring_table
    labels = [label for labels in (law.columns.values() if law else ()) for label in labels[:1]]
    return {
        "template": plan.source.id,
        "kind": "evaluation" if plan.drawing else "accounts" if plan.form.tables else "summary",
        "format_version": FORMAT_VERSION,
        "framework": plan.framework.id,
        "framework_version": plan.framework.version,
        "built_by": f"jixiao {__version__}",
        "formulas": fingerprint(formulas),
        "labels": fingerprint(labels),
    }
