"""What 审核 writes: the 审核结果 sheet, which the template's marks and 核对 columns look up. 清除标记 empties it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.fill.kept_explanations import forget_explanations, keep_explanations
from jixiao.fill.marks import mark_edits
from jixiao.model.book import Book, Edit, Value
from jixiao.model.cells import CellRef
from jixiao.model.findings import Explanation, Finding, NotChecked
from jixiao.model.form import Form, ResultsForm, named
from jixiao.model.framework import Framework
from jixiao.model.links import link
from jixiao.model.results import (
    EXPLAINED,
    GONE,
    NOT_CHECKED,
    PLACE,
    PLAIN_HEADING_ROW,
    PLAIN_SHEET,
    REMARK,
    RESULT_HEADINGS,
)
from jixiao.read.embedded_framework import unknown_framework
from jixiao.read.results_list import results_list
from jixiao.rules.catalogue import Report, not_checked_groups
from jixiao.rules.render import SEVERITY_WORDS, counts_line, describe
from jixiao.template.sheets.results import NOT_CHECKED_YET

_NAMED = 3
GONE_MESSAGE = "此条不再出现；原来填写的说明保留这一次，下次审核时不再列出。"


@dataclass(frozen=True)
class _Row:
    """One line of the list: its values by column, the formula of its link, and what the office wrote beside it."""

    values: tuple[Value, ...]
    link: str | None
    explanation: str


def results_edits(book: Book, form: Form, report: Report) -> tuple[Edit, ...]:
    """Edits that write a report into the workbook, with the explanations that it carries."""
    results = results_list(book, form)
    edits = [] if form.results else list(_plain_head(results.sheet))
    rows = [*_finding_rows(report.findings), *_not_checked_rows(not_checked_groups(report)), *_gone_rows(report.gone)]
    for offset, row in enumerate(rows):
        edits += _row_edits(results, offset, row)
    edits += _blank(book, results, results.first + len(rows))
    edits.append(Edit(results.summary_at, summary_line(report, unknown_framework(book))))
    if form.results is not None:
        edits += mark_edits(book, form, results, report.findings)
        edits += forget_explanations(book)
    return tuple(edits)


def clear_edits(book: Book, form: Form) -> tuple[Edit, ...]:
    """Edits that take findings and marks out again; what the office explained is kept for the next 审核."""
    results = form.results
    if results is None:
        sheet = results_list(book, form).sheet
        cells = book.sheets[sheet].cells if sheet in book.sheets else {}
        return tuple(Edit(CellRef(sheet, row, column), None) for row, column in cells)
    edits = _blank(book, results, results.first)
    edits.append(Edit(results.summary_at, NOT_CHECKED_YET))
    edits += mark_edits(book, form, results, ())
    edits += keep_explanations(book, form)
    return tuple(edits)


def summary_line(report: Report, unknown: Framework | None = None) -> str:
    """Counts in one line, also where there is nothing to report; ``unknown`` is a framework that is not installed."""
    checked, where = f"已查 {len(report.checked)} 条规则", "点“单元格”一列可以跳到原处。"
    if report.findings:
        told = f"{counts_line(report)}。{checked}，未查 {len(report.not_checked)} 项。{where}"
    else:
        told = f"{checked}，全部通过；{_unchecked(report)}。{where if report.not_checked else ''}"
    return f"{told}{_read_by(unknown) if unknown else ''}"


def _unchecked(report: Report) -> str:
    """What was not checked, by name."""
    if not report.not_checked:
        return "没有未查的"
    names = list(dict.fromkeys(item.label for item in report.not_checked))
    more = "等" if len(names) > _NAMED else ""
    return f"未查 {len(report.not_checked)} 项：{'、'.join(names[:_NAMED])}{more}"


def _read_by(unknown: Framework) -> str:
    """Whose law the report stands on, where it came inside the workbook."""
    name, version = (" ".join(text.split()) for text in (unknown.title, unknown.version))
    return f"本簿所用指标体系{named(name)}（{unknown.id}，版本 {version}）未安装，按簿内所附文本审核。"


def _plain_head(sheet: str) -> Iterator[Edit]:
    yield Edit(CellRef(sheet, 1, 1), PLAIN_SHEET)
    for column, text in enumerate(RESULT_HEADINGS, 1):
        yield Edit(CellRef(sheet, PLAIN_HEADING_ROW, column), text)


def _finding_rows(findings: Iterable[Finding]) -> Iterator[_Row]:
    for finding in findings:
        words = describe(finding)
        level = EXPLAINED if finding.is_explained else SEVERITY_WORDS[finding.severity]
        values = (level, finding.at.sheet, finding.at.a1, finding.label, finding.printed, finding.expected,
                  finding.cause, f"{words.message}{words.advice}", finding.code)  # fmt: skip
        yield _Row(values, link(finding.at), finding.explanation)


def _not_checked_rows(items: Iterable[NotChecked]) -> Iterator[_Row]:
    for item in items:
        reason = f"{item.reason}，所以没有查。"
        values = (NOT_CHECKED, *_where(item.at), item.label, "", "", "", reason, item.code)
        yield _Row(values, link(item.at) if item.at else None, item.explanation)


def _gone_rows(explanations: Iterable[Explanation]) -> Iterator[_Row]:
    for item in explanations:
        values = (GONE, *_where(item.at), item.label, "", "", "", GONE_MESSAGE, item.code)
        yield _Row(values, link(item.at) if item.at else None, item.text)


def _where(at: CellRef | None) -> tuple[str, str]:
    return (at.sheet, at.a1) if at else ("", "")


def _row_edits(results: ResultsForm, offset: int, line: _Row) -> Iterator[Edit]:
    row = results.first + offset
    for column, value in enumerate((Decimal(offset + 1), *line.values), 1):
        yield Edit(CellRef(results.sheet, row, column), value, line.link if column == PLACE else None)
    yield Edit(CellRef(results.sheet, row, REMARK), line.explanation or None)


def _blank(book: Book, results: ResultsForm, start: int) -> list[Edit]:
    sheet = book.sheets.get(results.sheet)
    return [
        Edit(CellRef(results.sheet, row, column), None)
        for (row, column), cell in (sheet.cells if sheet else {}).items()
        if row >= start and column <= REMARK and (cell.value is not None or cell.formula is not None)
    ]
