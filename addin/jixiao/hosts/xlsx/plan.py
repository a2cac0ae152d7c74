"""Edits → the parts of a package that change, planned before anything is written."""

from collections.abc import Mapping, Sequence

from jixiao.hosts.xlsx.add_sheet import add_sheet
from jixiao.hosts.xlsx.cell_markup import is_blank
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.formula_uses import Place
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.private_extension import with_note, without_note
from jixiao.hosts.xlsx.recalculation import drop_calculation_chain, has_formulas, request_full_calculation
from jixiao.hosts.xlsx.refusal import NOT_A_WORKSHEET, SIGNED, unwritable
from jixiao.hosts.xlsx.sheet_writer import write_cells
from jixiao.hosts.xlsx.spelling import Spelling, spelling_of, text_of
from jixiao.hosts.xlsx.workbook_part import WorkbookPart, read_workbook_part
from jixiao.model.book import Edit
from jixiao.model.names import INNER_SHEET

EditsBySheet = Mapping[str, Sequence[Edit]]
"""Edits by the casefolded name of their sheet, one a cell."""

Changes = dict[str, bytes | None]
"""The parts that change, None for one that goes."""

_SIGNATURES = "_xmlsignatures/"


class Plan:
    """Edits into a draft of a package. With ``marks``, what stands there before is noted, so that it can return.

    Raises Refusal where a part may not be changed.
    """

    def __init__(self, package: Package, *, marks: bool = False) -> None:
        if any(member.name.casefold().startswith(_SIGNATURES) for member in package.members):
            raise unwritable(SIGNED)
        self.workbook: WorkbookPart = read_workbook_part(package)
        self.draft = Draft(package)
        self.formulas_removed: dict[str, frozenset[Place]] = {}
        self._marks = marks

    def made(self, edits_by_sheet: EditsBySheet) -> Changes:
        """The changes that the edits make."""
        self.write_all(edits_by_sheet)
        drop_calculation_chain(self.draft, self.workbook, self.formulas_removed)
        if self.draft.changes:
            self.ask_for_calculation()
        return self.draft.changes

    def write_all(self, edits_by_sheet: EditsBySheet) -> None:
        """Make the edits of all sheets."""
        for edits in edits_by_sheet.values():
            self._write(edits[0].at.sheet, edits)

    def ask_for_calculation(self) -> None:
        """Have the results that hang on the edits calculated anew."""
        if has_formulas(self.draft, self.workbook):
            request_full_calculation(self.draft, self.workbook, for_marks=self._marks)

    def _write(self, name: str, edits: Sequence[Edit]) -> None:
        """Make one sheet's edits."""
        entry = self.workbook.sheet(name)
        if entry is not None and entry.part is None:
            raise unwritable(NOT_A_WORKSHEET, name)
        if entry is not None and entry.part is not None:
            self._write_into(entry.part, entry.name, edits, Spelling())
        elif not all(is_blank(edit) for edit in edits):
            part = add_sheet(self.draft, self.workbook, name)
            self._write_into(part, name, edits, Spelling(added=True))

    def _write_into(self, part: str, name: str, edits: Sequence[Edit], before: Spelling) -> None:
        marks = self._marks and name != INNER_SHEET
        data, note = without_note(self.draft.read(part)) if marks else (self.draft.read(part), "")
        written = write_cells(data, part, edits)
        self.formulas_removed[name] = written.formulas_removed
        before = spelling_of(note) if note else before
        before = before if before.added else before.followed_by(written.before)
        new = with_note(written.data, written.room, text_of(before)) if marks and before else written.data
        self.draft.put(part, new)
