"""Workbooks for the tests as Books: the blank template, the published example, changes to them, anyone's tables.

A cell is named by what it holds (``fund.basic.execution_rate``), so that a case says what it changes and not where
the template happens to put it. ``place`` lists the forms of such a name.
"""

import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from jixiao import flow
from jixiao.consolidate.summary.table import summary_entries
from jixiao.frameworks.load import load_framework
from jixiao.hosts.file import read_book
from jixiao.model.book import Book, Edit, Value, with_edits
from jixiao.model.cells import CellRef, parse_a1
from jixiao.model.form import Form
from jixiao.read.form import choose_framework, read_form
from jixiao.template.blueprint import Blueprint, evaluation_blueprint, summary_blueprint
from jixiao.template.build import build_workbook
from jixiao.template.example_entries import example_entries, listed_entries
from jixiao.template.examples import ExampleBook, example_ids, load_example

_NAMED = tomllib.loads((Path(__file__).parent / "cases" / "workbooks" / "main.toml").read_text(encoding="utf-8"))
_ACCOUNTS = tomllib.loads(
    (Path(__file__).parent / "cases" / "workbooks" / "accounts.toml").read_text(encoding="utf-8"), parse_float=Decimal
)
TEMPLATE = FRAMEWORK_ID = _NAMED["template"]
EXAMPLE = _NAMED["example"]
FRAMEWORK = load_framework(FRAMEWORK_ID)
_CLEAN = _NAMED["clean"]
"""What is wrong in the published workbook: cells to be emptied or set, so that nothing contradicts anything."""


@cache
def blueprint() -> Blueprint:
    return evaluation_blueprint(TEMPLATE)


def built(plan: Blueprint, entries: Mapping[CellRef, Value] | None = None) -> Book:
    """A workbook as the builder writes it and the file host reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "工作簿.xlsx"
        path.write_bytes(build_workbook(plan, entries))
        return read_book(path)


@cache
def blank_book() -> Book:
    return built(blueprint())


def form_of(book: Book) -> Form:
    return read_form(book, choose_framework(book))


@cache
def base(name: str) -> Book:
    """``blank``, ``published``, ``clean`` (published without its wrong figures), ``unit``, ``summary``, ``accounts``
    (tables of accounts that tie out), or the id of an example: its department's workbook, computed (its first one,
    where the department has none).

    ``project`` is a project's workbook without a mistake, ``projects`` the published list of projects with the one
    grade put right that does not fit.
    """
    if name == "blank":
        return blank_book()
    if name == "clean":
        return _without_what_is_wrong(base("published"))
    if name == "summary":
        return _summary()
    if name == "project":
        return _project()
    if name == "projects":
        return _projects()
    if name == "accounts":
        return _accounts()
    if name in example_ids():
        return _example(name)
    role = {"published": "department", "unit": "unit"}[name]
    return next(_filled_in(book) for book in load_example(EXAMPLE).books if book.role == role)


@cache
def unit_books() -> tuple[Book, ...]:
    """The two units' workbooks of the example."""
    return tuple(_filled_in(book) for book in load_example(EXAMPLE).books if book.role == "unit")


def _filled_in(book: ExampleBook) -> Book:
    """The blank workbook with the published figures typed in, then 计算."""
    entries = example_entries(blueprint().form, book, load_example(EXAMPLE).year)
    typed = formatted(with_edits(blank_book(), (Edit(at, value) for at, value in entries.items())), entry_formats())
    return replace(with_edits(typed, flow.fill(typed)), title=book.file)


def _example(id: str) -> Book:
    example = load_example(id)
    plan = evaluation_blueprint(example.template)
    book = next((book for book in example.books if book.role == "department"), example.books[0])
    typed = built(plan, example_entries(plan.form, book, example.year))
    return with_edits(typed, flow.fill(typed))


def _project() -> Book:
    """A project's workbook, filled in by the names of its cells, then 计算."""
    plan = evaluation_blueprint(_NAMED["project"]["template"])
    book = built(plan)
    typed = with_edits(book, [Edit(place(plan.form, address), value if isinstance(value, str) else Decimal(str(value)))
                              for address, value in _NAMED["project"]["set"].items()])  # fmt: skip
    return with_edits(typed, flow.fill(typed))


@cache
def project_books() -> tuple[Book, ...]:
    """The projects' workbooks of the example, as ``jixiao demo`` makes them."""
    example = load_example(_NAMED["projects"]["example"])
    plan = evaluation_blueprint(example.template)
    typed = (replace(built(plan, example_entries(plan.form, book, example.year)), title=book.file)
             for book in example.books)  # fmt: skip
    return tuple(with_edits(book, flow.fill(book)) for book in typed)


def _projects() -> Book:
    example = load_example(_NAMED["projects"]["example"])
    roundup = flow.consolidate_books(project_books())
    published = [book.title for book in project_books()]
    roundup = replace(roundup, rows=tuple(sorted(roundup.rows, key=lambda row: published.index(row.file))))
    plan = summary_blueprint(example.template, 8)
    book = built(plan, summary_entries(plan.form, roundup))
    names = flow.review_book(book).listed_names()
    entries = listed_entries(plan.form, example, names)
    right = {place(plan.form, address): value for address, value in _NAMED["projects"]["set"].items()}
    typed = with_edits(book, [Edit(at, value) for at, value in {**entries, **right}.items()])
    return with_edits(typed, flow.fill(typed))


def accounts_plan() -> Blueprint:
    return evaluation_blueprint(_ACCOUNTS["template"])


def _accounts() -> Book:
    """Tables of accounts made up so that everything in them and between them ties out."""
    plan = accounts_plan()
    book = ExampleBook.model_validate(_ACCOUNTS["book"])
    typed = built(plan, example_entries(plan.form, book, plan.framework.year))
    return with_edits(typed, flow.fill(typed))


def _without_what_is_wrong(book: Book) -> Book:
    form = form_of(book)
    emptied = [place(form, address) for address in _CLEAN["clear"]]
    edits = [Edit(at, None, blank_book().cell(at).formula) for at in emptied]
    edits += [Edit(place(form, address), value) for address, value in _CLEAN["set"].items()]
    cleaned = with_edits(book, edits)
    return with_edits(cleaned, flow.fill(cleaned))


def formatted(book: Book, formats: Mapping[CellRef, str]) -> Book:
    """The book with number formats put on those cells that hold something."""
    sheets = {name: dict(sheet.cells) for name, sheet in book.sheets.items()}
    for at, code in formats.items():
        if (at.row, at.column) in sheets.get(at.sheet, ()):
            sheets[at.sheet][at.row, at.column] = book.cell(at)._replace(number_format=code)
    return replace(book, sheets={name: replace(book.sheets[name], cells=cells) for name, cells in sheets.items()})


def _summary() -> Book:
    """The 汇总表 of the units' workbooks, with the review scores that the department enters."""
    roundup = flow.consolidate_books(unit_books())
    plan = summary_blueprint(TEMPLATE, 6)
    entries = summary_entries(plan.form, roundup)
    for number, unit in enumerate(roundup.rows, 1):
        entries[place(plan.form, f"summary.{number}.review_score")] = load_example(EXAMPLE).review_scores[unit.unit]
    return built(plan, entries)


@cache
def entry_formats() -> Mapping[CellRef, str]:
    """The number formats of the template's entry cells, which a Book shows only of cells that hold something."""
    form = blueprint().form
    assert form.indicators is not None and form.fund is not None and form.summary is not None
    tables = ((form.fund.table, ("annual_budget", "executed")), (form.indicators.table, ("points", "score")),
              (form.summary.table, ("annual_budget", "executed", "self_score", "review_score")))  # fmt: skip
    cells = [at for table, roles in tables for role in roles for at in table.area(role) or ()]
    book = built(blueprint(), dict.fromkeys([*cells, *form.concepts.values()], Decimal(1)))
    return {at: book.cell(at).number_format for at in (*cells, *form.concepts.values())}


def place(form: Form, address: str) -> CellRef:
    """The cell of a name.

    ``field.unit`` · ``concept.staff_quota`` · ``rate.carryover`` · ``heading.seal_unit`` · ``fund.basic.executed`` ·
    ``indicator.公用经费控制率.score``, ``indicator.资产管理/管理制度健全性.points`` where the name stands twice,
    ``indicator.数量指标/1.score`` for the first row below a second-level indicator · ``group.预算编审管理.points``,
    ``level.管理指标.points`` · ``total.score`` · ``grade`` · ``summary.1.annual_budget``, ``summary.total.executed`` ·
    ``tables.summary.income_year.amount`` · ``codes.income.2.fiscal`` for the second line by code, ``.code`` for its
    code · ``自评表!I7``.
    """
    if "!" in address:
        sheet, a1 = address.split("!")
        return CellRef(sheet, *(parse_a1(a1) or (0, 0)))
    if address == "grade":
        found = form.indicators.grade_at if form.indicators else None
    else:
        kind, _, rest = address.partition(".")
        places = {"field": form.fields, "concept": form.concepts, "rate": form.rates, "heading": form.headings}
        found = places[kind].get(rest) if kind in places else _in_table(form, kind, *rest.rsplit(".", 1))
    if found is None:
        raise KeyError(address)
    return found


def _in_table(form: Form, kind: str, name: str, role: str = "") -> CellRef | None:
    if kind == "tables":
        return form.place(f"tables.{name}.{role}")
    if kind == "codes":
        table, _, number = name.partition(".")
        panel = form.tables[table].panels[0]
        row = panel.first + int(number) - 1
        return CellRef(panel.sheet, row, panel.code) if role == "code" else panel.at(row, role)
    if kind == "fund" and form.fund:
        line = form.fund.line(name)
        return form.fund.at(role, line) if line else None
    if kind == "summary" and form.summary:
        table = form.summary.table
        return table.at(role, (table.total or 0) if name == "total" else table.first + int(name) - 1)
    if kind == "total" and form.indicators:
        return form.indicators.table.at(name, form.indicators.table.total or 0)
    if kind in ("group", "level") and form.indicators:
        groups = (group for group in form.indicators.groups if group.level == (2 if kind == "group" else 1))
        group = next(group for group in groups if group.name == name)
        return group.points_at if role == "points" else form.indicators.table.at(role, group.first)
    return _indicator(form, name, role) if kind == "indicator" else None


def _indicator(form: Form, name: str, role: str) -> CellRef | None:
    assert form.indicators is not None
    group, _, name = name.rpartition("/")
    rows = [row for row in form.indicators.rows if group in ("", row.level2)]
    if group and name.isdigit():
        return form.indicators.table.at(role, rows[int(name) - 1].row)
    return next((form.indicators.table.at(role, row.row) for row in rows if row.name == name), None)
