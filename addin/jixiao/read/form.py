"""A book → its Form: by defined name in our templates, by heading words in anyone's table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from jixiao.errors import BrokenFramework, UnknownWorkbook
from jixiao.frameworks.load import installed_ids, load_framework, parse_framework
from jixiao.model import names
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.model.form import FIELD_LABELS, Form, MissingColumn, ResultsForm, Table
from jixiao.model.framework import Framework
from jixiao.read.fund_table import read_fund
from jixiao.read.headings import labelled
from jixiao.read.indicator_table import read_indicators
from jixiao.read.pages import Pages, pages_of
from jixiao.read.summary_table import read_summary

_UNIT_WORDS = ("单位名称", "评价部门名称", "评价部门", "预算单位", "部门名称", "评价单位")
_DEPARTMENT_WORDS = ("主管部门", "主管部门（盖章）", "主管部门(盖章)")
_MONEY_UNIT = re.compile(r"单位:?[亿万千百十]*元\)?$")
_LAST_RESULTS_ROW = 1000
"""A list of findings that begins further down is not where our templates have it."""


def is_ours(book: Book) -> bool:
    """Whether the book was built from one of our templates."""
    return names.INNER_SHEET in book.sheets


def choose_framework(book: Book) -> Framework:
    """The framework to read a book by.

    An installed framework of the same id and version wins over the text inside the workbook, which came from
    another office; an unknown one is used. A workbook that is not ours is read by the first installed
    framework whose tables it has. Raises UnknownWorkbook or BrokenFramework.
    """
    if is_ours(book):
        identity = read_identity(book)
        if identity.get("framework") in installed_ids():
            installed = load_framework(identity["framework"])
            if installed.version == identity.get("framework_version"):
                return installed
        return _embedded(book, identity)
    pages = pages_of(book)
    for id in installed_ids():
        framework = load_framework(id)
        if _tables(pages, framework):
            return framework
    raise _unknown(book)


def read_identity(book: Book) -> Mapping[str, str]:
    """Keys and values of the hidden sheet ``_jixiao``."""
    cells = book.sheets[names.INNER_SHEET].cells
    return {
        str(cell.value): str(cells[row, 2].value)
        for (row, column), cell in cells.items()
        if column == 1 and (row, 2) in cells
    }


def _embedded(book: Book, identity: Mapping[str, str]) -> Framework:
    pieces: list[str] = []
    while (key := f"framework_text_{len(pieces) + 1}") in identity:
        pieces.append(identity[key])
    if not pieces:
        raise BrokenFramework(f"{book.title}：隐藏表 _jixiao 里没有指标体系，模板可能已损坏，请重新领取模板。")
    return parse_framework("".join(pieces), f"{book.title} 内置的指标体系")


def _tables(pages: Pages, framework: Framework) -> bool:
    return any(read(pages, framework)[0] is not None for read in (read_indicators, read_summary, read_fund))


def read_form(book: Book, framework: Framework) -> Form:
    """Where everything stands. Raises UnknownWorkbook where no known table is found."""
    pages = pages_of(book)
    fund, fund_missing = read_fund(pages, framework)
    indicators, indicators_missing = read_indicators(pages, framework)
    summary, summary_missing = read_summary(pages, framework)
    if fund is None and indicators is None and summary is None:
        raise _unknown(book)
    form = Form(fund=fund, indicators=indicators, summary=summary)
    if not is_ours(book):
        return replace(form, fields=_labelled_fields(pages, form))
    missing = (*fund_missing, *indicators_missing, *summary_missing)
    return replace(
        form,
        ours=True,
        fields=_known(_named(pages, names.FIELD), set(FIELD_LABELS)),
        concepts=_known(_named(pages, names.CONCEPT), {concept.id for concept in framework.concepts}),
        rates=_known(_named(pages, names.RATE), {rate.id for rate in framework.rates}),
        headings=_named(pages, names.HEADING),
        results=_results(pages),
        notes={cell.sheet: cell.column for cell in _named(pages, names.NOTE).values()},
        missing_columns=(*missing, *_missing_tables(book, framework, form, missing)),
    )


def _missing_tables(
    book: Book, framework: Framework, form: Form, missing: Iterable[MissingColumn]
) -> Iterator[MissingColumn]:
    """Tables that a self-evaluation workbook of ours was built with and that are gone."""
    if read_identity(book).get("kind") != "evaluation":
        return
    tables = ((framework.fund.title, form.fund), (framework.indicators.title, form.indicators))
    named = {column.table for column in missing}
    first = next(iter(book.sheets))
    for title, table in tables:
        if table is None and title not in named:
            yield MissingColumn(title, title, "", CellRef(first, 1, 1))


def _unknown(book: Book) -> UnknownWorkbook:
    return UnknownWorkbook(
        f"{book.title}：没有找到能识别的表（自评表、资金表或汇总表）。请确认文件没有选错，表头文字没有改动。"
    )


def _named(pages: Pages, prefix: str) -> dict[str, CellRef]:
    return {name.removeprefix(prefix): area.first for name, area in pages.names.items() if name.startswith(prefix)}


def _known(places: Mapping[str, CellRef], ids: set[str]) -> dict[str, CellRef]:
    return {id: at for id, at in places.items() if id in ids}


def _labelled_fields(pages: Pages, form: Form) -> dict[str, CellRef]:
    tables = [part.table for part in (form.fund, form.indicators, form.summary) if part is not None]
    headings = {(table.sheet, table.header) for table in tables}
    found = {}
    for id, words in (("unit", _UNIT_WORDS), ("department", _DEPARTMENT_WORDS)):
        area = labelled(pages, words, headings)
        if area is not None:
            found[id] = area.first
    unit_at = _money_unit_place(pages, tables)
    return found if unit_at is None else found | {"money_unit": unit_at}


def _money_unit_place(pages: Pages, tables: Iterable[Table]) -> CellRef | None:
    """The cell above a table that says 单位：万元, if there is one."""
    for table in tables:
        for row, words in pages.pages[table.sheet].words.items():
            column = next((column for column, text in words.items() if _MONEY_UNIT.search(text)), None)
            if row <= table.header and column is not None:
                return CellRef(table.sheet, row, column)
    return None


def _results(pages: Pages) -> ResultsForm | None:
    """The 审核结果 sheet, unless its names are gone or leave no room for findings."""
    first, marks, summary = (pages.names.get(name) for name in (names.RESULTS, names.MARKS, names.RESULTS_SUMMARY))
    if first is None or marks is None or summary is None or first.top > _LAST_RESULTS_ROW:
        return None
    return ResultsForm(first.sheet, first.top, marks.first, summary.first)
