"""The workbook part: its sheets, their names and ids, what is shown first."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.hosts.xlsx.add_sheet import LONGEST_NAME
from jixiao.hosts.xlsx.lint.fault import REFETCH, REFUSED, Kind, Scope
from jixiao.hosts.xlsx.lint.parts import NO_RELATION, Relation
from jixiao.hosts.xlsx.outline import Element
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.hosts.xlsx.workbook_part import REFERENCES, STRICT_REFERENCES
from jixiao.model.findings import Severity

_RENAME = "请改工作表名称，1 至 31 个字，不含 : \\ / ? * [ ]"
BAD_SHEET_NAME = Kind("X201", Severity.ERROR, "工作表名称“{name}”不合规定", advice=_RENAME)
SHEET_NAME_TWICE = Kind("X202", Severity.ERROR, "有两张工作表都叫“{name}”", advice=_RENAME)
SHEET_ID = Kind("X203", Severity.ERROR, "工作表“{name}”的编号 {id} 重复或不对")
SHEET_PART_TWICE = Kind("X204", Severity.ERROR, "工作表“{name}”与别的工作表指向同一内容 {id}", REFUSED, REFETCH)
NO_SHEETS = Kind("X205", Severity.ERROR, "没有一张工作表", REFUSED, REFETCH)
NONE_VISIBLE = Kind("X206", Severity.ERROR, "没有一张看得见的工作表", REFUSED, REFETCH)
BAD_TAB = Kind("X207", Severity.ERROR, "打开时要显示第 {number} 张工作表，但一共只有 {count} 张")
ORDER = Kind("X208", Severity.ERROR, "内部各段的次序不对（{name}）", REFUSED, REFETCH)

_FORBIDDEN = re.compile(r"[\\/?*\[\]:]|^'|'$")
_LARGEST_ID = 65_534
_CHILDREN = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
_MAY_REPEAT = frozenset({"fileRecoveryPr"})


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it; ``part`` is None where it is not in the file."""

    name: str
    id: str
    kind: str
    part: str | None


def listed_sheets(top: Element, relations: Mapping[str, Relation]) -> list[ListedSheet]:
    """The sheets of a workbook, in order, whatever is wrong with their entries."""
    found = []
    for element in top.grandchildren("sheets", "sheet"):
        relation = relations.get(reference_of(element.attributes), Relation("", "", None))
        attributes = element.attributes
        found.append(
            ListedSheet(attributes.get("name", ""), attributes.get("sheetId", ""), relation.kind, relation.target)
        )
    return found


def reference_of(attributes: Mapping[str, str]) -> str:
    """The relationship id (``r:id``) that an element names, or ""."""
    return attributes.get(f"{REFERENCES} id") or attributes.get(f"{STRICT_REFERENCES} id", "")


def _says_reference(element: Element) -> bool:
    return any(f"{space} id" in element.attributes for space in (REFERENCES, STRICT_REFERENCES))


def check_workbook(top: Element, relations: Mapping[str, Relation], scope: Scope) -> None:
    """Note what is wrong with the list of sheets and the views."""
    check_order([child.name for child in top.children], _CHILDREN, _MAY_REPEAT, scope, ORDER)
    entries = top.grandchildren("sheets", "sheet")
    names = [entry.attributes.get("name", "") for entry in entries]
    if not entries:
        scope.note(NO_SHEETS)
        return
    for name in names:
        if not 0 < len(name.encode("utf-16-le", "replace")) // 2 <= LONGEST_NAME or _FORBIDDEN.search(name):
            scope.note(BAD_SHEET_NAME, name=name)
    for name in doubled(names):
        scope.note(SHEET_NAME_TWICE, name=name)
    _check_ids(entries, relations, scope)
    if all(entry.attributes.get("state", "visible") != "visible" for entry in entries):
        scope.note(NONE_VISIBLE)
    _check_views(top, len(entries), scope)


def _check_ids(entries: Sequence[Element], relations: Mapping[str, Relation], scope: Scope) -> None:
    ids: set[str] = set()
    references: set[str] = set()
    for entry in entries:
        name, id = entry.attributes.get("name", ""), entry.attributes.get("sheetId", "")
        if id in ids or not 1 <= (whole_number(id) or 0) <= _LARGEST_ID:
            scope.note(SHEET_ID, name=name, id=id)
        reference = reference_of(entry.attributes)
        if reference not in relations:
            if reference or not _says_reference(entry):  # Excel lists old macro modules with an empty one
                scope.note(NO_RELATION, name, id=reference)
        elif reference in references:
            scope.note(SHEET_PART_TWICE, name=name, id=reference)
        ids.add(id)
        references.add(reference)


def _check_views(top: Element, count: int, scope: Scope) -> None:
    for view in top.grandchildren("bookViews", "workbookView"):
        for key in ("activeTab", "firstSheet"):
            number = whole_number(view.attributes.get(key, "0"))
            if number is not None and number >= count:
                scope.note(BAD_TAB, number=str(number + 1), count=str(count))


def check_order(
    names: Sequence[str], order: Sequence[str], may_repeat: frozenset[str], scope: Scope, kind: Kind
) -> None:
    """Note elements that stand behind one that they must precede, or twice where they may stand once."""
    place = {name: number for number, name in enumerate(order)}
    last = -1
    for name in names:
        number = place.get(name, last + 1)
        if number < last or (number == last and name not in may_repeat):
            scope.note(kind, name=name)
        elif name in place:
            last = number


def doubled(words: Sequence[str]) -> Iterator[str]:
    """The words that stand more than once; Excel does not tell capitals from small letters here."""
    counts = Counter(word.casefold() for word in words)
    told: set[str] = set()
    for word in words:
        if counts[word.casefold()] > 1 and word.casefold() not in told:
            told.add(word.casefold())
            yield word
