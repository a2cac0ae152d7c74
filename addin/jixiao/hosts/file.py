"""The file host: a workbook on disk → ``Book``, and edits back into an .xlsx with every other byte kept."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jixiao.hosts.history.recording import recorded
from jixiao.hosts.history.steps import Command
from jixiao.hosts.xls.reading import read_old_book
from jixiao.hosts.xlsx.book_reader import book_of, form_sheets
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.file_kind import is_old_workbook
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.package import package_of
from jixiao.hosts.xlsx.refusal import naming, shown
from jixiao.hosts.xlsx.save import Purpose, WayBack, no_way_back, save_edits
from jixiao.model.book import Book, Edit
from jixiao.model.names import INNER_SHEET

_PURPOSES = {"check": Purpose.MARK, "explain": Purpose.MARK, "clear": Purpose.CLEAR}
"""What commands write for; all others write figures to stay."""


def read_book(path: Path, limits: Limits = LIMITS, *, with_formulas: bool = False, only_form: bool = False) -> Book:
    """The workbook in an .xlsx, .xlsm, .xltx or .xltm file; of an .xls its values only.

    ``with_formulas`` refuses an .xls: for what is to be written, or told apart from typed figures. ``only_form``
    leaves out the sheets of a workbook of ours that its form is not spread over, such as somebody's attachments:
    for what looks at the form alone. Raises UnreadableWorkbook, one sentence with what to do.
    """
    with naming(path):
        data = read_file(path, limits)
        if not with_formulas and is_old_workbook(data, path.suffix):
            return read_old_book(data, shown(path.name), limits)
        package = package_of(data, path.suffix, limits)
        return book_of(package, shown(path.name), wanted=form_sheets(package) if only_form else None)


def write_edits(
    path: Path, edits: Sequence[Edit], command: Command | None = None, purpose: Purpose | None = None
) -> None:
    """Write edits into an .xlsx file in place; of two for one cell the last wins.

    Only the touched cells' bytes change; the new file takes the old one's place at once or not at all.
    ``command`` is the run of a command that ``undo`` can take back; without one, no copy is kept. ``purpose`` is by
    default the command's: after ``clear`` every part is as it was before ``check`` marked the file.
    Raises RefusedWrite, or UnreadableWorkbook where the file cannot even be read; it is then as it was.
    """
    with naming(path):
        purpose = purpose or _PURPOSES.get(command.name if command else "", Purpose.WRITE)
        if edits:
            save_edits(path, edits, _way_back(edits, command), purpose)


def _cells(edits: Sequence[Edit]) -> Counter[str]:
    """How many cells of each sheet are written; the line in the passport is none of the work."""
    return Counter(at.sheet for at in {edit.at for edit in edits} if at.sheet != INNER_SHEET)


def _way_back(edits: Sequence[Edit], command: Command | None) -> WayBack:
    if command is None:
        return no_way_back
    return partial(recorded, command=command, cells=_cells(edits))
