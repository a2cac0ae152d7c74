"""A new worksheet at the end of a workbook, plain and wide enough to read."""

import posixpath
import re

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.content_types import add_content_type
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.markup import SPREADSHEET, STRICT_SPREADSHEET
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.refusal import BAD_SHEET_NAME, damaged, unwritable
from jixiao.hosts.xlsx.relationships import relationships_part
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.hosts.xlsx.splice import append_child, apply, prefix, start_tag
from jixiao.hosts.xlsx.workbook_part import REFERENCES, STRICT_REFERENCES, WorkbookPart

LONGEST_NAME = 31
COLUMN_WIDTHS = (6, 8, 14, 12, 24, 16, 16, 28, 40)  # characters

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOT_IN_NAMES = re.compile("[\\[\\]:*?/\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"
_LARGEST_ID = 65_534


def check_sheet_name(name: str) -> None:
    """Raise Refusal where Excel would not accept a sheet of this name."""
    units = len(name.encode("utf-16-le", "replace")) // 2
    quoted = name.startswith("'") or name.endswith("'")
    reserved = name.casefold() == _RESERVED or _NOT_IN_NAMES.search(name) is not None
    if not name.strip() or units > LONGEST_NAME or quoted or reserved:
        raise unwritable(BAD_SHEET_NAME, name[:40])


def add_sheet(draft: Draft, workbook: WorkbookPart, name: str) -> str:
    """Add an empty sheet of this name and give the name of its part; raises Refusal for a bad name."""
    check_sheet_name(name)
    part = _free_part(draft, posixpath.dirname(workbook.part))
    draft.put(part, empty_sheet(workbook.strict))
    add_content_type(draft, part, _CONTENT_TYPE)
    reference = _add_relationship(draft, workbook, part)
    _list_sheet(draft, workbook, name, reference)
    return part


def _free_part(draft: Draft, folder: str) -> str:
    number = 1
    while (part := posixpath.join(folder, "worksheets", f"sheet{number}.xml")) in draft:
        number += 1
    return part


def empty_sheet(strict: bool) -> bytes:
    """The worksheet part of a new sheet."""
    namespace = STRICT_SPREADSHEET if strict else SPREADSHEET
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(COLUMN_WIDTHS, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<dimension ref="A1"/><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData/>"
        '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'
    ).encode()


def _add_relationship(draft: Draft, workbook: WorkbookPart, part: str) -> str:
    """Refer to the part from the workbook; gives the new reference's id."""
    name = relationships_part(workbook.part)
    data = draft.read(name)
    top = outline(data, name, "Relationships")
    used = {entry.attributes.get("Id", "").casefold() for entry in top.all("Relationship")}
    number = len(used) + 1
    while f"rid{number}" in used:
        number += 1
    tag = prefix(start_tag(data, top.start, name)).decode() + "Relationship"
    kind = f"{STRICT_REFERENCES if workbook.strict else REFERENCES}/worksheet"
    target = posixpath.relpath("/" + part, "/" + posixpath.dirname(workbook.part))
    element = f'<{tag} Id="rId{number}" Type="{kind}" Target="{xstring.attribute(target)}"/>'
    draft.put(name, apply(data, [append_child(data, top.start, top.stop, element.encode(), name)]))
    return f"rId{number}"


def _list_sheet(draft: Draft, workbook: WorkbookPart, name: str, reference: str) -> None:
    data = draft.read(workbook.part)
    top = outline(data, workbook.part, "workbook")
    sheets = top.first("sheets")
    if sheets is None:
        raise damaged(f"{workbook.part} 的工作表目录不对")
    used = {whole_number(entry.attributes.get("sheetId", "")) or 0 for entry in sheets.children}
    number = max(used, default=0) + 1
    if number > _LARGEST_ID:
        number = next(free for free in range(1, _LARGEST_ID) if free not in used)
    tag = prefix(start_tag(data, sheets.start, workbook.part)).decode() + "sheet"
    space = STRICT_REFERENCES if workbook.strict else REFERENCES
    # The prefix is declared on the element itself: the workbook may use another one, or none out here.
    element = f'<{tag} name="{xstring.attribute(name)}" sheetId="{number}" xmlns:r="{space}" r:id="{reference}"/>'
    splice = append_child(data, sheets.start, sheets.stop, element.encode(), workbook.part)
    draft.put(workbook.part, apply(data, [splice]))
