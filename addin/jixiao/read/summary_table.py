"""The 汇总表: rows that each hold one unit, and their total."""

from jixiao.model import names
from jixiao.model.form import MissingColumn, SummaryForm, Table
from jixiao.model.framework import PROJECT, Framework
from jixiao.read.headings import headings
from jixiao.read.locate import Located, locate, missing_columns
from jixiao.read.pages import Pages
from jixiao.read.table_rows import is_heading_again, is_subtotal, rows_below

_WITH_AMOUNTS = ("unit", "annual_budget", "executed")
_WITH_SCORES = ("unit", PROJECT, "self_score")
"""The columns without which a heading is none of a 汇总表; scores alone make a list of projects."""


def read_summary(pages: Pages, framework: Framework) -> tuple[SummaryForm | None, tuple[MissingColumn, ...]]:
    """The 汇总表, and the columns it should have but lacks; a list of scores only where there is none with amounts."""
    law = framework.summary_table
    if law is None or names.SUMMARY in pages.unread:
        return None, ()
    located = locate(pages, names.SUMMARY, law.columns, _WITH_AMOUNTS)
    if located is None and framework.lists_projects:
        located = locate(pages, names.SUMMARY, law.columns, _WITH_SCORES)
    if located is None:
        return None, ()
    missing = tuple(missing_columns(law.title, located.found, law.columns, ("number",)))
    form = _form(located)
    return form, missing if form is not None or located.limit else ()


def read_score_list(pages: Pages, framework: Framework, amounts: SummaryForm | None) -> SummaryForm | None:
    """The scores of projects in anyone's workbook, where they stand in a table apart from that of the ``amounts``."""
    law = framework.summary_table
    if amounts is None or law is None or not framework.lists_projects or "self_score" in amounts.table.columns:
        return None
    for found in headings(pages, law.columns, _WITH_SCORES, ("annual_budget", "executed")):
        form = _form(Located(pages.pages[found.sheet], found, None))
        if form is not None:
            return form
    return None


def _form(located: Located) -> SummaryForm | None:
    """The rows below a heading and their total; None where there are no rows."""
    found, rows, again, total = located.found, list[int](), set[int](), None
    for row, is_total in rows_below(located.page, found, located.limit):
        if is_total:
            total = row
        elif is_heading_again(located.page, found, row):
            again.add(row)
        else:
            rows.append(row)
    if not rows:
        return None
    passed_over = set(range(rows[0], total or rows[-1])) - set(rows) - again
    if any(is_subtotal(located.page, row) for row in passed_over):
        total = None  # with subtotals in between, the total is not the sum of its column
    table = Table(found.sheet, found.row, found.columns, rows[0], rows[-1], total, found.top)
    return SummaryForm(table, headings=frozenset(again))
