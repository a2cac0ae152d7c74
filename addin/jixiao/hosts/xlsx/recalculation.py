"""What keeps formulas right after a write: no stale calculation chain, and a full calculation on opening."""

import re

from jixiao.hosts.xlsx.content_types import remove_content_type
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.relationships import relationships_part
from jixiao.hosts.xlsx.splice import Splice, apply, element_end, prefix, set_attribute, start_tag
from jixiao.hosts.xlsx.workbook_part import WorkbookPart

_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
_CHAIN = "calcChain"

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
    parts = {sheet.part for sheet in workbook.sheets if sheet.part is not None}
    parts |= {part for part, data in draft.changes.items() if data is not None}
    return any(_FORMULA.search(draft.read(part)) for part in parts)


def drop_calculation_chain(draft: Draft, workbook: WorkbookPart) -> None:
    """Leave the calculation chain out, with all that names it; Excel builds a new one."""
    chain = workbook.related(_CHAIN)
    if chain is None or chain not in draft:
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


def request_full_calculation(draft: Draft, workbook: WorkbookPart) -> None:
    """Have Excel calculate every formula when it opens the file: cached results of dependents are old."""
    data = draft.read(workbook.part)
    top = outline(data, workbook.part, "workbook")
    settings = top.first("calcPr")
    if settings is not None:
        tag = start_tag(data, settings.start, workbook.part)
        new = set_attribute(tag, b"fullCalcOnLoad", b"1")
        splice = Splice(settings.start, settings.start + len(tag), new)
    else:
        before = [child for child in top.children if child.name in _BEFORE_CALCULATION][-1]
        at = element_end(data, before.start, before.stop, workbook.part)
        name = prefix(start_tag(data, top.start, workbook.part)) + b"calcPr"
        splice = Splice(at, at, b"<" + name + b' fullCalcOnLoad="1"/>')
    draft.put(workbook.part, apply(data, [splice]))
