"""What of anyone's workbook was recognised as a table of ours, where it stands, and what was not read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.model.book import Book
from jixiao.model.cells import Area
from jixiao.model.form import Form, FundForm, IndicatorForm, SummaryForm
from jixiao.model.framework import PROJECT as PROJECT_COLUMN
from jixiao.model.framework import Framework
from jixiao.model.results import PLAIN_SHEET
from jixiao.read.fund_table import AMOUNTS, PROJECT, fund_columns, says_kinds, unit_column
from jixiao.read.headings import Columns, headings
from jixiao.read.indicator_table import HELPERS, NEEDED
from jixiao.read.pages import Pages, pages_of

_Wanted = tuple[str, Columns, Sequence[str], Sequence[str]]
"""A kind of table, the words of its columns, those it must have and those it must not."""

SCORING, FUND, PROJECTS, SUMMARY, ACCOUNTS = "评分表", "资金表", "项目清单", "汇总表", "决算表"
_COUNTED = {SCORING: "项指标", FUND: "行", PROJECTS: "个项目", SUMMARY: "个单位", ACCOUNTS: "行"}


@dataclass(frozen=True)
class RecognisedTable:
    """A table that was read: its kind, its place with the heading and the total, and how many items it lists."""

    kind: str
    area: Area
    count: int

    @property
    def text(self) -> str:
        """As the report says it: ``评分表 Sheet1!A12:I40（27 项指标）``."""
        return f"{self.kind} {place_of(self.area)}（{self.count} {_COUNTED[self.kind]}）"


@dataclass(frozen=True)
class Recognised:
    """The tables that were read; further ones of a kind that is read once; visible sheets with no such table."""

    tables: tuple[RecognisedTable, ...]
    further: tuple[tuple[str, Area], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The same as one sentence."""
        read = "、".join(table.text for table in self.tables)
        further = "、".join(f"{kind} {place_of(area)}" for kind, area in self.further)
        unknown = "、".join(self.unknown)
        return (
            f"认出：{read}"
            + (f"；同类的表只读一张，没有读：{further}" if further else "")
            + (f"；没有认出：{unknown}" if unknown else "")
            + "。"
        )


def place_of(area: Area) -> str:
    """A place as Excel writes it: ``Sheet1!A12:I40``."""
    return f"{area.sheet}!{area.a1}"


def recognised(book: Book, form: Form, framework: Framework) -> Recognised:
    """What was read in a workbook; what was not is told only of workbooks that are not ours."""
    tables = tuple(_tables(form))
    if form.ours:
        return Recognised(tables)
    pages = pages_of(book)
    further = tuple(_further(pages, framework, tables))
    known = {area.sheet for area in (*(table.area for table in tables), *(area for _, area in further))}
    visible = (page.name for page in pages.pages.values() if not page.hidden and page.rows)
    unknown = (name for name in visible if name not in known and not name.startswith(PLAIN_SHEET))
    return Recognised(tables, further, tuple(unknown))


def _tables(form: Form) -> Iterator[RecognisedTable]:
    if form.indicators is not None:
        named = sum(bool(row.name) for row in form.indicators.rows)
        yield RecognisedTable(SCORING, _scoring_area(form.indicators), named)
    if form.fund is not None:
        lines = form.fund.lines
        projects = not says_kinds(lines)
        count = len([line for line in lines if line.group != "total"]) if projects else len(lines)
        yield RecognisedTable(PROJECTS if projects else FUND, _fund_area(form.fund), count)
    for summary in form.summaries:
        kind = PROJECTS if PROJECT_COLUMN in summary.table.columns else SUMMARY
        yield RecognisedTable(kind, _summary_area(summary), len(summary.rows))
    for accounts in form.tables.values():
        count = sum(len(panel.lines) + len(panel.rows) for panel in accounts.panels)
        yield RecognisedTable(ACCOUNTS, accounts.area, count)


def _scoring_area(form: IndicatorForm) -> Area:
    table = form.table
    columns = [column for role, column in table.columns.items() if role not in HELPERS]
    return Area(table.sheet, table.heading[0], min(columns), table.total or table.last, max(columns))


def _fund_area(form: FundForm) -> Area:
    table, places = form.table, [line.place for line in form.lines]
    columns = [*table.columns.values(), *(places if form.across else ())]
    return Area(table.sheet, table.heading[0], min(columns), table.last, max(columns))


def _summary_area(form: SummaryForm) -> Area:
    table, columns = form.table, form.table.columns.values()
    return Area(table.sheet, table.heading[0], min(columns), table.total or table.last, max(columns))


def _further(pages: Pages, framework: Framework, tables: tuple[RecognisedTable, ...]) -> Iterator[tuple[str, Area]]:
    """The headings of tables outside those that were read."""
    for kind, columns, needed, without in _wanted(framework):
        for found in headings(pages, columns, needed, without):
            area = Area(found.sheet, found.first, min(found.columns.values()), found.row, max(found.columns.values()))
            if not any(_touch(table.area, area) for table in tables):
                is_list = kind == FUND and PROJECT in pages.pages[found.sheet].words[found.row].values()
                yield PROJECTS if is_list else kind, area


def _wanted(framework: Framework) -> Iterator[_Wanted]:
    scoring, summary = framework.scoring_table, framework.summary_table
    if scoring is not None:
        yield SCORING, {**scoring.columns, **HELPERS}, NEEDED, ()
    if summary is not None:
        yield SUMMARY, summary.columns, ("unit", *AMOUNTS), ()
    fund = {**fund_columns(framework.fund), **unit_column(framework)} if framework.fund else {}
    yield FUND, fund, AMOUNTS, ("unit",)


def _touch(table: Area, heading: Area) -> bool:
    rows = table.top <= heading.bottom and heading.top <= table.bottom
    return table.sheet == heading.sheet and rows and table.left <= heading.right and heading.left <= table.right
