"""A package → the Book in it."""

from dataclasses import replace

from jixiao.hosts.xlsx.cell_values import EPOCH_1900, Surroundings
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.remarks import remarks_on
from jixiao.hosts.xlsx.shared_strings import read_shared_strings
from jixiao.hosts.xlsx.sheet_reader import Room, read_sheet
from jixiao.hosts.xlsx.styles import read_number_formats
from jixiao.hosts.xlsx.workbook_part import WorkbookPart, read_workbook_part
from jixiao.model.book import Book, Sheet
from jixiao.model.names import INNER_SHEET


def book_of(package: Package, title: str, *, as_stored: bool = False) -> Book:
    """All worksheets of a package, in the workbook's order; raises Refusal where a part is damaged.

    Dates of a workbook that counts from 1904 come counted from 1900, unless they are wanted ``as_stored``.
    """
    workbook = read_workbook_part(package)
    around = _surroundings(package, workbook)
    if not as_stored:
        around = replace(around, date_shift=(workbook.epoch - EPOCH_1900).days)
    sheets: dict[str, Sheet] = {}
    room = Room(package.limits)
    for entry in workbook.sheets:
        if entry.part is not None:
            data = package.read(entry.part)
            sheets[entry.name] = read_sheet(data, entry.part, entry.name, entry.hidden, around, room)
    hidden = [entry.name for entry in workbook.sheets if entry.hidden and entry.name != INNER_SHEET]
    return Book(title, sheets, workbook.names, remarks_on((member.name for member in package.members), hidden))


def _surroundings(package: Package, workbook: WorkbookPart) -> Surroundings:
    strings_part, styles_part = workbook.related("sharedStrings"), workbook.related("styles")
    strings: list[str] = []
    if strings_part is not None:
        strings = read_shared_strings(package.read(strings_part), strings_part, package.limits)
    formats: dict[str, str] = {}
    if styles_part is not None:
        formats = read_number_formats(package.read(styles_part), styles_part, package.limits)
    return Surroundings(strings, formats, workbook.epoch)
