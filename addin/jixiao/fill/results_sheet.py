"""What 审核 writes: the 审核结果 sheet, which the template's marks and 核对 columns look up. 清除标记 empties it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.fill.links import link
from jixiao.fill.marks import mark_edits
from jixiao.model.book import Book, Edit, Value
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import Form, ResultsForm, named
from jixiao.model.framework import Framework
from jixiao.read.embedded_framework import unknown_framework
from jixiao.rules.catalogue import Report, not_checked_groups
from jixiao.rules.render import SEVERITY_WORDS, describe
from jixiao.template.sheets.results import HEADINGS, NOT_CHECKED_YET

PLAIN_SHEET = "审核结果"
_PLAIN_HEADINGS = 4
_REMARK = len(HEADINGS)
_CODE = HEADINGS.index("编号") + 1
_PLACE = HEADINGS.index("单元格") + 1


@dataclass(frozen=True)
class _Row:
    """One line of the list: values by column, formulas by column."""

    values: tuple[Value, ...]
    link: str | None
    key: tuple[str, str]


def results_edits(book: Book, form: Form, report: Report) -> tuple[Edit, ...]:
    """Edits that write a report into the workbook; an explanation typed beside an earlier finding is kept."""
    results = form.results or _plain_results(book)
    edits = [] if form.results else list(_plain_head(results.sheet))
    remarks = _remarks(book, results)
    rows = [
        *_finding_rows(report.findings),
        *_not_checked_rows(not_checked_groups(report), len(report.findings)),
    ]
    for offset, row in enumerate(rows):
        edits += _row_edits(results, results.first + offset, row, remarks.get(row.key))
    edits += _blank(book, results, results.first + len(rows))
    edits.append(Edit(results.summary_at, summary_line(report, unknown_framework(book))))
    if form.results is not None:
        edits += mark_edits(book, form, results, report.findings)
    return tuple(edits)


def clear_edits(book: Book, form: Form) -> tuple[Edit, ...]:
    """Edits that take findings and marks out again."""
    results = form.results
    if results is None:
        sheet = _plain_results(book).sheet
        cells = book.sheets[sheet].cells if sheet in book.sheets else {}
        return tuple(Edit(CellRef(sheet, row, column), None) for row, column in cells)
    edits = _blank(book, results, results.first)
    edits.append(Edit(results.summary_at, NOT_CHECKED_YET))
    edits += mark_edits(book, form, results, ())
    return tuple(edits)


def summary_line(report: Report, unknown: Framework | None = None) -> str:
    """Counts in one line, also where there is nothing to report; ``unknown`` is a framework that is not installed."""
    counts = " · ".join(f"{SEVERITY_WORDS[severity]} {report.count(severity)}" for severity in Severity)
    if not report.findings:
        counts = "没有发现问题"
    return (
        f"{counts}。已查 {len(report.checked)} 条规则，未查 {len(report.not_checked)} 项。点“单元格”一列可以跳到原处。"
        f"{_read_by(unknown) if unknown else ''}"
    )


def _read_by(unknown: Framework) -> str:
    """Whose law the report stands on, where it came inside the workbook."""
    name, version = (" ".join(text.split()) for text in (unknown.title, unknown.version))
    return f"本簿所用指标体系{named(name)}（{unknown.id}，版本 {version}）未安装，按簿内所附文本审核。"


def _plain_results(book: Book) -> ResultsForm:
    """Where the list goes in a workbook that is not ours: a sheet of its own at the end."""
    sheet = PLAIN_SHEET
    if sheet in book.sheets and book.sheets[sheet].cells and not _is_plain_list(book, sheet):
        sheet = f"{PLAIN_SHEET}（jixiao）"
    return ResultsForm(sheet, _PLAIN_HEADINGS + 1, CellRef(sheet, 2, _REMARK), CellRef(sheet, 2, 1))


def _is_plain_list(book: Book, sheet: str) -> bool:
    """Whether a sheet of that name is our list; an office may have one of its own."""
    headings = (book.cell(CellRef(sheet, _PLAIN_HEADINGS, column)).value for column in range(1, _REMARK + 1))
    return tuple(headings) == HEADINGS


def _plain_head(sheet: str) -> Iterator[Edit]:
    yield Edit(CellRef(sheet, 1, 1), PLAIN_SHEET)
    for column, text in enumerate(HEADINGS, 1):
        yield Edit(CellRef(sheet, _PLAIN_HEADINGS, column), text)


def _finding_rows(findings: Iterable[Finding]) -> Iterator[_Row]:
    for number, finding in enumerate(findings, 1):
        words = describe(finding)
        text = f"{words.message}{words.hint}"
        key = (finding.code, f"{finding.at.sheet} {finding.at.a1}")
        values = (Decimal(number), SEVERITY_WORDS[finding.severity], finding.at.sheet, finding.at.a1, finding.label,
                  finding.printed, finding.expected, finding.cause, text, finding.code)  # fmt: skip
        yield _Row(values, link(finding.at), key)


def _not_checked_rows(items: Iterable[NotChecked], before: int) -> Iterator[_Row]:
    for number, item in enumerate(items, before + 1):
        sheet, a1 = (item.at.sheet, item.at.a1) if item.at else ("", "")
        reason = f"{item.reason}，所以没有查。"
        values = (Decimal(number), "未查", sheet, a1, item.label, "", "", "", reason, item.code)
        yield _Row(values, link(item.at) if item.at else None, (item.code, f"{sheet} {a1}"))


def _row_edits(results: ResultsForm, row: int, line: _Row, remark: Value) -> Iterator[Edit]:
    for column, value in enumerate(line.values, 1):
        formula = line.link if column == _PLACE else None
        yield Edit(CellRef(results.sheet, row, column), value, formula)
    yield Edit(CellRef(results.sheet, row, _REMARK), remark)


def _remarks(book: Book, results: ResultsForm) -> dict[tuple[str, str], Value]:
    """Explanations typed by the unit, by code and place of the finding beside them."""
    sheet = book.sheets.get(results.sheet)
    found: dict[tuple[str, str], Value] = {}
    for (row, column), cell in (sheet.cells if sheet else {}).items():
        if column == _REMARK and row >= results.first and cell.value not in (None, ""):
            texts = [str(book.cell(CellRef(results.sheet, row, at)).value or "") for at in (_CODE, 3, _PLACE)]
            found[texts[0], f"{texts[1]} {texts[2]}"] = cell.value
    return found


def _blank(book: Book, results: ResultsForm, start: int) -> list[Edit]:
    sheet = book.sheets.get(results.sheet)
    return [
        Edit(CellRef(results.sheet, row, column), None)
        for (row, column), cell in (sheet.cells if sheet else {}).items()
        if row >= start and column <= _REMARK and (cell.value is not None or cell.formula is not None)
    ]
