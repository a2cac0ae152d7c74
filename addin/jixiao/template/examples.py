"""Published figures as data, and where they go in a workbook of a template."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from jixiao.errors import BrokenFramework
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form
from jixiao.template.source import templates_folder


def _typed(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Entry = Annotated[Decimal | str, BeforeValidator(_typed)]
IndicatorEntry = tuple[str, str, str, str, Entry, Entry, str]
"""Second level, third level, target, actual, points, score, reason."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndicatorEntries(_Part):
    """The rows of the scoring table, as published."""

    rows: tuple[IndicatorEntry, ...] = ()


class ExampleBook(_Part):
    """One workbook: what is published of it."""

    file: str
    role: Literal["department", "unit"]
    fields: Mapping[str, Entry]
    fund: Mapping[str, Mapping[str, Entry]] = {}
    concepts: Mapping[str, Entry] = {}
    indicators: IndicatorEntries = IndicatorEntries()
    totals: Mapping[Literal["points", "score"], Entry] = {}


class Example(_Part):
    """A department's published self-evaluation: its workbook, its units', its review scores."""

    template: str
    year: int
    department: str
    summary_file: str
    review_scores: Mapping[str, Entry]
    books: tuple[ExampleBook, ...]


def load_example(id: str) -> Example:
    """An example by its id; BrokenFramework where there is none."""
    path = templates_folder() / "examples" / f"{id}.toml"
    if not path.is_file():
        raise BrokenFramework(f"没有名为“{id}”的示例。")
    return Example.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))


def example_entries(form: Form, book: ExampleBook, year: int) -> dict[CellRef, Value]:
    """The cells that a person would type, with the published values."""
    entries: dict[CellRef, Value] = {form.fields["year"]: Decimal(year)}
    entries |= {form.fields[id]: value for id, value in book.fields.items()}
    entries |= {form.concepts[id]: value for id, value in book.concepts.items()}
    entries |= dict(_fund(form, book))
    entries |= dict(_indicators(form, book))
    return entries


def _fund(form: Form, book: ExampleBook) -> Iterator[tuple[CellRef, Value]]:
    for id, amounts in book.fund.items():
        line = form.fund.line(id) if form.fund else None
        for role, value in amounts.items():
            at = form.fund.table.at(role, line.row) if form.fund and line else None
            if at is None:
                raise BrokenFramework(f"示例 {book.file}：资金表没有 {id}.{role}。")
            yield at, value


def _indicators(form: Form, book: ExampleBook) -> Iterator[tuple[CellRef, Value]]:
    indicators = form.indicators
    if indicators is None:
        return
    free = list(indicators.rows)
    for level2, name, target, actual, points, score, note in book.indicators.rows:
        row = next((row for row in free if row.level2 == level2 and row.name in (name, "")), None)
        if row is None:
            raise BrokenFramework(f"示例 {book.file}：“{level2}”下放不下“{name}”。")
        free.remove(row)
        values = {"target": target, "actual": actual, "score": score, "variance_note": note}
        if not row.name:
            values |= {"level3": name, "points": points}
        for role, value in values.items():
            at = indicators.table.at(role, row.row)
            if at is not None and value != "":
                yield at, value
    for role, value in book.totals.items():
        at = indicators.table.at(role, indicators.table.total) if indicators.table.total else None
        if at is not None:
            yield at, value
