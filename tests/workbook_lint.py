"""Faults of an .xlsx that Excel repairs or refuses, and that the published validators let pass.

``lint`` takes the package apart with the standard library alone, so that a fault is seen as it stands in the
file and not as some library understood it. Each message names the part and the place.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import sheet_lint
from formula_lint import Known, formula_faults
from sheet_lint import LONGEST_STRING, MAIN, Context

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_LIKE_AN_ADDRESS = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc][0-9]*")
_FORBIDDEN_IN_A_SHEET_NAME = re.compile(r"[\\/?*\[\]:]|^'|'$")
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Package:
    """The parts of one workbook that the lints look at; ``sheets`` pairs each sheet's name with its part."""

    parts: Mapping[str, Element]
    sheets: Sequence[tuple[str, str]]
    sheet_ids: Mapping[str, str]

    @cached_property
    def names(self) -> Sequence[Element]:
        """The defined names."""
        return list(self.parts["xl/workbook.xml"].iter(f"{MAIN}definedName"))

    @cached_property
    def tables(self) -> Mapping[str, Element]:
        """The parts that are tables, by part name."""
        return {name: part for name, part in self.parts.items() if part.tag == f"{MAIN}table"}

    @cached_property
    def context(self) -> Context:
        """What the cells of any sheet may point to."""
        shared = self.parts.get("xl/sharedStrings.xml")
        strings = [] if shared is None else [sheet_lint.text_of(item) for item in shared.iter(f"{MAIN}si")]
        names = [name.get("name", "") for name in self.names]
        names += [table.get("displayName", "") for table in self.tables.values()]
        sheets = frozenset(name.lower() for name, _ in self.sheets)
        return Context(Known(sheets, frozenset(name.lower() for name in names)), strings)


def lint(path: Path) -> list[str]:
    """What is wrong with the workbook, one sentence a fault; an empty list for a sound one."""
    package = _open(path)
    found = [*_sheet_name_faults(package), *_defined_name_faults(package), *_string_faults(package)]
    found += _calculation_chain_faults(package)
    for name, part in package.sheets:
        found += [f"{name}: {fault}" for fault in _sheet_faults(package, part)]
    return found


def _open(path: Path) -> Package:
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in members}
    targets = _targets(parts, "xl/workbook.xml")
    sheets = list(parts["xl/workbook.xml"].iter(f"{MAIN}sheet"))
    return Package(
        parts,
        [(sheet.get("name", ""), targets[sheet.get(_RELATION, "")]) for sheet in sheets],
        {sheet.get("sheetId", ""): targets[sheet.get(_RELATION, "")] for sheet in sheets},
    )


def _targets(parts: Mapping[str, Element], part: str) -> dict[str, str]:
    """The parts that a part is related to, by relationship id."""
    place = PurePosixPath(part)
    relations = parts.get(f"{place.parent}/_rels/{place.name}.rels", Element("none"))
    return {each.get("Id", ""): _absolute(place.parent, each.get("Target", "")) for each in relations}


def _absolute(folder: PurePosixPath, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")


def _sheet_faults(package: Package, part: str) -> Iterator[str]:
    root, context = package.parts[part], package.context
    yield from sheet_lint.order_faults(root)
    yield from sheet_lint.overlap_faults(root)
    yield from sheet_lint.value_faults(root, context)
    yield from sheet_lint.formula_text_faults(root, context)
    yield from sheet_lint.list_faults(root)
    yield from sheet_lint.link_faults(root, context)
    for target in _targets(package.parts, part).values():
        if target in package.tables:
            yield from sheet_lint.table_faults(root, package.tables[target], context)


def _sheet_name_faults(package: Package) -> Iterator[str]:
    names = [name for name, _ in package.sheets]
    for name in names:
        if not 0 < len(name) <= _LONGEST_SHEET_NAME or _FORBIDDEN_IN_A_SHEET_NAME.search(name):
            yield f"sheet name {name!r} is not allowed"
    yield from (f"sheet name {name} stands twice" for name in _doubled(names))


def _defined_name_faults(package: Package) -> Iterator[str]:
    names = [(element.get("name", ""), element.get("localSheetId", "")) for element in package.names]
    yield from (f"defined name {name} stands twice" for name in _doubled("@".join(each) for each in names))
    for element in package.names:
        name = element.get("name", "")
        if not _NAME.fullmatch(name) or _LIKE_AN_ADDRESS.fullmatch(name):
            yield f"defined name {name!r} is not allowed"
        for fault in formula_faults(element.text or "", package.context.known):
            yield f"defined name {name}: {fault}"


def _doubled(words: Iterator[str] | Sequence[str]) -> list[str]:
    """The words that stand twice; Excel does not tell capitals from small letters here."""
    return [word.removesuffix("@") for word, count in Counter(word.lower() for word in words).items() if count > 1]


def _string_faults(package: Package) -> Iterator[str]:
    for index, text in enumerate(package.context.strings):
        if sheet_lint.too_long(text):
            yield f"shared string {index} is longer than {LONGEST_STRING:,}"


def _calculation_chain_faults(package: Package) -> Iterator[str]:
    """Entries that name no formula. An entry without a sheet id stands for the sheet of the one before."""
    formulas = {
        sheet_id: {cell.get("r") for cell in package.parts[part].iter(f"{MAIN}c") if cell.find(f"{MAIN}f") is not None}
        for sheet_id, part in package.sheet_ids.items()
    }
    sheet_id = ""
    for entry in package.parts.get("xl/calcChain.xml", Element("none")):
        sheet_id = entry.get("i", sheet_id)
        if entry.get("r") not in formulas.get(sheet_id, ()):
            yield f"calcChain names {entry.get('r')} of sheet {sheet_id}, which holds no formula"
