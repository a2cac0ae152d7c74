"""One worksheet part, in one pass: its children in order, each looked at by its own check."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from jixiao.hosts.xlsx.lint.cells import CellCheck
from jixiao.hosts.xlsx.lint.entry_rules import RuleCheck
from jixiao.hosts.xlsx.lint.fault import REFETCH, REFUSED, Kind, Scope
from jixiao.hosts.xlsx.lint.layout import LayoutCheck
from jixiao.hosts.xlsx.lint.parts import NO_RELATION
from jixiao.hosts.xlsx.lint.places import area_of
from jixiao.hosts.xlsx.lint.surroundings import Surroundings
from jixiao.hosts.xlsx.lint.workbook import check_order, reference_of
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import Area
from jixiao.model.findings import Severity

NO_DATA = Kind("X331", Severity.ERROR, "没有单元格数据的段落（sheetData）", REFUSED, REFETCH)
ORDER = Kind("X332", Severity.ERROR, "工作表内部各段的次序不对，或同一段出现了两次（{name}）", REFUSED, REFETCH)
BAD_AREA = Kind("X333", Severity.ERROR, "{what}不对（{area}）")
BAD_VIEW = Kind("X334", Severity.ERROR, "工作表的视图属于没有的窗口（{number}）")

_CHILDREN = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
_MAY_REPEAT = frozenset({"conditionalFormatting", "cols"})
_WITH_REFERENCE = ("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "pageSetup")
_WITH_REFERENCES = {"tableParts": "tablePart", "oleObjects": "oleObject", "controls": "control"}
_WITH_AREA = {"dimension": "已用区域", "autoFilter": "筛选区域"}


@dataclass(frozen=True)
class SheetContents:
    """What later checks need of a sheet: packed places of formulas, texts of wanted cells, merged areas.

    ``formulas`` is None where array formulas cover too many cells to tell.
    """

    formulas: Collection[int] | None
    texts: Mapping[int, str | None]
    merged: tuple[Area, ...]


def check_sheet(data: bytes, around: Surroundings, scope: Scope) -> SheetContents:
    """Note what is wrong with a worksheet; raises Refusal where the part is damaged."""
    cells, layout, rules = CellCheck(around, scope), LayoutCheck(around, scope), RuleCheck(around, scope)
    tags = {**_plain_tags(around, scope), **layout.paths(), **rules.paths(), "sheetData": Tag(cells.paths())}
    seen: list[str] = []
    children = {name: _heard(tags.get(name, Tag()), name, seen) for name in _CHILDREN}
    Walker(scope.part, {"worksheet": Tag(children)}).walk(data)
    check_order(seen, _CHILDREN, _MAY_REPEAT, scope, ORDER)
    if "sheetData" not in seen:
        scope.note(NO_DATA)
    layout.check_merged(cells.filled)
    return SheetContents(cells.formula_places(), cells.texts, tuple(layout.merged))


def _heard(tag: Tag, name: str, seen: list[str]) -> Tag:
    """The tag, which now also puts its name on a list."""

    def started(attributes: Attributes) -> None:
        """Note the name, then check as before."""
        seen.append(name)
        if tag.start is not None:
            tag.start(attributes)

    return replace(tag, start=started)


def _plain_tags(around: Surroundings, scope: Scope) -> Mapping[str, Tag]:
    """Children that only name an area, a window or a relationship."""

    def check_reference(attributes: Attributes) -> None:
        """Note a relationship id that the sheet does not have."""
        reference = reference_of(attributes)
        if reference and reference not in around.relations:
            scope.note(NO_RELATION, reference, id=reference)

    def check_view(attributes: Attributes) -> None:
        """Note a window that the workbook does not have."""
        number = whole_number(attributes.get("workbookViewId", "0"))
        if around.views and (number is None or number >= around.views):
            scope.note(BAD_VIEW, number=attributes.get("workbookViewId", ""))

    def area_check(what: str) -> Callable[[Attributes], None]:
        """A check that notes what is no area, under the name of what it should be the area of."""

        def check_area(attributes: Attributes) -> None:
            """Note a ``ref`` that is no area."""
            if area_of(attributes.get("ref", "A1")) is None:
                scope.note(BAD_AREA, what=what, area=attributes.get("ref", ""))

        return check_area

    tags = {name: Tag(start=check_reference) for name in _WITH_REFERENCE}
    tags |= {group: Tag({name: Tag(start=check_reference)}) for group, name in _WITH_REFERENCES.items()}
    tags |= {name: Tag(start=area_check(what)) for name, what in _WITH_AREA.items()}
    return tags | {"sheetViews": Tag({"sheetView": Tag(start=check_view)})}
