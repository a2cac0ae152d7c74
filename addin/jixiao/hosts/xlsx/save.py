"""Edits into a file: planned on the package, written beside it, read back, and only then put in its place."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from enum import Enum, auto
from pathlib import Path

from jixiao.hosts.xlsx import cell_values
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.clearing import plan_clearing
from jixiao.hosts.xlsx.disk import behind_links, read_file, replace_file, stamp_of
from jixiao.hosts.xlsx.limits import LIMITS
from jixiao.hosts.xlsx.open_elsewhere import refuse_open_elsewhere
from jixiao.hosts.xlsx.package import Package, package_of
from jixiao.hosts.xlsx.plan import Changes, EditsBySheet, Plan
from jixiao.hosts.xlsx.refusal import CHECK_FAILED, OFF_SHEET, Refusal, unwritable
from jixiao.hosts.xlsx.repack import repack
from jixiao.model.book import EMPTY, Cell, Edit, Value
from jixiao.model.cells import MAX_COLUMN, MAX_ROW

WayBack = Callable[[Path, bytes, bytes], AbstractContextManager[None]]
"""What stands around the moment in which a file's old bytes give way to the new ones."""


def no_way_back(path: Path, old: bytes, new: bytes) -> AbstractContextManager[None]:
    """For files that nobody needs back as they were."""
    return nullcontext()


class Purpose(Enum):
    """What edits are for: figures to stay, marks, or to take marks out again."""

    WRITE = auto()
    MARK = auto()
    CLEAR = auto()


def save_edits(
    path: Path, edits: Sequence[Edit], way_back: WayBack = no_way_back, purpose: Purpose = Purpose.WRITE
) -> None:
    """Write edits into the file that a path or link names; raises Refusal, the file then as it was.

    A file that would come out byte for byte as it is stays untouched.
    """
    target = behind_links(path)
    refuse_open_elsewhere(target)
    seen = stamp_of(target)
    old = read_file(target)
    package = package_of(old, path.suffix, LIMITS)
    edits_by_sheet = _by_sheet(edits)
    changes = plan_changes(package, edits_by_sheet, purpose)
    new = repack(package, changes) if changes else old
    if new != old:
        around = way_back(target, old, new)
        replace_file(target, new, seen, lambda written: _check(written, new, package, edits_by_sheet), around)


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


def plan_changes(package: Package, edits_by_sheet: EditsBySheet, purpose: Purpose = Purpose.WRITE) -> Changes:
    """The parts that the edits change, None for one that goes; raises Refusal where one may not be made."""
    if purpose is Purpose.CLEAR:
        return plan_clearing(package, edits_by_sheet)
    return Plan(package, marks=purpose is Purpose.MARK).made(edits_by_sheet)


def _check(written: Path, content: bytes, older: Package, edits_by_sheet: EditsBySheet) -> None:
    """Read the new file back; raises Refusal where a byte is another, or a cell does not say what its edit does.

    A sheet without edits is not parsed again: its bytes were copied from the old file.
    """
    if read_file(written) != content:
        raise unwritable(CHECK_FAILED, "新文件与写入的内容不同")
    try:
        package = Package(content)
        package.take_over(older)
        book = book_of(package, written.name, as_stored=True, wanted=edits_by_sheet)
    except Refusal:
        raise unwritable(CHECK_FAILED, "新文件读不回来") from None
    sheets = {name.casefold(): sheet for name, sheet in book.sheets.items()}
    for name, edits in edits_by_sheet.items():
        cells = sheets[name].cells if name in sheets else {}
        for edit in edits:
            if not _holds(cells.get(edit.at[1:], EMPTY), edit):
                raise unwritable(CHECK_FAILED, str(edit.at))


def _holds(cell: Cell, edit: Edit) -> bool:
    value, expected = (None if value == "" else value for value in (cell.value, _as_read(edit.value)))
    return type(value) is type(expected) and value == expected and cell.formula == (edit.formula or None)


def _as_read(value: Value) -> Value:
    """The value as it comes back through a double."""
    if not isinstance(value, Decimal):
        return value
    return cell_values.decimal_of(float(cell_values.number_text(value)))
