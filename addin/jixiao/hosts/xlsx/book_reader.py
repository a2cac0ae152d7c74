"""A package → the Book in it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from jixiao.hosts.xlsx.cell_values import EPOCH_1900, Surroundings
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.remarks import remarks_on
from jixiao.hosts.xlsx.room import Room
from jixiao.hosts.xlsx.shared_strings import read_shared_strings
from jixiao.hosts.xlsx.sheet_reader import read_sheet
from jixiao.hosts.xlsx.styles import read_number_formats
from jixiao.hosts.xlsx.workbook_part import WorkbookPart, read_workbook_part
from jixiao.model.book import Book, Sheet
from jixiao.model.cells import Area
from jixiao.model.names import INNER_SHEET
from jixiao.read.form_sheets import sheets_of_figures, sheets_of_form

Tell = Callable[[Mapping[str, Area | None]], frozenset[str] | None]


def book_of(package: Package, title: str, *, as_stored: bool = False, wanted: Collection[str] | None = None) -> Book:
    """The worksheets of a package, in the workbook's order; raises Refusal where a part is damaged.

    Dates of a workbook that counts from 1904 come counted from 1900, unless they are wanted ``as_stored``.
    ``wanted``: the sheets to read (their names, casefolded), the others are left out; None for all.
    """
    workbook = read_workbook_part(package)
    around = surroundings_of(package, workbook)
    if not as_stored:
        around = replace(around, date_shift=(workbook.epoch - EPOCH_1900).days)
    sheets: dict[str, Sheet] = {}
    room = Room(package.limits)
    for entry in workbook.sheets:
        if entry.part is not None and (wanted is None or entry.name.casefold() in wanted):
            data = package.read(entry.part)
            sheets[entry.name] = read_sheet(data, entry.part, entry.name, entry.hidden, around, room)
    if wanted is None:
        return Book(title, sheets, workbook.names, _remarks(package, workbook))
    return Book(
        title, sheets, workbook.names, unread=frozenset(entry.name for entry in workbook.sheets) - sheets.keys()
    )


def _remarks(package: Package, workbook: WorkbookPart) -> tuple[str, ...]:
    """What to tell of a workbook that is read as a whole."""
    hidden = [entry.name for entry in workbook.sheets if entry.hidden and not entry.empty and entry.name != INNER_SHEET]
    empty = [entry.name for entry in workbook.sheets if entry.empty]
    return remarks_on((member.name for member in package.members), hidden, empty)


def form_sheets(package: Package) -> frozenset[str] | None:
    """The sheets that the form of a workbook of ours is spread over (casefolded); None where all must be seen."""
    return _sheets_told_by(sheets_of_form, package)


def figure_sheets(package: Package) -> frozenset[str] | None:
    """Of the same sheets those with what a unit reports; None where that cannot be told."""
    return _sheets_told_by(sheets_of_figures, package)


def _sheets_told_by(tell: Tell, package: Package) -> frozenset[str] | None:
    """The workbooks of a template have the same names: what these tell is kept of the last ones."""
    workbook = read_workbook_part(package)
    for known, told_by, told in _told:
        if known is workbook and told_by is tell:
            return told
    is_ours = any(entry.name == INNER_SHEET for entry in workbook.sheets)
    found = tell(workbook.names) if is_ours else None
    sheets = None if found is None else frozenset(name.casefold() for name in found)
    _told.insert(0, (workbook, tell, sheets))
    del _told[_TEMPLATES:]
    return sheets


_TEMPLATES = 8
_told: list[tuple[WorkbookPart, Tell, frozenset[str] | None]] = []


def surroundings_of(package: Package, workbook: WorkbookPart) -> Surroundings:
    """What the other parts of a package say about its cells; dates as they are stored."""
    strings_part, styles_part = workbook.related("sharedStrings"), workbook.related("styles")
    strings: Sequence[str] = []
    if strings_part is not None:
        strings = read_shared_strings(package.read(strings_part), strings_part, package.limits)
    formats: Mapping[str, str] = {}
    if styles_part is not None:
        formats = read_number_formats(package.read(styles_part), styles_part, package.limits)
    return Surroundings(strings, formats, workbook.epoch)
