"""Defined names: spelled as Excel allows, each once, and naming what exists."""

import re

from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.formulas import FormulaCheck
from jixiao.hosts.xlsx.lint.places import address_of_whole, area_of
from jixiao.hosts.xlsx.lint.workbook import doubled
from jixiao.hosts.xlsx.outline import Element
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import parse_a1
from jixiao.model.findings import Severity

_RENAME = "请在“名称管理器”里改名或删去"
BAD_NAME = Kind("X211", Severity.ERROR, "名称“{name}”不合规定（不能有空格和标点、以数字开头或过长）", advice=_RENAME)
LIKE_A_CELL = Kind("X212", Severity.ERROR, "名称“{name}”像单元格地址", advice=_RENAME)
NAME_TWICE = Kind("X213", Severity.ERROR, "名称“{name}”定义了两次", advice=_RENAME)
NO_SUCH_SHEET = Kind("X214", Severity.ERROR, "名称“{name}”属于第 {number} 张工作表，但没有这张表", advice=_RENAME)
BAD_BUILT_IN = Kind(
    "X215", Severity.ERROR, "打印区域、打印标题或筛选区域不对（{name}：{text}）", advice="请重新设置打印区域或筛选"
)

_LONGEST = 255
_ALLOWED = re.compile(r"(?:[^\W\d]|[\\\x80-\U0010ffff])(?:[\w.\\?]|[^\x00-\x7f\s\w])*")
_R1C1 = re.compile(r"[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!()\[\]]+))!([$A-Za-z0-9:]+)")
_BUILT_IN = "_xlnm."
_FILTER = "_xlnm._filterdatabase"
_OWN_SHEET = frozenset({"_xlnm.print_area", "_xlnm.print_titles", _FILTER})


def check_names(elements: list[Element], sheets: list[str], formulas: FormulaCheck, scope: Scope) -> None:
    """Note what is wrong with the defined names; ``sheets`` are the names of the sheets in order."""
    keys = [f"{each.attributes.get('name', '')}\n{each.attributes.get('localSheetId', '')}" for each in elements]
    for key in doubled(keys):
        name = key.partition("\n")[0]
        if name.casefold() != _FILTER:  # LibreOffice writes it twice for one filter, and Excel takes it
            scope.note(NAME_TWICE, name=name)
    for element in elements:
        name = element.attributes.get("name", "")
        _check_spelling(name, scope)
        local = element.attributes.get("localSheetId")
        owner = _owner(local, sheets)
        if local is not None and owner is None:
            scope.note(NO_SUCH_SHEET, name=name, number=local)
        if not _is_macro(element):
            formulas.check(element.text, scope, f"名称“{name}”")
        if name.casefold() in _OWN_SHEET and owner is not None:
            _check_built_in(name, element.text, owner, scope)


def _owner(local: str | None, sheets: list[str]) -> str | None:
    number = whole_number(local or "")
    return sheets[number] if number is not None and number < len(sheets) else None


def _is_macro(element: Element) -> bool:
    return any(element.attributes.get(key, "0") not in ("0", "false") for key in ("function", "vbProcedure", "xlm"))


def _check_spelling(name: str, scope: Scope) -> None:
    if name.casefold().startswith(_BUILT_IN):
        return
    if len(name) > _LONGEST or _ALLOWED.fullmatch(name) is None:
        scope.note(BAD_NAME, name=name)
    elif parse_a1(name.upper()) is not None or _R1C1.fullmatch(name):
        scope.note(LIKE_A_CELL, name=name)


def _check_built_in(name: str, text: str, owner: str, scope: Scope) -> None:
    """Such a name is about areas of its own sheet; one that is computed (OFFSET …) is left to Excel."""
    for part in text.split(","):
        match = _REFERENCE.fullmatch(part.strip())
        if match is None:
            return
        sheet, address = (match[2] or match[1].replace("''", "'")).casefold(), match[3].upper()
        is_whole = address_of_whole(address) or not name.casefold().endswith("titles")
        if sheet != owner.casefold() or area_of(address) is None or not is_whole:
            scope.note(BAD_BUILT_IN, name=name, text=text)
            return
