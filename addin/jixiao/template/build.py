"""Build a workbook: lay out the form, write every sheet, name the cells. The same sources give the same parts."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao import __version__
from jixiao.compute.calculate import Calculation, calculate, excel_formula
from jixiao.compute.live import live_cells
from jixiao.frameworks.load import framework_text, load_framework
from jixiao.model import names
from jixiao.model.book import Book, Cell, Sheet, Value
from jixiao.model.cells import Area, CellRef
from jixiao.model.figures import NIL_MARKS
from jixiao.model.form import Form, Table
from jixiao.model.framework import Framework
from jixiao.read.facts import read_facts
from jixiao.template import layout
from jixiao.template.canvas import GROWING, Canvas, Looks
from jixiao.template.sheets.cover import write_cover
from jixiao.template.sheets.evaluation import write_evaluation
from jixiao.template.sheets.figures import write_base, write_measures
from jixiao.template.sheets.inner import fingerprint, write_inner
from jixiao.template.sheets.papers import write_evidence, write_guide
from jixiao.template.sheets.results import write_results
from jixiao.template.sheets.summary import write_summary
from jixiao.template.source import Source, load_source

FORMAT_VERSION = "1"
"""Version of the layout; the reader tells an old workbook by it."""

_LAST_MARK = 5000
_PINNED_ROW = re.compile(
    rb'(<row [^>]*ht="(?:'
    + b"|".join(re.escape(str(height).encode()) for height in GROWING)
    + rb')"[^>]*?) customHeight="1"'
)


@dataclass(frozen=True)
class Blueprint:
    """What a workbook is built from: its sources and the form they give."""

    source: Source
    framework: Framework
    form: Form
    framework_text: str


def evaluation_blueprint(template: str) -> Blueprint:
    """The self-evaluation workbook of a template id; BrokenFramework where there is none."""
    source = load_source(template)
    framework = load_framework(source.framework)
    form = layout.evaluation_layout(framework, source)
    return Blueprint(source, framework, form, framework_text(source.framework))


def summary_blueprint(template: str, rows: int) -> Blueprint:
    """A workbook with the 汇总表 only, with so many rows for units."""
    source = load_source(template)
    framework = load_framework(source.framework)
    return Blueprint(source, framework, layout.summary_layout(rows), framework_text(source.framework))


def build_workbook(plan: Blueprint, entries: Mapping[CellRef, Value] | None = None) -> bytes:
    """The bytes of an .xlsx with the given entries filled in; every formula carries its result."""
    import xlsxwriter

    entries = entries or {}
    calculation = _calculate(plan, entries)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"title": plan.source.title, "author": "", "comments": f"jixiao {plan.source.id}",
                         "created": datetime(2021, 1, 1)})  # fmt: skip
    looks = Looks(book)
    for name, write in _sheets(plan).items():
        write(Canvas(name, book.add_worksheet(name), looks, entries, calculation))
    inner = Canvas(layout.INNER, book.add_worksheet(layout.INNER), looks, entries, calculation)
    write_inner(inner, _identity(plan, calculation), plan.framework_text)
    for name, area in defined_names(plan.form).items():
        book.define_name(name, f"={_reference(area)}")
    book.worksheets()[0].activate()
    book.close()
    return with_growing_rows(buffer.getvalue())


def save_workbook(plan: Blueprint, path: Path, entries: Mapping[CellRef, Value] | None = None) -> None:
    """Build and write to a path; the folder must exist."""
    path.write_bytes(build_workbook(plan, entries))


def _sheets(plan: Blueprint) -> dict[str, Callable[[Canvas], None]]:
    source, framework, form = plan.source, plan.framework, plan.form
    whole = form.fund is not None
    title = source.title if whole else framework.summary.title
    sheets: dict[str, Callable[[Canvas], None]] = {
        layout.COVER: lambda canvas: write_cover(canvas, form, framework, title)
    }
    if whole:
        sheets[layout.EVALUATION] = lambda canvas: write_evaluation(canvas, form, framework, source)
        sheets[layout.BASE] = lambda canvas: write_base(canvas, form, framework)
        sheets[layout.MEASURES] = lambda canvas: write_measures(canvas, form, framework)
    sheets[layout.SUMMARY] = lambda canvas: write_summary(canvas, form, framework, source.summary_notes)
    if whole:
        sheets[layout.EVIDENCE] = lambda canvas: write_evidence(canvas, source.evidence_rows)
    sheets[layout.RESULTS] = lambda canvas: write_results(canvas, form)
    sheets[layout.GUIDE] = lambda canvas: write_guide(canvas, source)
    return sheets


def _calculate(plan: Blueprint, entries: Mapping[CellRef, Value]) -> Calculation:
    cells: dict[str, dict[tuple[int, int], Cell]] = {}
    presets: dict[CellRef, Value] = {plan.form.fields["money_unit"]: plan.framework.money_unit,
                                     plan.form.fields["year"]: Decimal(plan.framework.year)}  # fmt: skip
    for at, value in {**presets, **entries}.items():
        cells.setdefault(at.sheet, {})[at.row, at.column] = Cell(value)
    book = Book("", {name: Sheet(name, rows) for name, rows in cells.items()})
    facts = read_facts(book, plan.form, plan.framework)
    return calculate(live_cells(plan.form, plan.framework), facts)


def _identity(plan: Blueprint, calculation: Calculation) -> dict[str, str]:
    formulas = [f"{at.sheet}!{at.a1}={excel_formula(item.live)}" for at, item in sorted(calculation.computed.items())]
    labels = [label for labels in plan.framework.indicators.columns.values() for label in labels[:1]]
    return {
        "template": plan.source.id,
        "kind": "evaluation" if plan.form.fund else "summary",
        "format_version": FORMAT_VERSION,
        "framework": plan.framework.id,
        "framework_version": plan.framework.version,
        "built_by": f"jixiao {__version__}",
        "formulas": fingerprint(formulas),
        "labels": fingerprint(labels),
    }


def defined_names(form: Form) -> dict[str, Area]:
    """Every defined name of a workbook of ours, with the area it names."""
    found = {names.NIL: Area(layout.INNER, 1, 4, len(NIL_MARKS), 4)}
    if form.results is not None:
        marks, first = form.results.marks_at, form.results.first
        found[names.MARKS] = _one(marks)
        found[names.RESULTS] = Area(layout.RESULTS, first, 1, first, 1)
        found[names.RESULTS_SUMMARY] = _one(form.results.summary_at)
        for name, key in ((names.ERRORS, "errors"), (names.WARNINGS, "warnings"), (names.MARKED_ROWS, "row"),
                          (names.MESSAGES, "message")):  # fmt: skip
            column = layout.MARK_COLUMNS[key]
            found[name] = Area(layout.RESULTS, first, column, _LAST_MARK, column)
    for prefix, places in ((names.FIELD, form.fields), (names.CONCEPT, form.concepts), (names.RATE, form.rates),
                           (names.HEADING, form.headings)):  # fmt: skip
        found |= {prefix + id: _one(at) for id, at in places.items()}
    return found | _table_names(form)


def _table_names(form: Form) -> dict[str, Area]:
    found = {}
    if form.fund is not None:
        found[names.FUND] = _table_area(form.fund.table)
        found[f"{names.NOTE}evaluation"] = _one(
            CellRef(layout.EVALUATION, form.fund.table.header, layout.EVALUATION_NOTE)
        )
    if form.indicators is not None:
        found[names.INDICATORS] = _table_area(form.indicators.table)
        if form.indicators.grade_at is not None:
            found[names.GRADE] = _one(form.indicators.grade_at)
    if form.summary is not None:
        found[names.SUMMARY] = _table_area(form.summary.table)
        found[f"{names.NOTE}summary"] = _one(CellRef(layout.SUMMARY, form.summary.table.header, layout.SUMMARY_NOTE))
    return found


def _table_area(table: Table) -> Area:
    return Area(
        table.sheet,
        table.header,
        min(table.columns.values()),
        table.total or table.last,
        max(table.columns.values()),
    )


def _one(at: CellRef) -> Area:
    return Area(at.sheet, at.row, at.column, at.row, at.column)


def _reference(area: Area) -> str:
    def absolute(cell: CellRef) -> str:
        letters = cell.a1.rstrip("0123456789")
        return f"${letters}${cell.row}"

    first, last = absolute(area.first), absolute(area.last)
    return f"{area.sheet}!{first}" if first == last else f"{area.sheet}!{first}:{last}"


def with_growing_rows(data: bytes) -> bytes:
    """The workbook with its growing rows free to grow: XlsxWriter only pins heights, so that long text would be cut.

    Without ``customHeight`` the height stays as laid out until someone types into the row.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                content = _PINNED_ROW.sub(rb"\1", content)
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def pack_info(data: bytes) -> dict[str, Any]:
    """Members of a built workbook with their uncompressed bytes, in order: what ``template verify`` compares."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}
