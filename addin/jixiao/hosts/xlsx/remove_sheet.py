"""A worksheet that ``add_sheet`` made, taken out again once it is empty and nothing leads to it."""

import re

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.add_sheet import empty_sheet
from jixiao.hosts.xlsx.content_types import remove_content_type
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.outline import Element, outline
from jixiao.hosts.xlsx.relationships import relationships_part
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.hosts.xlsx.splice import Splice, apply, element_end
from jixiao.hosts.xlsx.workbook_part import REFERENCES, STRICT_REFERENCES, SheetEntry, WorkbookPart

_USED_RANGE = rb'<dimension ref="[A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?"/>'
_EMPTY_ROWS = rb'<sheetData>(?:<row r="[0-9]+">(?:<c r="[A-Z]+[0-9]+"/>)*</row>)*</sheetData>'


def is_as_added(data: bytes, strict: bool) -> bool:
    """Whether a worksheet part is one that ``add_sheet`` made and nobody but us wrote into, with no cell filled."""
    pattern = re.escape(empty_sheet(strict))
    pattern = pattern.replace(re.escape(b'<dimension ref="A1"/>'), _USED_RANGE)
    pattern = pattern.replace(re.escape(b"<sheetData/>"), _EMPTY_ROWS)
    return re.fullmatch(pattern, data) is not None


def remove_sheet(draft: Draft, workbook: WorkbookPart, sheet: SheetEntry) -> None:
    """Take out an empty sheet with all that lists it; it stays where something else leads to it."""
    data = draft.read(workbook.part)
    top = outline(data, workbook.part, "workbook")
    listed = top.grandchildren("sheets", "sheet")
    place = next(place for place, entry in enumerate(listed) if entry.attributes.get("name") == sheet.name)
    if sheet.part is None or _is_counted(top, place) or _is_named(draft, workbook, sheet):
        return
    reference = _reference(listed[place])
    draft.put(workbook.part, _without(data, listed[place], workbook.part))
    relations = relationships_part(workbook.part)
    data = draft.read(relations)
    for entry in outline(data, relations, "Relationships").all("Relationship"):
        if entry.attributes.get("Id") == reference:
            draft.put(relations, _without(data, entry, relations))
    remove_content_type(draft, sheet.part)
    draft.remove(sheet.part)


def _without(data: bytes, element: Element, part: str) -> bytes:
    return apply(data, [Splice(element.start, element_end(data, element.start, element.stop, part), b"")])


def _reference(entry: Element) -> str:
    attributes = entry.attributes
    return attributes.get(f"{REFERENCES} id") or attributes.get(f"{STRICT_REFERENCES} id", "")


def _is_counted(top: Element, place: int) -> bool:
    """Whether the workbook points to the sheet, or to one behind it, by its place in the list."""
    views = top.grandchildren("bookViews", "workbookView")
    numbers = [view.attributes.get(key, "") for view in views for key in ("activeTab", "firstSheet")]
    names = top.grandchildren("definedNames", "definedName")
    numbers += [name.attributes.get("localSheetId", "") for name in names]
    return any((whole_number(number) or 0) >= max(place, 1) for number in numbers)


def _is_named(draft: Draft, workbook: WorkbookPart, sheet: SheetEntry) -> bool:
    """Whether a formula or a defined name leads to the sheet."""
    name = xstring.encode(sheet.name.replace("'", "''")).encode()
    parts = [workbook.part, *(entry.part for entry in workbook.sheets if entry.part and entry.part != sheet.part)]
    return any(name + end in draft.read(part) for part in parts for end in (b"!", b"'!"))
