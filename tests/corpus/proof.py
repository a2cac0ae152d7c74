"""What is asked of every workbook of the corpus: its parts before and after commands, and which may differ."""

from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path

from corpus.package import TYPES
from jixiao import flow
from jixiao.hosts.cli.checking import check_files
from jixiao.hosts.cli.in_place import clear_file
from jixiao.hosts.file import read_book
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.relationships import relationships_part
from jixiao.hosts.xlsx.workbook_part import WorkbookPart, read_workbook_part
from jixiao.model.names import INNER_SHEET
from package_parts import raw_members


def packed_members(path: Path) -> dict[str, str]:
    """The SHA-256 of each member's bytes as they stand, from its local header to the next member."""
    return {name: sha256(data).hexdigest() for name, data in raw_members(path).items()}


def mark(path: Path) -> int:
    """``jixiao check --mark``; its exit code."""
    with redirect_stdout(StringIO()):
        return check_files([path], "json", True, None)


def clear(path: Path) -> None:
    """``jixiao clear``."""
    with redirect_stdout(StringIO()):
        clear_file(path)


def listing(path: Path) -> WorkbookPart:
    return read_workbook_part(Package(path.read_bytes(), path.suffix))


def passport_of(path: Path) -> str | None:
    """The part of the hidden sheet that gets a line for each run; None in a workbook that is not ours."""
    entry = listing(path).sheet(INNER_SHEET)
    return None if entry is None else entry.part


def parts_for_marks(path: Path) -> set[str]:
    """The parts that marks may change.

    Of ours: 审核结果, the sheets with a 核对 column, the passport. Of others: a sheet of their own and what lists it.
    The workbook part asks for a calculation on opening, where it did not before.
    """
    workbook = listing(path)
    form = flow.review_book(read_book(path)).form
    sheets = {*form.notes, form.results.sheet if form.results else "审核结果", INNER_SHEET}
    parts = {entry.part for entry in workbook.sheets if entry.part is not None and entry.name in sheets}
    if not form.ours:
        parts |= {TYPES, relationships_part(workbook.part)}
    package = Package(path.read_bytes(), path.suffix)
    return {package.actual_name(part) for part in (*parts, workbook.part)}
