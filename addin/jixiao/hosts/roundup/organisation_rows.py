"""The rows of a 名单 as typed → its units: ``units_of(lines)``; where its headings stand: ``heading_of(lines)``."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from jixiao.consolidate.judging.keys import is_own_office, unit_key
from jixiao.consolidate.judging.organisation import Expected
from jixiao.read.pages import plain

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("单位代码", "单位编码", "预算单位代码", "预算单位编码", "代码", "编码"),
    "name": ("单位名称", "预算单位", "预算单位名称", "单位全称", "填报单位", "报送单位", "单位", "名称"),
    "parent": (
        "上级",
        "主管部门",
        "上级主管部门",
        "上级单位",
        "上级代码",
        "上级单位代码",
        "上级编码",
        "主管部门代码",
        "主管单位",
        "主管部门名称",
        "上级部门",
        "所属主管部门",
    ),
    "aliases": ("曾用名", "原名", "原名称", "简称", "别名", "曾用名或简称", "曾用名简称", "其他名称", "单位简称"),
    "contact": ("联系人", "联系人及电话", "联系方式", "联系电话", "填报人"),
}
"""What the headings of the columns may be; the first is the one that a new list has."""

_BETWEEN = "、；;，,/|"
_SEARCHED = 30
"""So many rows are searched for the headings."""

_NO_UNIT = re.compile("(?:合计|总计|小计|共计)|(?:注|备注|说明|制表|填表|审核|复核|联系|填报)[^:]{0,4}:.*")
"""What stands below a list where a unit's name would: its total, who made it, notes."""

Line = tuple[int, tuple[str, ...]]
"""The number of a row, and the texts of its cells from left to right."""

Spanned = Mapping[tuple[int, int], str]
"""Row and column (from 0) of cells that one above them spans → what stands in that one."""


@dataclass(frozen=True)
class Heading:
    """The last row of the headings, and the column of each role, counted from 0."""

    row: int
    columns: Mapping[str, int]


def heading_of(lines: Sequence[Line]) -> Heading | None:
    """Where the headings stand; None where no row has one for the names of units."""
    last = 0
    above: tuple[str, ...] = ()
    for number, cells in lines[:_SEARCHED]:
        columns = _columns(_with_above(cells, above if last == number - 1 else ()))
        at = _columns(cells).get("name")
        if at is not None and (len(columns) > 1 or len([*filter(None, cells)]) == 1 or _is_of_units(cells[at])):
            return Heading(number, columns)
        last, above = number, cells
    return None


def _is_of_units(cell: str) -> bool:
    """Whether a heading can be nothing else than that of a list of units, whatever else stands beside it."""
    return plain(cell).partition("(")[0] not in _OF_ANYTHING


_OF_ANYTHING = ("单位", "名称")
"""Words that stand above other columns, too; they need another heading of a list beside them."""


def _with_above(cells: Sequence[str], above: Sequence[str]) -> list[str]:
    """The words of a row of headings; where a cell is blank, those of a cell above that spans both rows."""
    longest = max(len(cells), len(above))
    own, upper = ([*texts, *[""] * (longest - len(texts))] for texts in (cells, above))
    return [one or other for one, other in zip(own, upper, strict=True)]


def _columns(cells: Sequence[str]) -> dict[str, int]:
    words = [plain(cell) for cell in cells]
    whole = [word.replace("(", "").replace(")", "") for word in words]
    bare = [word.partition("(")[0] for word in words]
    found: dict[str, int] = {}
    for role, headings in HEADINGS.items():
        ways = (said.index(heading) for said in (whole, bare) for heading in headings if heading in said)
        at = next(ways, None)
        if at is not None:
            found[role] = at
    return found


def units_of(lines: Sequence[Line], heading: Heading, spanned: Spanned) -> Iterator[Expected]:
    """The units below the headings; blank rows, totals and notes are passed over. One department may span its units."""
    parent = heading.columns.get("parent", -1)
    for number, cells in lines:
        if number > heading.row:
            said = {role: cells[at].strip() if at < len(cells) else "" for role, at in heading.columns.items()}
            if said["name"] and not said.get("parent"):
                said |= {"parent": spanned.get((number, parent), "")}
            if _names_a_unit(said):
                yield _entry(said, number)


def with_own_offices(entries: Sequence[Expected]) -> list[Expected]:
    """The units, where a department stands in its own row, as itself or as 某局（本级）: that row is the department."""
    known = {unit_key(name) for entry in entries for name in (entry.code, entry.name, *entry.aliases)}
    return [_own_office(entry, known) for entry in entries]


def _own_office(entry: Expected, known: Set[str]) -> Expected:
    if unit_key(entry.parent) in (unit_key(entry.name), unit_key(entry.code)):
        return replace(entry, parent="")
    if unit_key(entry.parent) in known or not is_own_office(entry.name, entry.parent):
        return entry
    return replace(entry, name=entry.parent, parent="", aliases=(*entry.aliases, entry.name))


def _names_a_unit(said: Mapping[str, str]) -> bool:
    """Whether a row is about a unit, be its name forgotten; a code without a digit is no code but a word below."""
    name, code = plain(said["name"]), said.get("code", "")
    if name:
        return _NO_UNIT.fullmatch(name) is None
    return any(sign.isdigit() for sign in code) or (not code and bool(said.get("parent")))


def _entry(said: Mapping[str, str], number: int) -> Expected:
    others = said.get("aliases", "")
    for sign in _BETWEEN:
        others = others.replace(sign, "\n")
    aliases = tuple(filter(None, (name.strip() for name in others.split("\n"))))
    return Expected(
        said.get("code", ""), said["name"], said.get("parent", ""), aliases, said.get("contact", ""), number
    )
