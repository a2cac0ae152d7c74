"""The workbook part: its sheets in order, its defined names, its day 0."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from weakref import ref

from jixiao.hosts.defined_names import named_areas
from jixiao.hosts.xlsx.cell_values import EPOCH_1900, EPOCH_1904
from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.limits import Limits
from jixiao.hosts.xlsx.markup import SPREADSHEET, STRICT_SPREADSHEET
from jixiao.hosts.xlsx.outline import Element, outline
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import BINARY_WORKBOOK, OTHER_OFFICE, Refusal, damaged, too_large
from jixiao.hosts.xlsx.relationships import Relationship, read_relationships, workbook_part_name
from jixiao.model.cells import Area

REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REFERENCES = "http://purl.oclc.org/ooxml/officeDocument/relationships"

_REFERENCE_KEYS = {f"{REFERENCES} id", f"{STRICT_REFERENCES} id"}
_TRUE = ("1", "true")
_LONGEST_NAME = 255  # Excel allows 31; LibreOffice saves longer ones


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it; ``part`` is None where it is no worksheet (a chart sheet).

    ``empty``: the workbook names no part for it at all, as Excel does of macro modules from before 1997.
    """

    name: str
    part: str | None
    hidden: bool
    empty: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """What the workbook part says. ``part`` is its name in the package, ``strict`` its dialect."""

    part: str
    strict: bool
    sheets: tuple[SheetEntry, ...]
    names: Mapping[str, Area | None]
    epoch: datetime
    relationships: tuple[Relationship, ...]

    def sheet(self, name: str) -> SheetEntry | None:
        """The sheet of this name; sheet names do not tell upper from lower case."""
        key = name.casefold()
        return next((entry for entry in self.sheets if entry.name.casefold() == key), None)

    def related(self, kind: str) -> str | None:
        """The part that the workbook refers to as this kind (``styles``)."""
        parts = (entry.part for entry in self.relationships if entry.kind == kind)
        return next((part for part in parts if part is not None), None)


def read_workbook_part(package: Package) -> WorkbookPart:
    """The workbook part of a package; raises Refusal where there is none or it is damaged."""
    for known, workbook in _last:
        if known() is package:
            return workbook
    workbook = _read(package)
    _last[:] = [(ref(package), workbook)]
    return workbook


_last: list[tuple[ref[Package], WorkbookPart]] = []
"""That of the package seen last: it is asked for several times a workbook."""


def _read(package: Package) -> WorkbookPart:
    part = workbook_part_name(package)
    _require_spreadsheet(part)
    data = package.read(part)
    outline(data, part, "workbook", package.limits)  # what is wrong with it comes before what is wrong beside it
    return _workbook_part(data, part, read_relationships(package, part), package.limits)


@kept(parts=8)
def _workbook_part(data: bytes, part: str, relationships: tuple[Relationship, ...], limits: Limits) -> WorkbookPart:
    top = outline(data, part, "workbook", limits)
    if top.namespace not in (SPREADSHEET, STRICT_SPREADSHEET):
        raise damaged(f"{part} 的内容不对")
    _refuse_absurd_counts(top, limits)
    sheets = tuple(_sheet_entries(top, relationships, part))
    worksheets = [sheet.name for sheet in sheets if sheet.part is not None]
    settings = top.first("workbookPr")
    from_1904 = settings is not None and settings.attributes.get("date1904") in _TRUE
    return WorkbookPart(
        part,
        top.namespace == STRICT_SPREADSHEET,
        sheets,
        named_areas(_definitions(top), worksheets),
        EPOCH_1904 if from_1904 else EPOCH_1900,
        relationships,
    )


def _require_spreadsheet(part: str) -> None:
    if part.endswith(".bin"):
        raise Refusal(BINARY_WORKBOOK)
    if part.startswith(("word/", "ppt/", "visio/")):
        raise Refusal(OTHER_OFFICE)


def _refuse_absurd_counts(top: Element, limits: Limits) -> None:
    if len(top.grandchildren("sheets", "sheet")) > limits.sheets:
        raise too_large(f"工作表超过 {limits.sheets:,} 张")
    if len(top.grandchildren("definedNames", "definedName")) > limits.names:
        raise too_large(f"定义的名称超过 {limits.names:,} 个")


def _sheet_entries(top: Element, relationships: Iterable[Relationship], part: str) -> Iterable[SheetEntry]:
    relationship_by_id = {relationship.id: relationship for relationship in relationships}
    seen: set[str] = set()
    parts: set[str] = set()
    for element in top.grandchildren("sheets", "sheet"):
        attributes = element.attributes
        reference = attributes.get(f"{REFERENCES} id") or attributes.get(f"{STRICT_REFERENCES} id", "")
        relationship = relationship_by_id.get(reference)
        name = attributes.get("name", "")
        empty = not reference and _REFERENCE_KEYS & attributes.keys() != set()
        if (relationship is None and not empty) or not 0 < len(name) <= _LONGEST_NAME or name.casefold() in seen:
            raise damaged(f"{part} 的工作表目录不对")
        seen.add(name.casefold())
        hidden = attributes.get("state", "visible") != "visible"
        if relationship is None or relationship.kind != "worksheet":
            yield SheetEntry(name, None, hidden, relationship is None)
        elif relationship.part is None or relationship.part.casefold() in parts:
            raise damaged(f"工作表“{name}”的内容不在文件里，或与别的工作表共用")
        else:
            parts.add(relationship.part.casefold())
            yield SheetEntry(name, relationship.part, hidden)


def _definitions(top: Element) -> Iterable[tuple[str, str]]:
    """The names of the whole workbook, with their formulas; a sheet's own names are left out."""
    for element in top.grandchildren("definedNames", "definedName"):
        if "localSheetId" not in element.attributes:
            yield element.attributes.get("name", ""), element.text
