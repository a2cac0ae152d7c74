"""What was taken from an open document → ``Book``: doubles become Decimals here, formulas Excel's."""

from collections.abc import Iterator

from jixiao.hosts.defined_names import named_areas
from jixiao.hosts.libreoffice.formula_text import to_excel
from jixiao.hosts.libreoffice.inside.exchange import BOOLEAN, BookContent, SheetContent
from jixiao.hosts.xlsx.cell_values import decimal_of
from jixiao.model.book import Book, Cell, ErrorValue, Sheet, Value
from jixiao.model.cells import Area

GENERAL = "General"
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_TYPED_BOOLEANS = {"TRUE()": True, "FALSE()": False}
_Place = tuple[int, int]


def book_of(content: BookContent) -> Book:
    """The document as a book. A formula's truth value comes as 1 or 0, since LibreOffice has no other."""
    sheets = {sheet["name"]: _sheet(sheet) for sheet in content["sheets"]}
    definitions = [(name, to_excel(text)) for name, text in content["names"]]
    return Book(content["title"], sheets, named_areas(definitions, sheets))


def _sheet(content: SheetContent) -> Sheet:
    cells = {place: Cell(value, formula) for place, value, formula in _cells(content)}
    for code, boxes in content["formats"]:
        if code == GENERAL:
            continue
        for box in boxes:
            for place in _clipped(box, content):
                if place in cells:
                    cells[place] = _formatted(cells[place], code)
    merged = sorted(Area(content["name"], *box) for box in content["merged"])
    return Sheet(content["name"], cells, tuple(merged), content["is_hidden"], *_hidden(content))


def _hidden(content: SheetContent) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and columns of the block that were read in which nothing shows."""
    rows = range(content["top"], content["top"] + len(content["values"]))
    columns = range(content["left"], content["left"] + len(content["values"][0]))
    shown_rows = {row for top, _, bottom, _ in content["visible"] for row in range(top, bottom + 1)}
    shown_columns = {column for _, left, _, right in content["visible"] for column in range(left, right + 1)}
    return frozenset(rows) - shown_rows, frozenset(columns) - shown_columns


def _cells(content: SheetContent) -> Iterator[tuple[_Place, Value, str | None]]:
    """The non-empty cells: place, value, formula."""
    formulas = {place for box in content["formula_boxes"] for place in _clipped(box, content)}
    failures = {(row, column): text for row, column, text in content["failures"]}
    for row, (values, texts) in enumerate(zip(content["values"], content["formulas"], strict=True), content["top"]):
        for column, (raw, text) in enumerate(zip(values, texts, strict=True), content["left"]):
            place = (row, column)
            value = ErrorValue(failures[place]) if place in failures else _value(raw)
            if place in formulas:
                yield place, *_formula_cell(value, str(text))
            elif value not in (None, ""):
                yield place, value, None


def _value(raw: object) -> Value:
    if isinstance(raw, bool | int | float):
        return decimal_of(float(raw))
    return None if raw is None else str(raw)


def _formula_cell(value: Value, text: str) -> tuple[Value, str | None]:
    """Value and formula; LibreOffice makes formulas of truth values and errors that were typed in."""
    formula = text.removeprefix("{").removesuffix("}").removeprefix("=")
    if formula in _TYPED_BOOLEANS:
        return _TYPED_BOOLEANS[formula], None
    if formula in ERRORS:
        return ErrorValue(formula), None
    return value, to_excel(formula)


def _formatted(cell: Cell, code: str) -> Cell:
    if code != BOOLEAN:
        return Cell(cell.value, cell.formula, code)
    return Cell(bool(cell.value), cell.formula) if cell.value in (0, 1) else cell


def _clipped(box: tuple[int, int, int, int], content: SheetContent) -> Iterator[_Place]:
    """The places of a box that lie in the block that was read; looks reach down to the last row of a sheet."""
    top, left, bottom, right = box
    last_row = content["top"] + len(content["values"]) - 1
    last_column = content["left"] + len(content["values"][0]) - 1
    for row in range(max(top, content["top"]), min(bottom, last_row) + 1):
        for column in range(max(left, content["left"]), min(right, last_column) + 1):
            yield row, column
