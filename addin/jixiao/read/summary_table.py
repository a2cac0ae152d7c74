"""The 汇总表: rows that each hold one unit, and their total."""

from jixiao.model import names
from jixiao.model.form import MissingColumn, SummaryForm, Table
from jixiao.model.framework import Framework
from jixiao.read.headings import rows_below
from jixiao.read.locate import locate, missing_columns
from jixiao.read.pages import Pages


def read_summary(pages: Pages, framework: Framework) -> tuple[SummaryForm | None, tuple[MissingColumn, ...]]:
    """The 汇总表, and the columns it should have but lacks."""
    law = framework.summary
    located = locate(pages, names.SUMMARY, law.columns, ("unit", "annual_budget", "executed"))
    if located is None:
        return None, ()
    missing = tuple(missing_columns(law.title, located.found, law.columns, ("number",)))
    rows, total = [], None
    for row, is_total in rows_below(located.page, located.found, located.limit):
        if is_total:
            total = row
        else:
            rows.append(row)
    if not rows:
        return None, missing if located.limit else ()
    found = located.found
    return SummaryForm(Table(found.sheet, found.row, found.columns, rows[0], rows[-1], total)), missing
