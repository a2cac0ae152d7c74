"""Parts beside the sheets: the calculation chain, and the comments of a sheet."""

from collections.abc import Collection, Mapping

from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.surroundings import packed
from jixiao.hosts.xlsx.lint.workbook import doubled
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import parse_a1
from jixiao.model.findings import Severity

CHAIN = Kind("X801", Severity.ERROR, "计算链写着{sheet}的 {cell} 是公式，那里却没有公式")
COMMENT_TWICE = Kind("X802", Severity.ERROR, "同一单元格有两条批注", advice="请删去其中一条批注")
BAD_COMMENT = Kind("X803", Severity.ERROR, "批注的单元格不对（{cell}）", advice="请删去这条批注")
NO_AUTHOR = Kind("X804", Severity.ERROR, "批注的作者编号不对（{number}）", advice="请重新添加这条批注")


def check_chain(data: bytes, formulas_by_id: Mapping[str, tuple[str, Collection[int] | None]], scope: Scope) -> None:
    """Note entries of the calculation chain that name no formula; raises Refusal where the part is damaged.

    ``formulas_by_id`` gives the name and the packed formula places of each sheet that was read, by its id. An entry
    without a sheet id stands for the sheet of the one before.
    """
    id = ""
    for entry in outline(data, scope.part, "calcChain").all("c"):
        id = entry.attributes.get("i", id)
        cell = entry.attributes.get("r", "")
        place = parse_a1(cell)
        sheet, formulas = formulas_by_id.get(id, ("", None))
        if place is None or (formulas is not None and packed(*place) not in formulas):
            scope.note(CHAIN, cell, sheet=f"《{sheet}》", cell=cell)


def check_comments(data: bytes, scope: Scope) -> None:
    """Note comments on no cell, twice on one, or by nobody; raises Refusal where the part is damaged."""
    top = outline(data, scope.part, "comments")
    authors = len(top.grandchildren("authors", "author"))
    comments = [each.attributes for each in top.grandchildren("commentList", "comment")]
    cells = [each.get("ref", "") for each in comments]
    for cell in doubled(cells):
        scope.note(COMMENT_TWICE, cell)
    for cell, attributes in zip(cells, comments, strict=True):
        if parse_a1(cell) is None:
            scope.note(BAD_COMMENT, cell=cell)
        number = whole_number(attributes.get("authorId", ""))
        if number is None or number >= authors:
            scope.note(NO_AUTHOR, cell, number=attributes.get("authorId", ""))
