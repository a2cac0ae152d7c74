"""What keeps formulas right after a write: no stale calculation chain, and a full calculation on opening."""

import json
import re
from collections.abc import Mapping, Set

from jixiao.hosts.xlsx.content_types import remove_content_type
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.formula_uses import Place
from jixiao.hosts.xlsx.outline import Element, outline
from jixiao.hosts.xlsx.private_extension import room_in, with_note, without_note
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.relationships import relationships_part
from jixiao.hosts.xlsx.splice import Splice, apply, element_end, prefix, set_attribute, start_tag
from jixiao.hosts.xlsx.workbook_part import WorkbookPart
from jixiao.model.cells import parse_a1

_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
_CHAIN = "calcChain"
_REQUEST = b"fullCalcOnLoad"

# The elements that stand before <calcPr> in a workbook part, as the schema orders them.
_BEFORE_CALCULATION = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)


def has_formulas(draft: Draft, workbook: WorkbookPart) -> bool:
    """Whether any worksheet, as the draft has it, holds a formula."""
    if workbook.related(_CHAIN) is not None:
        return True
    changed = [part for part, data in draft.changes.items() if data is not None]
    parts = [*changed, *(sheet.part for sheet in workbook.sheets if sheet.part is not None and sheet.part in draft)]
    return any(_FORMULA.search(draft.read(part)) for part in parts)


def drop_calculation_chain(draft: Draft, workbook: WorkbookPart, removed: Mapping[str, Set[Place]]) -> None:
    """Leave the calculation chain out, with all that names it, where it names a cell that has no formula any more.

    ``removed`` are these cells by the name of their sheet. Excel builds a new chain.
    """
    chain = workbook.related(_CHAIN)
    if not any(removed.values()) or chain is None or chain not in draft or not _names(draft, workbook, chain, removed):
        return
    draft.remove(chain)
    remove_content_type(draft, chain)
    name = relationships_part(workbook.part)
    data = draft.read(name)
    top = outline(data, name, "Relationships")
    splices = [
        Splice(entry.start, element_end(data, entry.start, entry.stop, name), b"")
        for entry in top.all("Relationship")
        if entry.attributes.get("Type", "").endswith(f"/{_CHAIN}")
    ]
    draft.put(name, apply(data, splices))


def _names(draft: Draft, workbook: WorkbookPart, chain: str, removed: Mapping[str, Set[Place]]) -> bool:
    """Whether the chain names one of these cells; one that cannot be read may."""
    top = outline(draft.read(workbook.part), workbook.part, "workbook")
    listed = [entry.attributes for entry in top.grandchildren("sheets", "sheet")]
    sheets = {entry.get("sheetId", ""): entry.get("name", "").casefold() for entry in listed}
    places = {sheet.casefold(): found for sheet, found in removed.items()}
    sheet = ""
    try:
        for link in outline(draft.read(chain), chain, _CHAIN).all("c"):
            sheet = sheets.get(link.attributes.get("i", ""), sheet)  # left out where it is that of the cell before
            if parse_a1(link.attributes.get("r", "")) in places.get(sheet, ()):
                return True
    except Refusal:
        return True
    return False


def request_full_calculation(draft: Draft, workbook: WorkbookPart, *, for_marks: bool = False) -> None:
    """Have Excel calculate every formula when it opens the file: cached results of dependents are old.

    What is done ``for_marks`` is noted in the workbook part, so that it goes again with them.
    """
    old, note = without_note(draft.read(workbook.part))
    top = outline(old, workbook.part, "workbook")
    settings = top.first("calcPr")
    splice = _new_settings(old, workbook.part, top) if settings is None else _requested(old, workbook.part, settings)
    if for_marks and old[splice.start : splice.stop] != splice.new:
        note = json.dumps([old[splice.start : splice.stop].decode("utf-8"), splice.new.decode("utf-8")])
    new = apply(old, [splice])
    if for_marks and note:
        new = _noted(new, workbook.part, note)
    draft.put(workbook.part, new)


def _requested(data: bytes, part: str, settings: Element) -> Splice:
    tag = start_tag(data, settings.start, part)
    wanted = settings.attributes.get(_REQUEST.decode()) in ("1", "true")
    return Splice(settings.start, settings.start + len(tag), tag if wanted else set_attribute(tag, _REQUEST, b"1"))


def _new_settings(data: bytes, part: str, top: Element) -> Splice:
    before = [child for child in top.children if child.name in _BEFORE_CALCULATION][-1]
    at = element_end(data, before.start, before.stop, part)
    name = prefix(start_tag(data, top.start, part)) + b"calcPr"
    return Splice(at, at, b"<" + name + b" " + _REQUEST + b'="1"/>')


def _noted(data: bytes, part: str, note: str) -> bytes:
    top = outline(data, part, "workbook")
    listed = top.first("extLst")
    return with_note(data, room_in(data, listed, top.stop, part), note)


def withdraw_request(draft: Draft, workbook: WorkbookPart) -> bool:
    """Take back what was requested for marks, where it still stands so; says whether there was such a note."""
    data, note = without_note(draft.read(workbook.part))
    if not note:
        return False
    settings = outline(data, workbook.part, "workbook").first("calcPr")
    tag = b"" if settings is None else start_tag(data, settings.start, workbook.part)
    old, new = _tags(note)
    if settings is not None and tag == new and _same_but_for_request(old, new):
        data = apply(data, [Splice(settings.start, settings.start + len(tag), old)])
    draft.put(workbook.part, data)
    return True


def _tags(note: str) -> tuple[bytes, bytes]:
    """The tag before and after, as the note tells; empty where it is none of ours."""
    try:
        old, new = json.loads(note)
        return old.encode("utf-8"), new.encode("utf-8")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return b"", b""


def _same_but_for_request(old: bytes, new: bytes) -> bool:
    if not old:
        return new.endswith(b"/>")
    return set_attribute(old, _REQUEST, None) == set_attribute(new, _REQUEST, None)
