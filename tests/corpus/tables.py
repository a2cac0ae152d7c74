"""The table of the corpus that is not ours: a short scoring table with two wrong figures, everything invented."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from corpus.package import Parts, pack, unpacked

SHEET_NAME = "自评表"
ROWS: list[list[str | float | None]] = json.loads((Path(__file__).parent / "table.json").read_text(encoding="utf-8"))
BESIDE = 10
"""The first column (from 0) that is free beside the table."""


def write_rows(sheet: Worksheet) -> None:
    """The rows into a worksheet of XlsxWriter."""
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)


def table_with(
    path: Path, *features: Callable[[Workbook, Worksheet], object], options: dict[str, object] | None = None
) -> None:
    """A workbook of XlsxWriter with the table on its first sheet and some features."""
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2022, 1, 1)})
        sheet = book.add_worksheet(SHEET_NAME)
        write_rows(sheet)
        for feature in features:
            feature(book, sheet)


def grafted(path: Path, graft: Callable[[Parts], None], *features: Callable[[Workbook, Worksheet], object]) -> None:
    """The same with its parts changed afterwards."""
    table_with(path, *features)
    parts = unpacked(path)
    graft(parts)
    pack(path, parts)
