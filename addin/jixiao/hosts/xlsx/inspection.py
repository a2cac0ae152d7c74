"""What a workbook is, told from its parts: its sheets in numbers, its settings, what it carries. For ``doctor``."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote

from jixiao.hosts.xlsx.cargo import Cargo, cargo_of
from jixiao.hosts.xlsx.outline import Element, outline
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.properties import read_properties
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.relationships import Relationship, read_relationships, relationships_part, workbook_part_name
from jixiao.hosts.xlsx.shared_strings import read_shared_strings
from jixiao.hosts.xlsx.sheet_survey import SheetSurvey, Wording, survey_sheet
from jixiao.hosts.xlsx.styles import read_number_formats
from jixiao.hosts.xlsx.workbook_part import REFERENCES, STRICT_REFERENCES

_TRUE = ("1", "true")
_WPS_NAMESPACE, _WPS_BUILD = b"web.wps.cn", b"KSOProductBuildVer"
_CUSTOM_PROPERTIES = "docProps/custom.xml"
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InspectedSheet:
    """One sheet: ``state`` as the file spells it (``veryHidden``); ``survey`` None where it could not be read."""

    name: str
    kind: str
    state: str
    survey: SheetSurvey | None


@dataclass(frozen=True)
class Settings:
    """What the workbook part sets for the whole file."""

    from_1904: bool = False
    manual: bool = False
    iterative: bool = False
    structure_locked: bool = False
    write_reserved: bool = False


@dataclass(frozen=True)
class Inspection:
    """All that was seen. ``properties`` is what the file says of itself, by element name (``Application``).

    ``linked`` are the file names of external workbooks; ``styles`` and ``names`` count; ``by_wps`` says that WPS left
    its marks in the file.
    """

    properties: Mapping[str, str]
    sheets: tuple[InspectedSheet, ...]
    settings: Settings
    cargo: Counter[Cargo] = field(default_factory=Counter)
    linked: tuple[str, ...] = ()
    styles: int = 0
    names: int = 0
    by_wps: bool = False


def inspect_package(package: Package) -> Inspection:
    """Look a workbook over; raises Refusal where its main part is missing or cannot be read."""
    part = workbook_part_name(package)
    data = package.read(part)
    top = outline(data, part, "workbook", package.limits)
    cargo = cargo_of(member.name for member in package.members)
    wording = _wording(package, part)
    return Inspection(
        read_properties(package),
        tuple(_sheets(package, part, top, wording)),
        _settings(top),
        cargo,
        tuple(_linked(package)),
        len(wording.formats),
        len(top.grandchildren("definedNames", "definedName")),
        _has_wps_marks(package, data),
    )


def _wording(package: Package, part: str) -> Wording:
    """Shared strings and number formats, as far as they can be read."""
    parts = {relation.kind: relation.part for relation in _relations(package, part)}
    strings: Sequence[str] = []
    formats: Mapping[str, str] = {}
    strings_part, styles_part = parts.get("sharedStrings"), parts.get("styles")
    if strings_part is not None:
        with suppress(Refusal):
            strings = read_shared_strings(package.read(strings_part), strings_part, package.limits)
    if styles_part is not None:
        with suppress(Refusal):
            formats = read_number_formats(package.read(styles_part), styles_part, package.limits)
    return Wording(strings, formats)


def _relations(package: Package, part: str) -> tuple[Relationship, ...]:
    try:
        return read_relationships(package, part)
    except Refusal:
        return ()


def _sheets(package: Package, part: str, top: Element, wording: Wording) -> Iterator[InspectedSheet]:
    relation_by_id = {relation.id: relation for relation in _relations(package, part)}
    surveys: dict[str, SheetSurvey | None] = {}
    for element in top.grandchildren("sheets", "sheet"):
        attributes = element.attributes
        id = attributes.get(f"{REFERENCES} id") or attributes.get(f"{STRICT_REFERENCES} id", "")
        relation = relation_by_id.get(id, Relationship(id, "", None))
        worksheet = relation.part if relation.kind == "worksheet" else None
        if worksheet is not None and worksheet not in surveys:  # a broken workbook may list one part many times
            surveys[worksheet] = _survey(package, worksheet, wording)
        survey = surveys.get(worksheet or "")
        yield InspectedSheet(attributes.get("name", ""), relation.kind, attributes.get("state", "visible"), survey)


def _survey(package: Package, part: str, wording: Wording) -> SheetSurvey | None:
    try:
        return survey_sheet(package.read(part), part, wording)
    except Refusal:
        return None


def _settings(top: Element) -> Settings:
    def says(element: str, *keys: str) -> bool:
        """Whether the element is there and one of these attributes of it is set."""
        found = top.first(element)
        return found is not None and any(found.attributes.get(key) in _TRUE for key in keys)

    calculation = top.first("calcPr")
    return Settings(
        from_1904=says("workbookPr", "date1904"),
        manual=calculation is not None and calculation.attributes.get("calcMode") == "manual",
        iterative=says("calcPr", "iterate"),
        structure_locked=says("workbookProtection", "lockStructure"),
        write_reserved=top.first("fileSharing") is not None,
    )


def _linked(package: Package) -> Iterator[str]:
    """The names, without folders, of the files that external links lead to."""
    for member in package.members:
        if Cargo.EXTERNAL_LINKS in cargo_of([member.name]):
            name = relationships_part(member.name)
            with suppress(Refusal):
                for element in outline(package.read(name), name, "Relationships", package.limits).all("Relationship"):
                    yield _FOLDERS.sub("", unquote(element.attributes.get("Target", "")))


def _has_wps_marks(package: Package, workbook: bytes) -> bool:
    """Whether WPS left its namespace or its build number."""
    if _WPS_NAMESPACE in workbook:
        return True
    with suppress(Refusal):
        return _CUSTOM_PROPERTIES in package and _WPS_BUILD in package.read(_CUSTOM_PROPERTIES)
    return False
