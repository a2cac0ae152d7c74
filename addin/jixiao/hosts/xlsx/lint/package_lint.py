"""The lint of a whole package: every part by its own check, what one part says of another compared."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.lint.fault import Fault, Ledger, Scope
from jixiao.hosts.xlsx.lint.formula_reader import Known
from jixiao.hosts.xlsx.lint.formulas import FormulaCheck
from jixiao.hosts.xlsx.lint.names import check_names
from jixiao.hosts.xlsx.lint.other_parts import check_other_part
from jixiao.hosts.xlsx.lint.parts import check_content_types, read_relations
from jixiao.hosts.xlsx.lint.sheet import check_sheet
from jixiao.hosts.xlsx.lint.side_parts import check_chain, check_comments
from jixiao.hosts.xlsx.lint.styles import StyleCounts, check_styles
from jixiao.hosts.xlsx.lint.surroundings import Surroundings
from jixiao.hosts.xlsx.lint.tables import TablePart, check_on_sheet, check_tables, read_table
from jixiao.hosts.xlsx.lint.texts import check_shared_strings
from jixiao.hosts.xlsx.lint.workbook import ListedSheet, check_workbook, listed_sheets
from jixiao.hosts.xlsx.markup import STRICT_SPREADSHEET
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import naming
from jixiao.hosts.xlsx.relationships import workbook_part_name

_OWN_CHECK = frozenset({"worksheet", "officeDocument", "styles", "sharedStrings", "calcChain", "table", "comments"})
_ANYBODYS = frozenset({"customXml", "customXmlProps"})  # whatever XML an office's other programs keep there
_T = TypeVar("_T")


def lint_file(path: Path) -> tuple[Fault, ...]:
    """What is wrong with the workbook in a file; raises UnreadableWorkbook where the guard refuses it."""
    with naming(path):
        return lint_package(Package(read_file(path), path.suffix))


def lint_package(package: Package) -> tuple[Fault, ...]:
    """What is wrong with a workbook; raises Refusal where its main part is missing or cannot be read."""
    lint = _PackageLint(package)
    lint.run()
    return lint.ledger.faults()


class _PackageLint:
    def __init__(self, package: Package) -> None:
        self.ledger = Ledger()
        self._package = package
        self._book = workbook_part_name(package)
        self._top = outline(package.read(self._book), self._book, "workbook")
        self._relations = read_relations(package, self.ledger)
        self._sheets = listed_sheets(self._top, self._relations.of(self._book))
        self._seen = {self._book.casefold()}
        self._formulas: dict[str, tuple[str, Collection[int] | None]] = {}

    def run(self) -> None:
        """Look at every part that the package leads to."""
        check_content_types(self._package, self._relations, self.ledger)
        parts = dict.fromkeys(sheet.part for sheet in self._sheets if sheet.part is not None)
        tables = {part: self._tables_of(part) for part in parts}
        around = self._check_book(tables)
        for sheet in self._sheets:
            if sheet.part is not None and sheet.kind == "worksheet":
                self._check_sheet(sheet, sheet.part, around, tables[sheet.part])
        chain = self._related("calcChain")
        self._checked(chain, "", lambda data, scope: check_chain(data, self._formulas, scope), None)
        self._check_others()

    def _checked(self, part: str | None, sheet: str, check: Callable[[bytes, Scope], _T], otherwise: _T) -> _T:
        """What a part's check gives, or ``otherwise`` where the part is missing, damaged or was looked at before."""
        if part is None or part not in self._package or part.casefold() in self._seen:
            return otherwise  # a missing part is noted where it is referred to
        self._seen.add(part.casefold())
        scope = Scope(self.ledger, part, sheet)
        with scope.readable():
            return check(self._package.read(part), scope)
        return otherwise

    def _related(self, kind: str) -> str | None:
        return next(iter(self._relations.targets(self._book, kind)), None)

    def _tables_of(self, part: str) -> list[TablePart]:
        found = [self._checked(table, "", read_table, None) for table in self._relations.targets(part, "table")]
        return [table for table in found if table is not None]

    def _check_book(self, tables: Mapping[str, Sequence[TablePart]]) -> Surroundings:
        scope = Scope(self.ledger, self._book)
        check_workbook(self._top, self._relations.of(self._book), scope)
        names = self._top.grandchildren("definedNames", "definedName")
        spelled = [name.attributes.get("name", "") for name in names]
        all_tables = [table for some in tables.values() for table in some]
        check_tables(all_tables, spelled, scope)
        known = Known(
            frozenset(sheet.name.casefold() for sheet in self._sheets),
            frozenset(name.casefold() for name in (*spelled, *(table.name for table in all_tables))),
            len(self._top.grandchildren("externalReferences", "externalReference")),
        )
        formulas = FormulaCheck(known)
        check_names(names, [sheet.name for sheet in self._sheets], formulas, scope)
        return self._surroundings(formulas)

    def _surroundings(self, formulas: FormulaCheck) -> Surroundings:
        strings_part = self._related("sharedStrings")
        none: Sequence[str] | None = [] if strings_part is None else None
        return Surroundings(
            formulas,
            self._checked(strings_part, "", check_shared_strings, none),
            self._checked(self._related("styles"), "", check_styles, StyleCounts()),
            views=len(self._top.grandchildren("bookViews", "workbookView")),
            strict=self._top.namespace == STRICT_SPREADSHEET,
        )

    def _check_sheet(self, sheet: ListedSheet, part: str, around: Surroundings, tables: Sequence[TablePart]) -> None:
        wanted = frozenset(place for table in tables for place in table.header)
        around = replace(around, relations=self._relations.of(part), wanted=wanted)
        contents = self._checked(part, sheet.name, lambda data, scope: check_sheet(data, around, scope), None)
        if contents is not None:
            self._formulas[sheet.id] = (sheet.name, contents.formulas)
            check_on_sheet(tables, contents.texts, contents.merged, Scope(self.ledger, part, sheet.name))
        for comments in self._relations.targets(part, "comments"):
            self._checked(comments, sheet.name, check_comments, None)

    def _check_others(self) -> None:
        kinds = {part: kind for kind, part in self._relations.all_targets()}
        for part, kind in kinds.items():
            if part.casefold().endswith(".xml") and kind not in _OWN_CHECK and kind not in _ANYBODYS:
                ids = self._relations.of(part)
                self._checked(part, "", partial(check_other_part, ids), None)
