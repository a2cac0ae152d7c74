"""The styles part: every cell style names fonts, fills and borders that exist."""

from dataclasses import dataclass

from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.workbook import check_order
from jixiao.hosts.xlsx.outline import Element, outline
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.findings import Severity

BAD_PIECE = Kind("X711", Severity.ERROR, "{what}用到没有的{piece}（编号 {number}）")
TOO_MANY_STYLES = Kind("X712", Severity.ERROR, "单元格样式有 {count} 种，超过 Excel 的上限（65,490 种）")
LONG_CODE = Kind("X714", Severity.ERROR, "数字格式代码超过 255 个字符（编号 {number}）")
ORDER = Kind("X713", Severity.WARNING, "样式部分各段的次序不对（{name}）", "Excel 可能提示修复")

MOST_STYLES = 65_490
_LONGEST_CODE = 255
_CHOICE = b"AlternateContent"
"""Where styles are spelled once for each version of Excel, counting them means nothing."""

_CHILDREN = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles"),
    *("colors", "extLst"),
)
_PIECES = (
    ("fontId", "fonts", "font", "字体"),
    ("fillId", "fills", "fill", "填充"),
    ("borderId", "borders", "border", "边框"),
)


@dataclass(frozen=True, slots=True)
class StyleCounts:
    """How many styles cells, and how many looks conditional formats, may name; None where that is not known."""

    cells: int | None = None
    conditional: int | None = None


def check_styles(data: bytes, scope: Scope) -> StyleCounts:
    """Note what is wrong with the styles; raises Refusal where the part is damaged."""
    top = outline(data, scope.part, "styleSheet")
    if _CHOICE in data:
        return StyleCounts()
    check_order([child.name for child in top.children], _CHILDREN, frozenset(), scope, ORDER)
    counts = {group: len(top.grandchildren(group, item)) for _, group, item, _ in _PIECES}
    bases, cells = top.grandchildren("cellStyleXfs", "xf"), top.grandchildren("cellXfs", "xf")
    for what, styles in (("样式", bases), ("单元格样式", cells)):
        for style in styles:
            _check_pieces(style, what, counts, scope)
    for code in top.grandchildren("numFmts", "numFmt"):
        if len(code.attributes.get("formatCode", "")) > _LONGEST_CODE:
            scope.note(LONG_CODE, number=code.attributes.get("numFmtId", ""))
    if len(cells) > MOST_STYLES:
        scope.note(TOO_MANY_STYLES, count=str(len(cells)))
    return StyleCounts(len(cells) or None, len(top.grandchildren("dxfs", "dxf")))


def _check_pieces(style: Element, what: str, counts: dict[str, int], scope: Scope) -> None:
    for key, group, _, piece in _PIECES:
        text = style.attributes.get(key)
        number = 0 if text is None else whole_number(text)
        if text is not None and (number is None or number >= counts[group]):
            scope.note(BAD_PIECE, what=what, piece=piece, number=text)
