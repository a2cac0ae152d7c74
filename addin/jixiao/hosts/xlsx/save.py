"""Edits into a file: planned on the package, written beside it, read back, and only then put in its place."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from pathlib import Path

from jixiao.hosts.xlsx import cell_values
from jixiao.hosts.xlsx.add_sheet import add_sheet
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.cell_markup import is_blank
from jixiao.hosts.xlsx.disk import behind_links, read_file, replace_file, stamp_of
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.open_elsewhere import refuse_open_elsewhere
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.recalculation import drop_calculation_chain, has_formulas, request_full_calculation
from jixiao.hosts.xlsx.refusal import CHECK_FAILED, NOT_A_WORKSHEET, OFF_SHEET, SIGNED, Refusal, unwritable
from jixiao.hosts.xlsx.repack import repack
from jixiao.hosts.xlsx.sheet_writer import write_cells
from jixiao.hosts.xlsx.workbook_part import WorkbookPart, read_workbook_part
from jixiao.model.book import Book, Edit, Value
from jixiao.model.cells import MAX_COLUMN, MAX_ROW, CellRef

WayBack = Callable[[Path, bytes, bytes], AbstractContextManager[None]]
"""What stands around the moment in which a file's old bytes give way to the new ones."""

_SIGNATURES = "_xmlsignatures/"


def no_way_back(path: Path, old: bytes, new: bytes) -> AbstractContextManager[None]:
    """For files that nobody needs back as they were."""
    return nullcontext()


def save_edits(path: Path, edits: Sequence[Edit], way_back: WayBack = no_way_back) -> None:
    """Write edits into the file that a path or link names; raises Refusal, the file then as it was.

    A file that would come out byte for byte as it is stays untouched.
    """
    target = behind_links(path)
    refuse_open_elsewhere(target)
    seen = stamp_of(target)
    old = read_file(target)
    package = Package(old, path.suffix)
    edits_by_sheet = _by_sheet(edits)
    changes = plan_changes(package, edits_by_sheet)
    new = repack(package, changes) if changes else old
    if new != old:
        around = way_back(target, old, new)
        replace_file(target, new, seen, lambda written: _check(written, edits_by_sheet), around)


def _by_sheet(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    """The edits of each sheet (by casefolded name), the last one for each cell."""
    last: dict[tuple[str, int, int], Edit] = {}
    for edit in edits:
        if not (1 <= edit.at.row <= MAX_ROW and 1 <= edit.at.column <= MAX_COLUMN):
            raise unwritable(OFF_SHEET, f"《{edit.at.sheet}》第 {edit.at.row} 行第 {edit.at.column} 列")
        last[edit.at.sheet.casefold(), edit.at.row, edit.at.column] = edit
    by_sheet: dict[str, list[Edit]] = {}
    for (sheet, _, _), edit in last.items():
        by_sheet.setdefault(sheet, []).append(edit)
    return by_sheet


def plan_changes(package: Package, edits_by_sheet: dict[str, list[Edit]]) -> dict[str, bytes | None]:
    """The parts that the edits change, None for one that goes; raises Refusal where one may not be made."""
    if any(member.name.casefold().startswith(_SIGNATURES) for member in package.members):
        raise unwritable(SIGNED)
    workbook = read_workbook_part(package)
    draft = Draft(package)
    formula_removed = [_write_sheet(draft, workbook, edits) for edits in edits_by_sheet.values()]
    if any(formula_removed):
        drop_calculation_chain(draft, workbook)
    if draft.changes and has_formulas(draft, workbook):
        request_full_calculation(draft, workbook)
    return draft.changes


def _write_sheet(draft: Draft, workbook: WorkbookPart, edits: list[Edit]) -> bool:
    """Make one sheet's edits in the draft; says whether a formula cell is one no more."""
    name = edits[0].at.sheet
    entry = workbook.sheet(name)
    if entry is None:
        if all(is_blank(edit) for edit in edits):
            return False
        part = add_sheet(draft, workbook, name)
    elif entry.part is None:
        raise unwritable(NOT_A_WORKSHEET, name)
    else:
        part = entry.part
    written = write_cells(draft.read(part), part, edits)
    draft.put(part, written.data)
    return written.formula_removed


def _check(written: Path, edits_by_sheet: dict[str, list[Edit]]) -> None:
    """Read the new file back; raises Refusal where a cell does not say what its edit does."""
    try:
        book = book_of(Package(read_file(written)), written.name, as_stored=True)
    except Refusal:
        raise unwritable(CHECK_FAILED, "新文件读不回来") from None
    for edits in edits_by_sheet.values():
        for edit in edits:
            if not _holds(book, edit):
                raise unwritable(CHECK_FAILED, str(edit.at))


def _holds(book: Book, edit: Edit) -> bool:
    key = edit.at.sheet.casefold()
    sheet = next((name for name in book.sheets if name.casefold() == key), edit.at.sheet)
    cell = book.cell(CellRef(sheet, edit.at.row, edit.at.column))
    expected = _as_read(edit.value)
    same_value = type(cell.value) is type(expected) and cell.value == expected
    return same_value and cell.formula == (edit.formula or None)


def _as_read(value: Value) -> Value:
    """The value as it comes back through a double."""
    if not isinstance(value, Decimal):
        return value
    return cell_values.decimal_of(float(cell_values.number_text(value)))
