"""Marks out of a package again: every part as it was before them, as far as it is still the part that we wrote."""

from collections.abc import Sequence

from jixiao.hosts.xlsx.book_reader import book_of, surroundings_of
from jixiao.hosts.xlsx.formula_uses import Place
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.plan import Changes, EditsBySheet, Plan
from jixiao.hosts.xlsx.private_extension import without_note
from jixiao.hosts.xlsx.recalculation import withdraw_request
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.remove_sheet import is_as_added, remove_sheet
from jixiao.hosts.xlsx.repack import repack
from jixiao.hosts.xlsx.sheet_restorer import restored
from jixiao.hosts.xlsx.sheet_writer import write_cells
from jixiao.hosts.xlsx.spelling import spelling_of
from jixiao.hosts.xlsx.workbook_part import SheetEntry
from jixiao.model.book import Book, Edit
from jixiao.model.names import INNER_SHEET


def plan_clearing(package: Package, edits_by_sheet: EditsBySheet) -> Changes:
    """The parts that change where these edits take marks out; raises Refusal where one may not be changed.

    The notes on what stood there before come from the file: they count only if all else reads the same afterwards.
    """
    changes = _Clearing(package).made(edits_by_sheet)
    if changes and not _keeps_the_rest(package, changes, edits_by_sheet):
        return Plan(package).made(edits_by_sheet)
    return changes


class _Clearing(Plan):
    """Edits that take marks out, into a draft."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self._around = surroundings_of(package, self.workbook)
        self._has_written = False

    def write_all(self, edits_by_sheet: EditsBySheet) -> None:
        """Clear each sheet of the workbook; edits to sheets that it lacks are made as usual."""
        edits = dict(edits_by_sheet)
        for entry in self.workbook.sheets:
            if entry.part is not None:
                self._clear(entry, entry.part, edits.pop(entry.name.casefold(), ()))
        super().write_all(edits)

    def _clear(self, entry: SheetEntry, part: str, edits: Sequence[Edit]) -> None:
        data, note = without_note(self.draft.read(part))
        if not edits and not note:
            return
        before = spelling_of(note)
        by_place: dict[Place, Edit] = {(edit.at.row, edit.at.column): edit for edit in edits}
        done = restored(data, part, by_place, before, self._around)
        rest = [edit for place, edit in by_place.items() if place not in done.settled]
        self._has_written |= bool(rest) and entry.name != INNER_SHEET
        written = write_cells(done.data, part, rest)
        self.formulas_removed[entry.name] = done.formulas_removed | written.formulas_removed
        self.draft.put(part, written.data)
        if before.added and is_as_added(written.data, self.workbook.strict):
            remove_sheet(self.draft, self.workbook, entry)

    def ask_for_calculation(self) -> None:
        """What was asked for the marks is withdrawn; where cells could not be restored, it may still matter."""
        if not withdraw_request(self.draft, self.workbook) and self._has_written:
            super().ask_for_calculation()


def _keeps_the_rest(package: Package, changes: Changes, edits_by_sheet: EditsBySheet) -> bool:
    """Whether no cell but those of the edits reads differently after the changes."""
    try:
        old = book_of(package, "", as_stored=True)
        new = book_of(Package(repack(package, changes)), "", as_stored=True)
    except Refusal:
        return False
    cleared = {(sheet, edit.at.row, edit.at.column) for sheet, edits in edits_by_sheet.items() for edit in edits}
    return _rest(old, cleared) == _rest(new, cleared)


def _rest(book: Book, cleared: set[tuple[str, int, int]]) -> object:
    """What a book says outside the cleared cells; a sheet with nothing on it is none."""
    sheets = {}
    for name, sheet in book.sheets.items():
        cells = {at: cell for at, cell in sheet.cells.items() if (name.casefold(), *at) not in cleared}
        if cells or sheet.merged or sheet.hidden_rows:
            sheets[name] = (cells, sheet.merged, sheet.hidden, sheet.hidden_rows, sheet.hidden_columns)
    return sheets, book.names
