"""Where published figures go in a workbook of a template: the cells that a person would type."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from jixiao.errors import BrokenFramework
from jixiao.model.book import Value
from jixiao.model.cells import CellRef
from jixiao.model.form import Form, IndicatorForm, IndicatorRow
from jixiao.model.relations import Relation
from jixiao.template.account_entries import account_entries
from jixiao.template.examples import Entry, Example, ExampleBook, IndicatorEntry, StatementEntries

_STATED = ("item", "value", "unit", "relation", "base", "change", "percentage", "part_of", "place", "concept")
"""The columns of the report's figures, as an example names them."""


def example_entries(form: Form, book: ExampleBook, year: int) -> dict[CellRef, Value]:
    """The cells that a person would type, with the published values."""
    entries: dict[CellRef, Value] = {form.fields["year"]: Decimal(year)}
    try:
        entries |= {form.fields[id]: value for id, value in book.fields.items()}
        entries |= {form.concepts[id]: value for id, value in book.concepts.items()}
    except KeyError as error:
        raise BrokenFramework(f"示例 {book.file}：工作簿里没有 {error.args[0]} 这一格。") from None
    entries |= dict(_fund(form, book))
    entries |= dict(_indicators(form, book))
    entries |= dict(_statements(form, book))
    try:
        entries |= dict(account_entries(form, book.tables, book.codes))
    except KeyError as error:
        raise BrokenFramework(f"示例 {book.file}：决算表里没有 {error.args[0]} 这一格。") from None
    return entries


def _fund(form: Form, book: ExampleBook) -> Iterator[tuple[CellRef, Value]]:
    for id, amounts in book.fund.items():
        line = form.fund.line(id) if form.fund else None
        for role, value in amounts.items():
            at = form.fund.at(role, line) if form.fund and line else None
            if at is None:
                raise BrokenFramework(f"示例 {book.file}：资金表没有 {id}.{role}。")
            yield at, value


def _indicators(form: Form, book: ExampleBook) -> Iterator[tuple[CellRef, Value]]:
    indicators = form.indicators
    if indicators is None:
        return
    own = dict[int, str]()
    free = list(indicators.rows)
    for entry in book.indicators.rows:
        row = next((row for row in free if _takes(indicators, row, entry, own)), None)
        if row is None:
            raise BrokenFramework(f"示例 {book.file}：“{entry.level2}”下放不下“{entry.name}”。")
        free.remove(row)
        yield from _row(form, indicators, row, entry, own)
    for role, value in book.totals.items():
        at = indicators.total_at(role)
        if at is not None:
            yield at, value


def _takes(form: IndicatorForm, row: IndicatorRow, entry: IndicatorEntry, own: Mapping[int, str]) -> bool:
    """Whether a row is that of the indicator, or a blank one below its heading (or below one still without a name)."""
    heading = row.level2 or own.get(
        form.heading_row(2, row.row), entry.level2 if entry.level2_points is not None else ""
    )
    return heading == entry.level2 and row.name in (entry.name, "")


def _row(
    form: Form, indicators: IndicatorForm, row: IndicatorRow, entry: IndicatorEntry, own: dict[int, str]
) -> Iterator[tuple[CellRef, Value]]:
    values: dict[str, Value] = {"target": entry.target, "actual": entry.actual, "points": entry.points,
                                "score": entry.score, "variance_note": entry.note, "remarks": entry.remarks,
                                "scoring": entry.scoring}  # fmt: skip
    if not row.name:
        values["level3"] = entry.name
    heading = indicators.heading_row(2, row.row)
    if not row.level2 and heading not in own:
        own[heading] = entry.level2
        for role, typed in (("level2", entry.level2), ("level2_points", entry.level2_points)):
            at = indicators.at(role, heading)
            if at is not None:
                yield at, typed
    for role, value in values.items():
        at = indicators.at(role, row.row)
        if at is not None and value not in ("", None):
            yield at, value
    ticks = form.checklist_of(row)
    for at, tick in zip(ticks or (), entry.ticks, strict=False):
        yield at, tick


def listed_entries(form: Form, example: Example, names: Iterable[tuple[int, str]]) -> dict[CellRef, Value]:
    """What is published of the 汇总表 beside what is summed up; ``names``: its rows with what tells them apart."""
    entries: dict[CellRef, Value] = {}
    for row, name in names:
        published: Mapping[str, Entry] = example.summary_rows.get(name, {})
        if name in example.review_scores:
            published = {**published, "review_score": example.review_scores[name]}
        for role, value in published.items():
            at = form.summary.table.at(role, row) if form.summary else None
            if at is not None:
                entries[at] = value
    return entries | dict(_stated(form, example.summary_statements, example.summary_file))


def _statements(form: Form, book: ExampleBook) -> Iterator[tuple[CellRef, Value]]:
    yield from _stated(form, book.statements, book.file)


def _stated(form: Form, statements: StatementEntries, file: str) -> Iterator[tuple[CellRef, Value]]:
    """Each figure goes to the row of its concept, where the framework has one, else to the next blank row."""
    table = form.statements
    if table is None:
        if statements.rows:
            raise BrokenFramework(f"示例 {file}：工作簿里没有叙述数据。")
        return
    taken, free = set[int](), iter(table.free)
    for entry in statements.rows:
        fixed = [row for row in table.rows_of(entry.concept) if row not in taken] if entry.concept else []
        row = fixed[0] if fixed else next(free, None)
        if row is None:
            raise BrokenFramework(f"示例 {file}：叙述数据放不下“{entry.item}”，请增加 statement_rows。")
        taken.add(row)
        for role in _STATED:
            value: Value = getattr(entry, role)
            value = str(value) if isinstance(value, Relation) else value
            at = table.table.at(role, row)
            is_fixed = fixed and role in ("item", "unit", "concept")
            if at is not None and value != "" and not is_fixed:
                yield at, value
