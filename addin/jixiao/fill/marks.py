"""The helper columns of 审核结果 that the template's marks and 核对 columns look up."""

from collections.abc import Iterable, Iterator

from jixiao.model import names
from jixiao.model.book import Book, Edit
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import Form, ResultsForm
from jixiao.model.links import address, quoted
from jixiao.model.results import EXPLAINED
from jixiao.rules.render import describe
from jixiao.template.canvas import MARKS_OFF, MARKS_ON
from jixiao.template.layout import MARK_COLUMNS

EXPLAINED_SIGN = f"（{EXPLAINED}）"


def mark_edits(book: Book, form: Form, results: ResultsForm, findings: Iterable[Finding]) -> list[Edit]:
    """The helper columns: one marked cell a row, one message a marked row; then the 核对 columns' results."""
    marked = [finding for finding in findings if finding.severity is not Severity.INFO]
    lists: dict[str, list[_Entry]] = {key: [] for key in MARK_COLUMNS}
    for finding in marked:
        cells = [(f"{at.sheet}!{at.a1}", f"{_prefix(at)}&{address(at)}") for at in finding.all_cells]
        lists[_colour(finding)] += cells
    if names.EXPLAINED not in book.names:  # a template from before: what is explained has no colour there
        lists.pop("explained")
    messages = _messages(marked)
    for (sheet, row), (at, text) in messages.items():
        lists["row"].append((f"{sheet}!{row}", f"{_prefix(at)}&ROW({quoted(sheet)}!{at.a1})"))
        lists["message"].append((text, ""))
    edits = [edit for key, items in lists.items() for edit in _column(book, results, MARK_COLUMNS[key], items)]
    is_off = book.cell(results.marks_at).value == MARKS_OFF
    return [*edits, *_beside(book, form, {} if is_off else {place: text for place, (_, text) in messages.items()})]


def switch_edits(book: Book, form: Form, results: ResultsForm, *, on: bool) -> tuple[Edit, ...]:
    """The switch of the marks, and the 核对 columns as they are with it."""
    switch = Edit(results.marks_at, MARKS_ON if on else MARKS_OFF)
    return (switch, *_beside(book, form, _listed_messages(book, results) if on else {}))


def _listed_messages(book: Book, results: ResultsForm) -> dict[tuple[str, int], str]:
    """The messages that stand in the helper columns, by sheet and row."""
    found = {}
    for (row, column), cell in book.sheets[results.sheet].cells.items():
        if column == MARK_COLUMNS["row"] and row >= results.first and isinstance(cell.value, str):
            sheet, _, number = cell.value.rpartition("!")
            text = book.cell(CellRef(results.sheet, row, MARK_COLUMNS["message"])).value
            if number.isdecimal() and isinstance(text, str):
                found[sheet, int(number)] = text
    return found


def _colour(finding: Finding) -> str:
    if finding.is_explained:
        return "explained"
    return "errors" if finding.severity is Severity.ERROR else "warnings"


_Entry = tuple[str, str]
"""A result and the formula that gives it, "" where it is a plain text."""


def _prefix(at: CellRef) -> str:
    doubled = at.sheet.replace('"', '""')
    return f'"{doubled}!"'


def _messages(findings: Iterable[Finding]) -> dict[tuple[str, int], tuple[CellRef, str]]:
    """The text beside each marked row: beside the cell to blame, or beside every cell of equal findings."""
    texts: dict[tuple[str, int], tuple[CellRef, list[str]]] = {}
    for finding in findings:
        sentence = f"{EXPLAINED_SIGN if finding.is_explained else ''}{describe(finding).sentence}"
        for at in finding.all_cells if finding.group else (finding.at,):
            beside = texts.setdefault((at.sheet, at.row), (at, []))[1]
            if sentence not in beside:
                beside.append(sentence)
    return {place: (at, "；".join(text.rstrip("。") for text in found) + "。") for place, (at, found) in texts.items()}


def _column(book: Book, results: ResultsForm, column: int, items: list[_Entry]) -> Iterator[Edit]:
    for offset, (value, formula) in enumerate(items):
        yield Edit(CellRef(results.sheet, results.first + offset, column), value, formula or None)
    sheet = book.sheets.get(results.sheet)
    for (row, at), cell in (sheet.cells if sheet else {}).items():
        if at == column and row >= results.first + len(items) and (cell.value is not None or cell.formula is not None):
            yield Edit(CellRef(results.sheet, row, at), None)


def _beside(book: Book, form: Form, messages: dict[tuple[str, int], str]) -> Iterator[Edit]:
    """The 核对 formulas with their results, where these changed."""
    for sheet, column in form.notes.items():
        for (row, at), cell in book.sheets[sheet].cells.items():
            if at == column and cell.formula is not None and names.MESSAGES in cell.formula:  # not the link back
                text = messages.get((sheet, row), "")
                if cell.value not in (text, None if text == "" else text):
                    yield Edit(CellRef(sheet, row, column), text, cell.formula)
