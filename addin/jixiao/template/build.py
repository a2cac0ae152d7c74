"""Build a workbook: lay out the form, write every sheet, name the cells. The same sources give the same parts."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from jixiao import __version__
from jixiao.compute.calculate import Calculation, calculate, excel_formula
from jixiao.compute.live import live_cells
from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import carried_text, load_framework
from jixiao.model.book import Book, Cell, Sheet, Value
from jixiao.model.cells import CellRef
from jixiao.model.form import FIELD_LABELS, Form
from jixiao.model.framework import Framework
from jixiao.model.listing import NOTHING_BESIDE, Beside
from jixiao.read.facts import read_facts
from jixiao.read.passport import label_text
from jixiao.template import layout
from jixiao.template.canvas import Canvas, Looks
from jixiao.template.drawing import Drawing, fixed_contents
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
from jixiao.template.source import broken, load_source
from jixiao.template.source_checks import fitting_mistakes
from jixiao.template.source_parts import AccountDrawing, Source

FORMAT_VERSION = "3"
"""Version of the layout; the reader tells an old workbook by it."""

_PINNED_ROW = re.compile(rb'(<row r="(?P<row>[0-9]+)"[^>]*?) customHeight="1"')


@dataclass(frozen=True)
class Blueprint:
    """What a workbook is built from: its sources, the form they give and the drawing of its 自评表.

    ``remarks``: what this one workbook adds to its 填报说明; ``beside``: what goes with its 汇总表.
    """

    source: Source
    framework: Framework
    form: Form
    framework_text: str
    drawing: Drawing | None = None
    remarks: tuple[str, ...] = ()
    beside: Beside = NOTHING_BESIDE


def evaluation_blueprint(template: str) -> Blueprint:
    """The self-evaluation workbook of a template id; BrokenFramework where there is none."""
    source = load_source(template)
    return blueprint_of(source, load_framework(source.framework), carried_text(source.framework))


def blueprint_of(source: Source, framework: Framework, text: str) -> Blueprint:
    """The self-evaluation workbook of a source and a framework; ``text`` is what its workbooks carry of it.

    Raises BrokenFramework where the source does not fit the framework.
    """
    mistakes = [*fitting_mistakes(source, framework, FIELD_LABELS)]
    if mistakes:
        raise broken(f"{source.id}（配指标体系 {framework.id}）", mistakes, {})
    if source.evaluation_sheet is None:
        return Blueprint(source, framework, layout.accounts_layout(framework, source), text)
    form, drawing = layout.evaluation_layout(framework, source)
    return Blueprint(source, framework, form, text, drawing)


def summary_blueprint(template: str, rows: int) -> Blueprint:
    """A workbook with the 汇总表 only, with so many rows for units; BrokenFramework where its law has none."""
    source = load_source(template)
    framework = load_framework(source.framework)
    if framework.summary_table is None:
        raise BrokenFramework(f"指标体系“{framework.title}”没有汇总表，不能汇总。")
    form = layout.summary_layout(framework, rows, source.statement_rows)
    return Blueprint(source, framework, form, carried_text(source.framework))


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


def with_growing_rows(data: bytes, growing: Sequence[frozenset[int]]) -> bytes:
    """The workbook with its growing rows free to grow: XlsxWriter only pins heights, so that long text would be cut.

    ``growing``: the rows of each sheet, in order. Without ``customHeight`` the height stays as laid out until
    someone types into the row.
    """
    sheets = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(growing, 1)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            rows = sheets.get(info.filename, frozenset())
            content = _PINNED_ROW.sub(lambda row: row[1] if int(row["row"]) in rows else row[0], content)  # noqa: B023
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def pack_info(data: bytes) -> dict[str, Any]:
    """Members of a built workbook with their uncompressed bytes, in order: what ``template verify`` compares."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}
