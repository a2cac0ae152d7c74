"""The 汇总表: rows that each hold one unit, and their total."""

from jixiao.model import names
from jixiao.model.form import MissingColumn, SummaryForm, Table
from jixiao.model.framework import Framework
from jixiao.read.locate import locate, missing_columns
from jixiao.read.pages import Pages
from jixiao.read.table_rows import is_heading_again, is_subtotal, rows_below


def read_summary(pages: Pages, framework: Framework) -> tuple[SummaryForm | None, tuple[MissingColumn, ...]]:
    """The 汇总表, and the columns it should have but lacks."""
    law = framework.summary_table
    if law is None:
        return None, ()
    located = locate(pages, names.SUMMARY, law.columns, ("unit", "annual_budget", "executed"))
    if located is None:
        return None, ()
    missing = tuple(missing_columns(law.title, located.found, law.columns, ("number",)))
    found, rows, headings, total = located.found, list[int](), set[int](), None
    for row, is_total in rows_below(located.page, found, located.limit):
        if is_total:
            total = row
        elif is_heading_again(located.page, found, row):
            headings.add(row)
        else:
            rows.append(row)
    if not rows:
        return None, missing if located.limit else ()
    passed_over = set(range(rows[0], total or rows[-1])) - set(rows) - headings
    if any(is_subtotal(located.page, row) for row in passed_over):
        total = None  # with subtotals in between, the total is not the sum of its column
    table = Table(found.sheet, found.row, found.columns, rows[0], rows[-1], total, found.top)
    return SummaryForm(table, headings=frozenset(headings)), missing
