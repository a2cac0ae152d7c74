"""The cases of the rules: workbooks as data, and what the check must find in them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jixiao import flow
from jixiao.compute.review import Review, UnitFigures
from jixiao.model.book import Book
from jixiao.model.cells import column_number, parse_area
from jixiao.model.figures import Missing
from jixiao.rules.catalogue import Report
from workbook_changes import (
    changed,
    tables,
    with_hidden,
    with_moved_column,
    with_rows,
    with_runs,
    without_column,
    without_sheet,
)
from workbooks import base, unit_books

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, eq=False)
class Case:
    """One workbook and what must be found in it.

    ``base``: a workbook of ``workbooks.base``, or a table of the same file. Then, in this order: ``runs`` (of our
    commands on it), ``set``, ``clear``, ``format`` (cells by name), ``rows`` (inserted), ``after`` (cells set then),
    ``drop_column``, ``move_column`` (sheet, column, before which one), ``drop_sheet``, ``names`` (set anew; "" means
    deleted). ``hide``: rows and columns (自评表!8, 自评表!H). ``title``: the file's name. ``units``: the units'
    workbooks beside a 汇总表.
    ``not_checked``: codes, labels and reasons that the report must name.
    """

    file: str
    name: str
    base: str
    findings: tuple[Mapping[str, Any], ...]
    runs: int = 0
    set: Mapping[str, Any] = field(default_factory=dict)
    clear: tuple[str, ...] = ()
    format: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()
    after: Mapping[str, Any] = field(default_factory=dict)
    drop_column: tuple[str, ...] = ()
    move_column: tuple[str, ...] = ()
    drop_sheet: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    hide: tuple[str, ...] = ()
    title: str = ""
    units: tuple[Mapping[str, Any], ...] | str | None = None
    not_checked: tuple[Mapping[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.file}-{self.name}"


@cache
def cases_in(path: Path) -> tuple[Case, ...]:
    """The cases of one file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    lists = ({key: tuple(value) if isinstance(value, list) else value for key, value in case.items()}
             for case in content["case"])  # fmt: skip
    return tuple(Case(path.stem, **case) for case in lists)


def all_cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in cases_in(path))


@cache
def _tables(file: str) -> Mapping[str, Book]:
    content = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return {name: tables(sheets) for name, sheets in content.get("tables", {}).items()}


def book_of(case: Case) -> Book:
    """The workbook of a case."""
    book = _tables(case.file).get(case.base) or base(case.base)
    book = with_runs(book, case.runs)
    book = changed(book, case.set, case.clear, case.format)
    for insertion in case.rows:
        book = with_rows(book, insertion["sheet"], insertion["before"], insertion.get("count", 1))
    book = changed(book, case.after) if case.after else book
    if case.drop_column:
        book = without_column(book, case.drop_column[0], column_number(case.drop_column[1]))
    if case.move_column:
        sheet, *columns = case.move_column
        book = with_moved_column(book, sheet, *map(column_number, columns))
    if case.drop_sheet:
        book = without_sheet(book, case.drop_sheet)
    named = {name: parse_area(*text.split("!")) if text else None for name, text in case.names.items()}
    book = with_hidden(book, case.hide)
    return replace(book, title=case.title or book.title, names={**book.names, **named})


def units_of(case: Case) -> tuple[UnitFigures, ...] | None:
    """The units' figures beside a 汇总表; None where the case gives none."""
    if case.units is None or isinstance(case.units, str):
        return flow.units_of(unit_books()).units if case.units == "published" else None
    return tuple(map(_unit, case.units))


def _unit(unit: Mapping[str, Any]) -> UnitFigures:
    figures = {role: _figure(unit.get(role)) for role in ("annual_budget", "executed", "self_score")}
    file = unit.get("file", f"{unit['unit']}.xlsx")
    return UnitFigures(unit["unit"], file, figures, project=unit.get("project", ""))


def _figure(content: Any) -> Decimal | Missing:
    return Missing.BLANK if content is None else Missing.NIL if content == "—" else Decimal(content)


@cache
def checked(case: Case) -> tuple[Review, Report]:
    """The check of a case, run once however many tests look at it."""
    return flow.check(book_of(case), units_of(case))
