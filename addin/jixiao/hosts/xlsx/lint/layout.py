"""What lies over the cells of a sheet: merged areas, column settings, links."""

from collections.abc import Iterable, Mapping

from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.formula_reader import DELETED, NO_NAME, NO_SHEET
from jixiao.hosts.xlsx.lint.formulas import FormulaCheck
from jixiao.hosts.xlsx.lint.parts import NO_RELATION
from jixiao.hosts.xlsx.lint.places import Shelf, area_of, bad_areas
from jixiao.hosts.xlsx.lint.surroundings import Surroundings, unpacked
from jixiao.hosts.xlsx.lint.workbook import reference_of
from jixiao.hosts.xlsx.markup import Attributes, Tag
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import MAX_COLUMN, MAX_ROW, Area, CellRef, column_letters
from jixiao.model.findings import Severity

_REMERGE = "请取消合并后重新合并"
MERGES_OVERLAP = Kind("X401", Severity.ERROR, "合并单元格与 {other} 重叠", advice=_REMERGE)
BAD_MERGE = Kind("X402", Severity.ERROR, "合并单元格的区域不对（{area}）", advice=_REMERGE)
MERGED_ALONE = Kind("X403", Severity.WARNING, "合并单元格只有一格", "有的 Excel 会提示修复", _REMERGE)
HIDDEN_UNDER = Kind(
    "X404", Severity.INFO, "合并单元格下面还压着内容", "看不见，求和却会算进去", "请取消合并看看有没有不该有的数"
)
COLUMNS_OVERLAP = Kind("X405", Severity.ERROR, "列设置与前面的重叠或次序不对", advice="请重新设置列宽")
BAD_COLUMNS = Kind("X406", Severity.ERROR, "列设置的列号不对（{first} 至 {last}）", advice="请重新设置列宽")
COLUMN_WIDTH = Kind("X407", Severity.ERROR, "列宽不在 0 至 255 之间（{width}）", advice="请重新设置列宽")
NO_TARGET = Kind("X421", Severity.INFO, "超链接没有目标", "点了没有反应", "请重新设置或删去超链接")
BAD_LINK = Kind("X422", Severity.ERROR, "超链接的单元格不对（{area}）", advice="请重新设置超链接")
DEAD_LINK = Kind("X423", Severity.WARNING, "超链接指向没有的地方（{name}）", "点了会提示引用无效", "请重新设置超链接")
TOO_MANY_LINKS = Kind("X424", Severity.ERROR, "超链接超过 Excel 的上限（65,530 个）")

_WIDEST = 256  # characters; Excel itself writes 255.71 for its widest, padding included
_MOST_LINKS = 65_530
_DEAD = (NO_SHEET, NO_NAME, DELETED)


class LayoutCheck:
    """Looks at merged areas, columns and links; the merged areas are judged once the cells are known."""

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self.merged: list[Area] = []
        self._around, self._scope = around, scope
        self._last_column = self._links = 0

    def paths(self) -> Mapping[str, Tag]:
        """What to hear of a sheet's children."""
        return {
            "cols": Tag({"col": Tag(start=self._columns)}),
            "mergeCells": Tag({"mergeCell": Tag(start=self._merged_area)}),
            "hyperlinks": Tag({"hyperlink": Tag(start=self._link)}),
        }

    def _columns(self, attributes: Attributes) -> None:
        first, last = (whole_number(attributes.get(key, "")) for key in ("min", "max"))
        if first is None or last is None or not 1 <= first <= last <= MAX_COLUMN:
            self._scope.note(BAD_COLUMNS, first=attributes.get("min", ""), last=attributes.get("max", ""))
            return
        at = f"{column_letters(first)}:{column_letters(last)}"
        if first <= self._last_column:
            self._scope.note(COLUMNS_OVERLAP, at)
        self._last_column = last
        if not _is_width(attributes.get("width", "0")):
            self._scope.note(COLUMN_WIDTH, at, width=attributes["width"])

    def _merged_area(self, attributes: Attributes) -> None:
        text = attributes.get("ref", "")
        area = area_of(text)
        if area is None:
            self._scope.note(BAD_MERGE, area=text)
        elif area.first == area.last:
            self._scope.note(MERGED_ALONE, area.a1)
        else:
            self.merged.append(area)

    def check_merged(self, filled: Iterable[int]) -> None:
        """Note merged areas that overlap, and cells that hold something under one; ``filled`` are packed places."""
        shelf = Shelf(self.merged)
        reached = 0
        for place in sorted(filled) if self.merged else ():
            row, column = unpacked(place)
            if row != reached:
                self._note_overlaps(shelf, row)
                reached = row
            area = shelf.covering(column)
            if area is not None and (area.top, area.left) != (row, column):
                self._scope.note(HIDDEN_UNDER, CellRef("", row, column).a1)
        self._note_overlaps(shelf, MAX_ROW)

    def _note_overlaps(self, shelf: Shelf, row: int) -> None:
        for one, other in shelf.reach(row):
            self._scope.note(MERGES_OVERLAP, other.a1, other=one.a1)

    def _link(self, attributes: Attributes) -> None:
        area, reference, location = attributes.get("ref", ""), reference_of(attributes), attributes.get("location")
        self._links += 1
        if self._links == _MOST_LINKS + 1:
            self._scope.note(TOO_MANY_LINKS)
        if bad_areas(area):
            self._scope.note(BAD_LINK, area=area)
        if reference and reference not in self._around.relations:
            self._scope.note(NO_RELATION, area, id=reference)
        elif not reference and not location:
            self._scope.note(NO_TARGET, area)
        elif location and not reference and _is_dead(location, self._around.formulas):
            self._scope.note(DEAD_LINK, area, name=location)


def _is_width(text: str) -> bool:
    try:
        return 0 <= float(text) <= _WIDEST
    except ValueError:
        return False


def _is_dead(location: str, formulas: FormulaCheck) -> bool:
    """Whether a place in the workbook does not exist; one that is no formula at all is left to Excel."""
    return any(kind in _DEAD for kind, _ in formulas.oddities(location) or ())
