"""What an office wrote beside the findings of an earlier run (说明), wherever their cells have moved since."""

import re
from collections.abc import Iterator

from jixiao.model import names
from jixiao.model.book import Book, Cell
from jixiao.model.cells import CellRef, parse_a1
from jixiao.model.findings import Explanation
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
from jixiao.read.values import printed

_MOVED = re.compile(r"ROW\((?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!()]+))!(?P<cell>\$?[A-Z]{1,3}\$?[0-9]{1,7})\)")
_NAMED = re.compile(r"(?P<cells>[A-Z]{1,3}[0-9]{1,7}(?:、[A-Z]{1,3}[0-9]{1,7})*)(?: 等 (?P<count>[0-9]{1,7}) 格)?：")


def results_list(book: Book, form: Form) -> ResultsForm:
    """Where the list stands; in a workbook that is not ours a sheet of its own at the end."""
    return form.results or _plain_list(book)


def _plain_list(book: Book) -> ResultsForm:
    sheet = PLAIN_SHEET
    if sheet in book.sheets and book.sheets[sheet].cells and not _is_ours(book, sheet):
        sheet = f"{PLAIN_SHEET}（jixiao）"
    return ResultsForm(sheet, PLAIN_HEADING_ROW + 1, CellRef(sheet, 2, REMARK), CellRef(sheet, 2, 1))


def _is_ours(book: Book, sheet: str) -> bool:
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
    """Those of the list on a sheet from row ``first`` on; ``beside``: how far right of its usual columns it stands."""
    sheet = book.sheets.get(name)
    places = sorted(sheet.cells if sheet else ())
    for row in [row for row, column in places if column == REMARK + beside and row >= first]:
        cells = {column: book.cell(CellRef(name, row, column + beside)) for column in range(1, REMARK + 1)}
        text = {column: printed(cell).strip() for column, cell in cells.items()}
        if text[REMARK] and text[CODE]:
            at = _place(cells[PLACE], text[SHEET])
            told = _cells_told(text[MESSAGE], text[SHEET])
            yield Explanation(text[CODE], text[LEVEL], at, text[ITEM], _beside(at, told[0]), told[1], text[REMARK])


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
