"""A book → its Form: by defined name in our templates, by heading words in anyone's table."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from jixiao.errors import UnknownWorkbook
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.form import Form, FundForm, IndicatorForm, MissingColumn
from jixiao.model.framework import PROJECT, Framework
from jixiao.read.account_tables import read_accounts
from jixiao.read.embedded_framework import is_ours as is_ours
from jixiao.read.embedded_framework import own_framework
from jixiao.read.embedded_framework import read_identity as read_identity
from jixiao.read.fund_table import read_fund
from jixiao.read.headings import labelled
from jixiao.read.indicator_table import read_indicators
from jixiao.read.named_entries import named_entries
from jixiao.read.pages import Pages, pages_of, plain
from jixiao.read.results_list import named_list
from jixiao.read.side_sheets import read_checklists, read_scoring, read_statements
from jixiao.read.summary_table import read_score_list, read_summary
from jixiao.read.values import read_points_label

_UNIT_WORDS = ("单位名称", "评价部门名称", "评价部门", "预算单位", "部门名称", "评价单位", "填报单位", "报送单位")
_DEPARTMENT_WORDS = ("主管部门",)
_MONEY_UNIT = re.compile(r"单位:?(?:人民币)?[亿万千百十]*[美港欧日]?元(?:\(?人民币\)?)?\)?$")


def choose_framework(book: Book) -> Framework:
    """The framework to read a book by.

    An installed framework of the same id and version wins over the text inside the workbook, which came from
    another office; an unknown one is used. A workbook that is not ours is read by the installed framework most of
    whose names it has, and then of whose columns, among those whose tables it has. Raises UnknownWorkbook or
    BrokenFramework.
    """
    if is_ours(book):
        return own_framework(book)
    pages = pages_of(book)
    fitting = [framework for id in installed_ids() if _tables(pages, framework := load_framework(id))]
    if not fitting:
        raise _unknown(book)
    texts = (text for page in pages.pages.values() for row in page.words.values() for text in row.values())
    seen = {read_points_label(text)[0] for text in texts}
    fitting = [one for one in fitting if _is_of_its_kind(one, seen)] or fitting
    named = {one.id: len(_vocabulary(one.id) & seen) for one in fitting}
    best = [one for one in fitting if named[one.id] == max(named.values())]
    return max(best, key=lambda one: _columns_read(pages, one)) if len(best) > 1 else best[0]


def _is_of_its_kind(framework: Framework, seen: Collection[str]) -> bool:
    """Whether a book that a framework of projects would read says 项目名称 anywhere; others fit any book."""
    label = next((entry.label for entry in framework.fields if entry.id == PROJECT), None)
    return label is None or any(text.startswith(plain(label)) for text in seen)


def _columns_read(pages: Pages, framework: Framework) -> int:
    """How many columns of the tables a framework's headings name: that decides where no indicator's name does."""
    found = (read(pages, framework)[0] for read in (read_indicators, read_summary, read_fund))
    accounts = (panel for form in read_accounts(pages, framework)[0].values() for panel in form.panels)
    return sum(len(form.table.columns) for form in found if form is not None) + sum(
        len(one.columns) for one in accounts
    )


@cache
def _vocabulary(id: str) -> frozenset[str]:
    """The names of indicators and fund lines that the tables of an installed framework print."""
    framework = load_framework(id)
    lines = [line for line in framework.fund.lines if line.group != "total"] if framework.fund else []
    names = {name for levels in framework.fixed for name in levels} | {key for line in lines for key in line.keys}
    return frozenset(map(plain, names | {level.name for level in framework.levels}))


def _tables(pages: Pages, framework: Framework) -> bool:
    readers = (read_indicators, read_summary, read_fund, read_accounts)
    return any(read(pages, framework)[0] for read in readers)


def read_form(book: Book, framework: Framework) -> Form:
    """Where everything stands. Raises UnknownWorkbook where no known table is found."""
    pages = pages_of(book)
    fund, fund_missing = read_fund(pages, framework)
    indicators, indicators_missing = read_indicators(pages, framework)
    summary, summary_missing = read_summary(pages, framework)
    tables, tables_missing = read_accounts(pages, framework)
    if fund is None and indicators is None and summary is None and not tables:
        raise _unknown(book)
    if not is_ours(book):
        scores = read_score_list(pages, framework, summary)
        form = Form(fund=fund, indicators=indicators, summary=summary, tables=tables, score_list=scores)
        return replace(form, fields=_labelled_fields(pages, form, framework))
    missing = (*fund_missing, *indicators_missing, *summary_missing, *tables_missing)
    entries = named_entries(pages.names, framework)
    return Form(
        fund=fund,
        indicators=indicators,
        summary=summary,
        tables=tables,
        ours=True,
        fields=entries.fields,
        concepts=entries.concepts,
        rates=entries.rates,
        scoring=read_scoring(pages, indicators),
        checklists=tuple(read_checklists(pages, framework)),
        statements=read_statements(pages),
        headings=entries.headings,
        results=named_list(pages.names),
        notes=entries.notes,
        missing_columns=(*missing, *_missing_tables(book, _wanted(framework, fund, indicators, tables), missing)),
    )


def _wanted(
    framework: Framework, fund: FundForm | None, indicators: IndicatorForm | None, tables: Mapping[str, object]
) -> Iterator[tuple[str, object]]:
    """The titles of the tables that a framework has, with those that were found."""
    if framework.fund is not None:
        yield framework.fund.title, fund
    if framework.scoring_table is not None:
        yield framework.scoring_table.title, indicators
    for law in framework.tables:
        yield law.title[0], tables.get(law.id)


def _missing_tables(
    book: Book, wanted: Iterable[tuple[str, object]], missing: Iterable[MissingColumn]
) -> Iterator[MissingColumn]:
    """Tables that a self-evaluation workbook of ours was built with and that are gone."""
    if read_identity(book).get("kind") not in ("evaluation", "accounts"):
        return
    named = {column.table for column in missing}
    first = next(iter(book.sheets))
    for title, table in wanted:
        if table is None and title not in named:
            yield MissingColumn(title, title, "", CellRef(first, 1, 1))


def _unknown(book: Book) -> UnknownWorkbook:
    return UnknownWorkbook(
        f"{book.title}：没有找到能识别的表（自评表、资金表或汇总表）。请确认文件没有选错，表头文字没有改动。"
    )


def _labelled_fields(pages: Pages, form: Form, framework: Framework) -> dict[str, CellRef]:
    tables = [part.table for part in (form.fund, form.indicators, *form.summaries) if part is not None]
    headings = {(table.sheet, row) for table in tables for row in table.heading}
    if form.summary is not None:
        headings |= {(form.summary.table.sheet, row) for row in form.summary.headings}
    found = {}
    project = [entry.label for entry in framework.fields if entry.id == PROJECT]
    units = (*_UNIT_WORDS, *(framework.summary.columns["unit"] if framework.lists_projects else ()))
    for id, words in (("unit", units), ("department", _DEPARTMENT_WORDS), (PROJECT, project)):
        area = labelled(pages, words, headings)
        if area is not None:
            found[id] = area.first
    tops = [(table.sheet, table.header) for table in tables]
    tops += [(accounts.sheet, accounts.top) for accounts in form.tables.values()]
    unit_at = _money_unit_place(pages, tops)
    return found if unit_at is None else found | {"money_unit": unit_at}


def _money_unit_place(pages: Pages, tops: Iterable[tuple[str, int]]) -> CellRef | None:
    """The cell above a table (its sheet and its heading) that says 单位：万元, if there is one."""
    for sheet, header in tops:
        for row, words in pages.pages[sheet].words.items():
            column = next((column for column, text in words.items() if _MONEY_UNIT.search(text)), None)
            if row <= header and column is not None:
                return CellRef(sheet, row, column)
    return None
