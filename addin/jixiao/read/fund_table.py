"""The fund table: its known lines, and lines that the framework does not know."""

from collections.abc import Collection, Iterable

from jixiao.model import names
from jixiao.model.figures import Figure
from jixiao.model.form import FundForm, FundLine, Table
from jixiao.model.framework import Framework, Fund
from jixiao.read.fund_across import names_lines, read_checks, read_fund_across
from jixiao.read.fund_pairs import may_be_pairs, read_fund_pairs
from jixiao.read.headings import Columns, headings
from jixiao.read.known_funds import KnownFunds, Read
from jixiao.read.locate import Located, locate, missing_columns
from jixiao.read.pages import Page, Pages, plain
from jixiao.read.per_framework import PerFramework
from jixiao.read.table_rows import is_heading_again
from jixiao.read.values import as_converted, read_amount

SCORED: Columns = {"points": ("分值",), "score": ("得分",)}
"""Columns of offices that give points for the execution rate in the fund table itself."""

TOTAL = "total"
OTHER, OTHER_ID = "other", "row_"
"""Group, and beginning of the id, of a line that the framework does not know: its sum cannot be told."""

AMOUNTS = ("annual_budget", "executed")
_BEFORE_FIRST_LINE, _GAP = 5, 50
"""So many rows may stand between the heading and the first line, or inside a table that a defined name spans."""

PROJECT = "项目名称"
"""Heads the lines of a list of projects."""

_LONGEST_LABEL = 30


def read_fund(pages: Pages, framework: Framework) -> Read:
    """The fund table, and the columns it should have but lacks."""
    law, area = framework.fund, pages.names.get(names.FUND)
    if law is None:
        return None, ()
    if area is None:
        return _read(pages, framework, law)

    def read(pages: Pages) -> Read:
        return _read(pages, framework, law)

    def is_of_rows(page: Page) -> bool:
        return not (names_lines(page, area.top, law) or may_be_pairs(page, area, law))

    return _known.of(framework).table(pages, area, read, is_of_rows)


_known = PerFramework(lambda _: KnownFunds())


def _read(pages: Pages, framework: Framework, law: Fund) -> Read:
    across = read_fund_across(pages, law)
    if across is not None:
        return across, ()
    pairs = read_fund_pairs(pages, law)
    if pairs is not None:
        return pairs, ()
    columns = fund_columns(law)
    without = unit_column(framework)
    located = locate(pages, names.FUND, columns, AMOUNTS, without)
    if located is None:
        return None, ()
    lines = _lines(located, law)
    if located.limit is None and not says_kinds(lines):
        located, lines = _best_known(pages, {**columns, **without}, located, law)
    found = located.found
    missing = tuple(missing_columns(law.title, found, law.columns, ("label",)))
    if all(line.group == OTHER for line in lines):
        return None, missing if located.limit else ()
    table = Table(found.sheet, found.row, found.columns, lines[0].place, lines[-1].place, top=found.top)
    return FundForm(table, tuple(lines), checks=read_checks(pages)), missing


def unit_column(framework: Framework) -> Columns:
    """The column that a 汇总表 has and no fund table."""
    return {} if framework.summary_table is None else {"unit": framework.summary_table.columns["unit"]}


def fund_columns(law: Fund) -> Columns:
    """The words that may head the columns of a fund table or of a list of projects."""
    scored = {role: words for role, words in SCORED.items() if role not in law.columns}
    return {**law.columns, "label": (*law.columns["label"], PROJECT), **scored}


def says_kinds(lines: Iterable[FundLine]) -> bool:
    """Whether lines of a framework stand there besides the total: a list of projects has amounts, but none of them."""
    return any(line.group not in (OTHER, TOTAL) for line in lines)


def _best_known(pages: Pages, columns: Columns, first: Located, law: Fund) -> tuple[Located, list[FundLine]]:
    """The table with lines that the framework knows, where the first choice was a list of projects."""
    for found in headings(pages, columns, AMOUNTS, ("unit",)):
        located = Located(pages.pages[found.sheet], found, None)
        lines = _lines(located, law)
        if says_kinds(lines):
            return located, lines
    return first, _lines(first, law)


def _lines(located: Located, law: Fund) -> list[FundLine]:
    found, taken = located.found, set[str]()
    lines: list[FundLine] = []
    reach = (_GAP, _GAP) if located.limit else (_BEFORE_FIRST_LINE, 1)
    end = found.row + reach[0]
    for row in range(found.row + 1, (located.limit or located.page.last) + 1):
        line = _line(located, row, law, taken)
        if line is not None:
            lines.append(line)
            taken.add(line.id)
            end = row + reach[1]
        elif is_heading_again(located.page, found, row):
            end = row + reach[1]
        elif row >= end:
            break
    return lines


def _line(located: Located, row: int, law: Fund, taken: Collection[str]) -> FundLine | None:
    """The line in a row: the label nearest to the amounts says which; any other row with amounts is a line too."""
    page, columns = located.page, located.found.columns
    amounts = [columns[role] for role in AMOUNTS if role in columns]
    before = min((column for role, column in columns.items() if role != "label"), default=1)
    labels = {column: text for column, text in page.words.get(row, {}).items() if column < before and text}
    for text in reversed(labels.values()):
        for line in law.lines:
            if line.id not in taken and any(plain(key) in text for key in line.keys):
                return FundLine(line.id, line.group, line.label, row)
    if labels and _holds_amount(page, row, amounts):
        label = "".join(page.text(row, max(labels)).split())
        return FundLine(f"{OTHER_ID}{row}", OTHER, label[:_LONGEST_LABEL], row)
    return None


def _holds_amount(page: Page, row: int, columns: Collection[int]) -> bool:
    cells = page.rows.get(row, {})
    return any(column in cells and isinstance(read_amount(as_converted(cells[column])), Figure) for column in columns)
