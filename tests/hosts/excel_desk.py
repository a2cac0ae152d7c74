"""A person's Excel for the tests: a workbook from a file open in it, its dialogs answered."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from hosts.excel_double import BookDouble, NameDouble
from jixiao.model.book import Book, Cell, ErrorValue


@dataclass
class Desk:
    """Excel with one workbook in front. ``picks`` is the folder that the user picks, ``told`` what dialogs said."""

    book: BookDouble
    picks: Path | None = None
    hwnd: int = 1
    told: list[str] = field(default_factory=list)
    Title: str = ""

    @property
    def active(self) -> BookDouble:
        self.book.traffic.call("active workbook")
        return self.book

    @property
    def books(self) -> "Desk":
        return self

    @property
    def api(self) -> "Desk":
        return self

    def FileDialog(self, kind: int) -> "Desk":
        assert kind == 4
        return self

    def Show(self) -> int:
        assert self.Title
        return 0 if self.picks is None else -1

    def SelectedItems(self, number: int) -> str:
        assert number == 1
        return str(self.picks)

    def alert(self, text: str, title: str) -> None:
        assert title == "绩效自评"
        self.told.append(text)


def opened(book: Book) -> BookDouble:
    """A workbook as Excel has it open: its cells, formats, names and protected sheets."""
    double = BookDouble(book.title)
    double.pages.standing.clear()
    for sheet in book.sheets.values():
        page = double.new_sheet(sheet.name, 2 if sheet.hidden else -1)
        for (row, column), cell in sheet.cells.items():
            place = page.cell(row, column)
            place.value, place.formula, place.number_format = _shown(cell), cell.formula, cell.number_format
            if cell.formula is not None:
                double.results[cell.formula] = place.value
        page.password = ""
    double.defined = [NameDouble(name, f"={area.sheet}!{area.a1}") for name, area in book.names.items() if area]
    double.active = double.pages.standing[0]
    return double


def _shown(cell: Cell) -> object:
    match cell.value:
        case Decimal() as number:
            return float(number)
        case ErrorValue(text):
            return text
        case value:
            return value
