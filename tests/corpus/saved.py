"""Workbooks as other programs write or save them: libraries of several languages, openpyxl, LibreOffice."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from shutil import copyfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from corpus.features import everything
from corpus.kind import KINDS, kind
from corpus.ours import blank, published
from corpus.tables import ROWS, SHEET_NAME
from office import recalculate
from workbooks import EXAMPLE, TEMPLATE

LIBRARIES = Path(__file__).parent / "libraries"
"""The table as libraries wrote it that are not installed here; README.md there says how."""

_DEFAULT = ("excelize", "exceljs", "gnumeric", "sheetjs", "xlsxcessive")

for _file in sorted(LIBRARIES.glob("*.xlsx")):

    def _copy(path: Path, source: Path = _file) -> None:
        copyfile(source, path)

    _copy.__name__ = f"by_{_file.stem}"
    kind(default=_file.stem in _DEFAULT)(_copy)


def _timeless(book: openpyxl.Workbook) -> None:
    book.properties.created = book.properties.modified = datetime(2022, 1, 1)


@kind()
def by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET_NAME
    for row in ROWS:
        sheet.append(row)
    sheet["F6"], sheet["B4"].comment = "=B6-C6", Comment("与批复一致", "经办")
    sheet.merge_cells("A1:H1")
    _timeless(book)
    book.save(path)


@kind()
def by_openpyxl_streaming(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET_NAME)
    for row in ROWS:
        sheet.append(row)
    _timeless(book)
    book.save(path)


def _saved_again(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    _timeless(book)
    book.save(path)


@kind(default=False)
def everything_saved_by_openpyxl(path: Path) -> None:
    everything(path)
    _saved_again(path)


@kind()
def ours_saved_by_openpyxl(path: Path) -> None:
    path.write_bytes(published(EXAMPLE))
    _saved_again(path)


@kind(default=False)
def blank_saved_by_openpyxl(path: Path) -> None:
    path.write_bytes(blank(TEMPLATE))
    _saved_again(path)


SAVED_BY_LIBREOFFICE = (
    f"published_{TEMPLATE}", "everything", "plain", "pictures", "charts", "comments", "formulas", "names", "outline",
    "prefixed", "strict_namespaces", "days_from_1904", "calculation_chain", "pivot_table", "external_links",
    "unit_of_ours", "summary_of_ours", f"blank_{TEMPLATE}",
)  # fmt: skip
"""Kinds that the corpus holds once more as LibreOffice saves them; the first two are in the default tests."""


def saved_by_libreoffice(folder: Path, names: Collection[str]) -> list[Path]:
    """Workbooks of the corpus after LibreOffice opened and saved them, all in one run of it."""
    made = [kind.made_in(folder / "before") for kind in KINDS if kind.name in names]
    return recalculate(made, folder / "after")
