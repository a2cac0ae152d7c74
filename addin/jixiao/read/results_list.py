"""The list in 审核结果: what it says of which cells, wherever these have moved, and what the office wrote beside it."""

import re
from collections.abc import Iterator, Mapping

from jixiao.model import names
from jixiao.model.book import Book, Cell
from jixiao.model.cells import Area, CellRef, parse_a1
from jixiao.model.findings import Explanation, ResultLine
from jixiao.model.form import Form, ResultsForm
from jixiao.model.results import (
    CODE,
    ITEM,
    KEPT_BESIDE,
    LEVEL,
    MESSAGE,
    PLACE,
    PLAIN_HEADING_ROW,
    PLAIN_SHEET,
    REMARK,
    RESULT_HEADINGS,
    SHEET,
)
from jixiao.read.embedded_framework import is_ours
from jixiao.read.values import printed

_MOVED = re.compile(r"ROW\((?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!()]+))!(?P<cell>\$?[A-Z]{1,3}\$?[0-9]{1,7})\)")
_NAMED = re.compile(r"(?P<cells>[A-Z]{1,3}[0-9]{1,7}(?:、[A-Z]{1,3}[0-9]{1,7})*)(?: 等 (?P<count>[0-9]{1,7}) 格)?：")
_LAST_FIRST_ROW = 1000
"""A list of findings that begins further down is not where our templates have it."""


def named_list(named: Mapping[str, Area | None]) -> ResultsForm | None:
    """The 审核结果 sheet of our templates, unless its names are gone or leave no room for findings."""
    first, marks, summary = (named.get(name) for name in (names.RESULTS, names.MARKS, names.RESULTS_SUMMARY))
    if first is None or marks is None or summary is None or first.top > _LAST_FIRST_ROW:
        return None
    return ResultsForm(first.sheet, first.top, marks.first, summary.first)


def standing_list(book: Book) -> ResultsForm:
    """Where the list stands in a book, whatever its tables are."""
    return (named_list(book.names) if is_ours(book) else None) or _plain_list(book)


def listed_lines(book: Book) -> tuple[ResultLine, ...]:
    """The lines of the list from top to bottom; none before the first 审核 and after 清除标记."""
    results = standing_list(book)
    sheet = book.sheets.get(results.sheet)
    hidden = sheet.hidden_rows if sheet else frozenset[int]()
    return tuple(
        ResultLine(row, about, message, row in hidden)
        for row, about, message in _lines(book, results.sheet, results.first)
    )


def results_list(book: Book, form: Form) -> ResultsForm:
    """Where the list stands; in a workbook that is not ours a sheet of its own at the end."""
    return form.results or _plain_list(book)


def _plain_list(book: Book) -> ResultsForm:
    sheet = PLAIN_SHEET
    if sheet in book.sheets and book.sheets[sheet].cells and not _is_our_list(book, sheet):
        sheet = f"{PLAIN_SHEET}（jixiao）"
    return ResultsForm(sheet, PLAIN_HEADING_ROW + 1, CellRef(sheet, 2, REMARK), CellRef(sheet, 2, 1))


def _is_our_list(book: Book, sheet: str) -> bool:
    """Whether a sheet of that name is our list; an office may have one of its own."""
    headings = (book.cell(CellRef(sheet, PLAIN_HEADING_ROW, column)).value for column in range(1, REMARK + 1))
    return tuple(headings) == RESULT_HEADINGS


def read_explanations(book: Book, form: Form) -> tuple[Explanation, ...]:
    """The explanations in the list, from top to bottom, and those that were kept when it was cleared."""
    results = results_list(book, form)
    kept = _explanations(book, names.INNER_SHEET, 1, KEPT_BESIDE) if form.results else ()
    return (*_explanations(book, results.sheet, results.first), *kept)


def kept_explanations(book: Book) -> tuple[CellRef, ...]:
    """The cells of ``_jixiao`` with what was kept when the list was cleared."""
    sheet = book.sheets.get(names.INNER_SHEET)
    beside = range(KEPT_BESIDE + 1, KEPT_BESIDE + REMARK + 1)
    return tuple(CellRef(sheet.name, *place) for place in sorted(sheet.cells) if place[1] in beside) if sheet else ()


def _explanations(book: Book, name: str, first: int, beside: int = 0) -> Iterator[Explanation]:
    return (about for _, about, _ in _lines(book, name, first, beside) if about.text)


def _lines(book: Book, name: str, first: int, beside: int = 0) -> Iterator[tuple[int, Explanation, str]]:
    """Row, finding and message of each line on a sheet from row ``first`` on.

    ``beside``: how far right of its usual columns the list stands.
    """
    sheet = book.sheets.get(name)
    places = sorted(sheet.cells if sheet else ())
    for row in [row for row, column in places if column == CODE + beside and row >= first]:
        cells = {column: book.cell(CellRef(name, row, column + beside)) for column in range(1, REMARK + 1)}
        text = {column: printed(cell).strip() for column, cell in cells.items()}
        if text[CODE]:
            at = _place(cells[PLACE], text[SHEET])
            told = _cells_told(text[MESSAGE], text[SHEET])
            about = Explanation(text[CODE], text[LEVEL], at, text[ITEM], _beside(at, told[0]), told[1], text[REMARK])
            yield row, about, text[MESSAGE]


def _place(cell: Cell, sheet: str) -> CellRef | None:
    """The cell that the line speaks of: its link follows it, and what the link shows may be out of date."""
    match = _MOVED.search(cell.formula or "")
    found = parse_a1(match["cell"] if match else printed(cell).strip())
    name = (match["bare"] or match["quoted"].replace("''", "'")) if match else sheet
    return CellRef(name, *found) if found and name else None


def _cells_told(message: str, sheet: str) -> tuple[list[tuple[int, int]], int]:
    """The cells that a message begins with, and how many it speaks of in all."""
    match = _NAMED.match(message.removeprefix(f"{sheet} "))
    if match is None:
        return [], 1
    cells = [place for text in match["cells"].split("、") if (place := parse_a1(text)) is not None]
    return cells, int(match["count"] or len(cells))


def _beside(at: CellRef | None, told: list[tuple[int, int]]) -> tuple[CellRef, ...]:
    """All cells that the line names, moved as far as the first one was."""
    if at is None or not told:
        return () if at is None else (at,)
    rows, columns = at.row - told[0][0], at.column - told[0][1]
    return tuple(CellRef(at.sheet, row + rows, column + columns) for row, column in told
                 if row + rows > 0 and column + columns > 0)  # fmt: skip
