"""Tables: named and numbered once, columns as the header reads, none over another or over merged cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.places import area_of, overlaps
from jixiao.hosts.xlsx.lint.surroundings import packed, unpacked
from jixiao.hosts.xlsx.lint.workbook import doubled
from jixiao.hosts.xlsx.outline import Element, outline
from jixiao.model.cells import Area, CellRef
from jixiao.model.findings import Severity

_REDO = "请把表格转换为普通区域后重新创建"
HEADER = Kind("X601", Severity.ERROR, "表格“{table}”的列名“{column}”与表头文字“{header}”不一致", advice=_REDO)
COLUMN_TWICE = Kind("X602", Severity.ERROR, "表格“{table}”有两列叫“{column}”", advice=_REDO)
COLUMN_COUNT = Kind("X603", Severity.ERROR, "表格“{table}”有 {columns} 个列名，区域却有 {width} 列", advice=_REDO)
BAD_AREA = Kind("X604", Severity.ERROR, "表格“{table}”的区域不对（{area}）", advice=_REDO)
TABLES_OVERLAP = Kind("X605", Severity.ERROR, "表格与表格 {other} 重叠", advice=_REDO)
ID_TWICE = Kind("X606", Severity.ERROR, "有两个表格的编号都是 {id}", advice=_REDO)
NAME_TWICE = Kind("X607", Severity.ERROR, "表格名称“{name}”与别的表格或名称相同", advice="请在“表设计”里改名")
BAD_FILTER = Kind("X608", Severity.ERROR, "表格“{table}”的筛选区域 {area} 不在表格里", advice=_REDO)
OVER_MERGED = Kind("X609", Severity.WARNING, "表格里有合并单元格", "Excel 可能提示修复", "请取消表格里的合并单元格")

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as its part says it; ``area`` is None where its address is none."""

    part: str
    name: str
    id: str
    area: Area | None
    columns: tuple[str, ...]
    has_header: bool

    @property
    def header(self) -> list[int]:
        """The packed places of its header cells; none of a table without header or with too few columns."""
        area = self.area
        if area is None or not self.has_header or area.right - area.left >= len(self.columns):
            return []
        return [packed(area.top, column) for column in range(area.left, area.right + 1)]


def read_table(data: bytes, scope: Scope) -> TablePart:
    """A table, what is wrong in its part noted; raises Refusal where the part is damaged."""
    top = outline(data, scope.part, "table")
    attributes = top.attributes
    name = attributes.get("displayName", "")
    area = area_of(attributes.get("ref", ""))
    columns = tuple(each.attributes.get("name", "") for each in top.grandchildren("tableColumns", "tableColumn"))
    for column in doubled(columns):
        scope.note(COLUMN_TWICE, table=name, column=column)
    if area is None:
        scope.note(BAD_AREA, table=name, area=attributes.get("ref", ""))
    elif len(columns) != area.right - area.left + 1:
        width = area.right - area.left + 1
        scope.note(COLUMN_COUNT, table=name, columns=str(len(columns)), width=str(width))
    else:
        _check_filter(top, area, name, scope)
    has_header = attributes.get("headerRowCount", "1") != "0"
    return TablePart(scope.part, name, attributes.get("id", ""), area, columns, has_header)


def _check_filter(top: Element, area: Area, name: str, scope: Scope) -> None:
    filter = top.first("autoFilter")
    if filter is None:
        return
    text = filter.attributes.get("ref", area.a1)
    found = area_of(text)
    if found is None or found.first not in area or found.last not in area:
        scope.note(BAD_FILTER, table=name, area=text)


def check_tables(tables: Sequence[TablePart], names: Iterable[str], scope: Scope) -> None:
    """Note tables of one id or name; ``names`` are the defined names."""
    for id in doubled([table.id for table in tables]):
        scope.note(ID_TWICE, id=id)
    taken = {name.casefold() for name in names}
    shown = [table.name for table in tables]
    for name in dict.fromkeys([*doubled(shown), *(name for name in shown if name.casefold() in taken)]):
        scope.note(NAME_TWICE, name=name)


def check_on_sheet(
    tables: Sequence[TablePart], texts: Mapping[int, str | None], merged: Iterable[Area], scope: Scope
) -> None:
    """Note tables of a sheet that overlap, cover merged cells, or whose header reads otherwise."""
    areas = {table.area for table in tables if table.area is not None}
    for one, other in overlaps(table.area for table in tables if table.area is not None):
        scope.note(TABLES_OVERLAP, other.a1, other=one.a1)
    for pair in overlaps([*areas, *merged]) if areas else ():
        covered = [area for area in pair if area not in areas]
        if len(covered) == 1:
            scope.note(OVER_MERGED, covered[0].a1)
    for table in tables:
        _check_header(table, texts, scope)


def _check_header(table: TablePart, texts: Mapping[int, str | None], scope: Scope) -> None:
    for place, column in zip(table.header, table.columns, strict=False):
        text = texts.get(place)
        if text is None or _plain(text) != _plain(column):
            scope.note(HEADER, CellRef("", *unpacked(place)).a1, table=table.name, column=column, header=text or "")


def _plain(text: str) -> str:
    """A header without what files spell in several ways: line breaks and runs of blanks."""
    return _SPACES.sub(" ", xstring.decode(text)).strip()
