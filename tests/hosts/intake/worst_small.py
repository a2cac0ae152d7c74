"""Workbooks within ``SMALL`` that are made to wear out what reads tables and what checks them."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from casebook import FOLDER, book_of, cases_in
from jixiao.model.book import Value
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from unit_workbooks import unit_entries
from workbooks import TEMPLATE

Cells = Mapping[tuple[int, int], Value]

_LONG = 32_000
_MOST_CELLS = 3_300

PATTERNS = {
    "blanks": " ",
    "digits": "1",
    "dots": "1.",
    "commas": "1,",
    "percentages": "1%",
    "ideographs": "一",
    "brackets": "（",
    "pairs": "（1）",
    "continued": "（续）",
    "lists": "甲、",
    "lines": "\n",
    "dashes": "-",
    "slashes": "/",
    "colons": "：",
    "years": "2021年",
    "targets": "≥10个",
    "amounts": "10万元",
    "growth": "比上年增加10万元，增长10%，上年100万元，本年110万元。",
    "mixed": "满意度≥90%；较上年增长5.3%，占比12.1%；",
}
"""What a text is made of, over and over."""


def packed(sheets: Mapping[str, Cells]) -> bytes:
    """A workbook of these sheets."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for (row, column), value in cells.items():
                if isinstance(value, str):
                    sheet.write_string(row - 1, column - 1, value)
                elif isinstance(value, Decimal):
                    sheet.write_number(row - 1, column - 1, float(value))
    return file.getvalue()


def _table(file: str = "foreign.toml", case: int = 0) -> dict[tuple[int, int], Value]:
    (sheet, *_) = book_of(cases_in(FOLDER / file)[case]).sheets.values()
    return {place: cell.value for place, cell in sheet.cells.items()}


def _head_row(table: Cells) -> int:
    return min(row for (row, _), value in table.items() if isinstance(value, str) and "三级指标" in value)


def with_rows(vary: Callable[[Value, int], Value], most: int = _MOST_CELLS) -> bytes:
    """The published table with its rows of indicators over and over, each changed by ``vary``."""
    table = _table()
    head = _head_row(table)
    rows = [{column: value for (at, column), value in table.items() if at == head + number} for number in range(1, 20)]
    cells, row = {place: value for place, value in table.items() if place[0] <= head}, head
    while len(cells) < most:
        row += 1
        cells |= {(row, column): vary(value, row) for column, value in rows[row % len(rows)].items()}
    cells |= {(at - head - 20 + row + 1, column): value for (at, column), value in table.items() if at >= head + 20}
    return packed({"表": cells})


def with_long_texts(pattern: str) -> bytes:
    """Every text of the rows is as long as it may be; each third one stands there once only."""
    text = (pattern * _LONG)[:_LONG]
    own = text[: 1_800_000 // len(text.encode()) * 3]
    return with_rows(lambda value, row: (f"{row}{own}" if row % 3 else text) if isinstance(value, str) else value)


def stacked(times: int, down: bool) -> bytes:
    """A sheet with one table after the other, or one beside the other."""
    table = _table("foreign_layouts.toml", 3)
    step = max(place[not down] for place in table) + 1
    return packed(
        {
            "表": {
                (row + number * step * down, column + number * step * (not down)): value
                for number in range(times)
                for (row, column), value in table.items()
            }
        }
    )


def headings_only() -> bytes:
    """The table's row of headings over and over."""
    table = _table()
    head = {column: value for (row, column), value in table.items() if row == _head_row(table)}
    last, cells = max(row for row, _ in table), dict(table)
    while len(cells) < _MOST_CELLS:
        last += 1
        cells |= {(last, column): value for column, value in head.items()}
    return packed({"表": cells})


def with_wide_names(area: str) -> bytes:
    """A workbook of ours all of whose defined names reach over as much."""
    plan, file = evaluation_blueprint(TEMPLATE), BytesIO()
    sound = build_workbook(plan, unit_entries(plan, "甲站", 100, 90, 95))
    with ZipFile(BytesIO(sound)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/workbook.xml":
                text = re.sub(r'(<definedName name="jx_[^>]*>[^<!]*!)[^<]*', rf"\g<1>{area}", content.decode())
                content = text.encode()
            new.writestr(member.filename, content)
    return file.getvalue()


WORST: dict[str, Callable[[], bytes]] = {
    "the same rows": lambda: with_rows(lambda value, row: value),
    "rows of their own": lambda: with_rows(lambda value, row: f"{value}{row}" if isinstance(value, str) else value),
    "rows of figures": lambda: with_rows(
        lambda value, row: f"{value}{row}率≥{row % 100}%较上年增长{row % 37}%" if isinstance(value, str) else value
    ),
    "tables below one another": lambda: stacked(7, down=True),
    "tables beside one another": lambda: stacked(7, down=False),
    "tables on many sheets": lambda: packed({f"表{number}": _table("foreign_layouts.toml", 3) for number in range(7)}),
    "headings only": headings_only,
    "names over everything": lambda: with_wide_names("$A$1:$XFD$1048576"),
    "names over a column": lambda: with_wide_names("$A$1:$A$1048576"),
    "names over a row": lambda: with_wide_names("$A$1:$XFD$1"),
    **{f"texts of {name}": lambda pattern=pattern: with_long_texts(pattern) for name, pattern in PATTERNS.items()},
}
"""What it is made of → how."""
