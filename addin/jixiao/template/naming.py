"""The defined names of a workbook: what the reader finds its tables and entries by, wherever rows were inserted."""

from jixiao.model import names
from jixiao.model.cells import Area, CellRef
from jixiao.model.figures import NIL_MARKS
from jixiao.model.form import Form, FundForm, Table
from jixiao.template import layout

_LAST_MARK = 5000
"""The last row of 审核结果 that the marks look at."""


def defined_names(form: Form) -> dict[str, Area]:
    """Every defined name of a workbook of ours, with the area it names."""
    found = {names.NIL: Area(layout.INNER, 1, 4, len(NIL_MARKS), 4)}
    if form.results is not None:
        marks, first = form.results.marks_at, form.results.first
        found[names.MARKS] = _one(marks)
        found[names.RESULTS] = Area(layout.RESULTS, first, 1, first, 1)
        found[names.RESULTS_SUMMARY] = _one(form.results.summary_at)
        for name, key in ((names.ERRORS, "errors"), (names.WARNINGS, "warnings"), (names.MARKED_ROWS, "row"),
                          (names.MESSAGES, "message"), (names.EXPLAINED, "explained")):  # fmt: skip
            column = layout.MARK_COLUMNS[key]
            found[name] = Area(layout.RESULTS, first, column, _LAST_MARK, column)
    for prefix, places in ((names.FIELD, form.fields), (names.CONCEPT, form.concepts), (names.RATE, form.rates),
                           (names.HEADING, form.headings)):  # fmt: skip
        found |= {prefix + id: _one(at) for id, at in places.items()}
    return found | _table_names(form)


def _table_names(form: Form) -> dict[str, Area]:
    found = {}
    if form.fund is not None:
        found[names.FUND] = _fund_area(form.fund)
        found |= {names.FUND_CHECK + key: _one(at) for key, at in form.fund.checks.items()}
    if form.indicators is not None:
        table = form.indicators.table
        found[names.INDICATORS] = _table_area(table)
        note = form.notes[table.sheet]
        found[f"{names.NOTE}evaluation"] = _one(CellRef(table.sheet, table.header, note))
        if form.indicators.grade_at is not None:
            found[names.GRADE] = _one(form.indicators.grade_at)
    if form.scoring is not None:
        found[names.SCORING] = _table_area(form.scoring.table)
    for number, checklist in enumerate(form.checklists, 1):
        found[f"{names.CHECKLIST}{number}"] = checklist.ticks
    if form.statements is not None:
        table = form.statements.table
        found[names.STATEMENTS] = _table_area(table)
        found[f"{names.NOTE}statements"] = _one(CellRef(table.sheet, table.header, form.notes[table.sheet]))
    for id, accounts in form.tables.items():
        found[names.TABLE + id] = accounts.area
        found[names.NOTE + id] = _one(CellRef(accounts.sheet, accounts.header, form.notes[accounts.sheet]))
    if form.summary is not None:
        found[names.SUMMARY] = _table_area(form.summary.table)
        found[f"{names.NOTE}summary"] = _one(
            CellRef(layout.SUMMARY, form.summary.table.header, form.notes[layout.SUMMARY])
        )
    return found


def _table_area(table: Table) -> Area:
    return Area(
        table.sheet,
        table.header,
        min(table.columns.values()),
        table.total or table.last,
        max(table.columns.values()),
    )


def _fund_area(fund: FundForm) -> Area:
    columns = [line.place for line in fund.lines] if fund.across else [*fund.table.columns.values()]
    left = fund.table.columns["label"]
    return Area(fund.table.sheet, fund.table.header, left, fund.table.last, max(columns))


def _one(at: CellRef) -> Area:
    return Area(at.sheet, at.row, at.column, at.row, at.column)


def reference(area: Area) -> str:
    """The area as a defined name's formula writes it: ``自评表!$A$4:$I$9``."""

    def absolute(cell: CellRef) -> str:
        """One cell: ``$A$4``."""
        letters = cell.a1.rstrip("0123456789")
        return f"${letters}${cell.row}"

    first, last = absolute(area.first), absolute(area.last)
    return f"{area.sheet}!{first}" if first == last else f"{area.sheet}!{first}:{last}"
