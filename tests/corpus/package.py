"""Packages taken apart and put together: parts added with all that lists them, members packed in odd ways."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

TYPES, WORKBOOK, WORKBOOK_RELS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ROOT_RELS = "_rels/.rels"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = dict[str, bytes]

_ORDERS = {
    "worksheet": """
        sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
        autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
        dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
        cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls
        webPublishItems tableParts extLst""",
    "workbook": """
        fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
        definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing
        fileRecoveryPr webPublishObjects extLst""",
}
"""The children of a part's root, as the schema orders them."""


def unpacked(path: Path) -> Parts:
    """The parts of a package in the order of its members."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    """Zip parts without a clock."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)


def put_in(xml: bytes, element: str, root: str = "worksheet") -> bytes:
    """A worksheet or workbook with one more element where the schema has it."""
    order = _ORDERS[root].split()
    name = re.match(r"<(\w+)", element)
    assert name is not None
    later = "|".join(order[order.index(name[1]) + 1 :])
    found = re.search(rf"<(?:{later})[ />]|</{root}>".encode(), xml) if later else re.search(b"</" + root.encode(), xml)
    assert found is not None
    return xml[: found.start()] + element.encode() + xml[found.start() :]


def add_extension(parts: Parts, part: str, extension: str, root: str = "worksheet") -> None:
    """One more ``<ext>`` at the end of a worksheet or workbook."""
    xml = parts[part]
    if b"</extLst>" in xml[-len(b"</extLst></worksheet>") - 2 :]:
        parts[part] = xml.replace(b"</extLst></" + root.encode(), extension.encode() + b"</extLst></" + root.encode())
    else:
        parts[part] = put_in(xml, f"<extLst>{extension}</extLst>", root)


def add_part(
    parts: Parts, name: str, content: bytes | str, content_type: str = "", owner: str = WORKBOOK, relation: str = ""
) -> str:
    """One more part, listed by an override and referred to by its owner; the reference's id.

    ``relation`` is the end of an Office relationship type or a whole one; "" where nothing refers to it.
    """
    parts[name] = content.encode() if isinstance(content, str) else content
    if content_type:
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    return relate(parts, owner, relation, f"/{name}") if relation else ""


def add_default(parts: Parts, extension: str, content_type: str) -> None:
    """A content type by file name extension."""
    default = f'<Default Extension="{extension}" ContentType="{content_type}"/>'.encode()
    if default not in parts[TYPES]:
        parts[TYPES] = re.sub(rb"(<Types [^>]*>)", lambda match: match[1] + default, parts[TYPES], count=1)


def relate(parts: Parts, owner: str, relation: str, target: str, *, external: bool = False) -> str:
    """One more relationship of a part ("" is the package); its id."""
    folder, _, file = owner.rpartition("/")
    name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    empty = f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    old = parts.get(name, empty.encode())
    number = old.count(b"<Relationship ") + 1
    kind = relation if "://" in relation else f"{OFFICE}/{relation}"
    mode = ' TargetMode="External"' if external else ""
    new = f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(target)}{mode}/></Relationships>'
    parts[name] = old.replace(b"</Relationships>", new.encode())
    return f"rId{number}"
