"""A package → the Book in it."""

from jixiao.hosts.xlsx.cell_values import Surroundings
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.shared_strings import read_shared_strings
from jixiao.hosts.xlsx.sheet_reader import MAX_CELLS, read_sheet
from jixiao.hosts.xlsx.styles import read_number_formats
from jixiao.hosts.xlsx.workbook_part import WorkbookPart, read_workbook_part
from jixiao.model.book import Book, Sheet


def book_of(package: Package, title: str) -> Book:
    """All worksheets of a package, in the workbook's order; raises Refusal where a part is damaged."""
    workbook = read_workbook_part(package)
    around = _surroundings(package, workbook)
    sheets: dict[str, Sheet] = {}
    room = MAX_CELLS
    for entry in workbook.sheets:
        if entry.part is not None:
            data = package.read(entry.part)
            sheets[entry.name] = read_sheet(data, entry.part, entry.name, entry.hidden, around, room)
            room -= len(sheets[entry.name].cells)
    return Book(title, sheets, workbook.names)


def _surroundings(package: Package, workbook: WorkbookPart) -> Surroundings:
    strings_part, styles_part = workbook.related("sharedStrings"), workbook.related("styles")
    strings = [] if strings_part is None else read_shared_strings(package.read(strings_part), strings_part)
    formats = {} if styles_part is None else read_number_formats(package.read(styles_part), styles_part)
    return Surroundings(strings, formats, workbook.epoch)
