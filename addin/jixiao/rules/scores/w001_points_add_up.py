"""W001: points add up along the tree of indicators."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, NotChecked, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.causes import because
from jixiao.rules.scores.points_tree import Misfit, PointsBelow, PointsTree, points_cause, points_tree


@rule(
    code="W001",
    title="分值逐级相加",
    messages={
        "": "{label}下三级指标分值之和为 {printed}，所列分值为 {expected}，相差 {difference}。",
        "level1": "{label}下各指标分值之和为 {printed}，所列权重为 {expected}，相差 {difference}。",
        "row": "{label}分值现为 {printed}，按{group}所列 {points} 分减去其余各项应为 {expected}，"
        "相差 {difference}{because}。",
        "law": "{label}分值现为 {printed}，指标体系规定为 {expected}{because}。",
    },
    hint="请核对三级指标的分值，使其相加等于上一级所列的分值。",
    basis="公开表：二级指标括号内为所属三级指标分值之和，权重为所属二级指标分值之和",
)
def points_add_up(review: Review) -> Iterator[Outcome]:
    """Third level to second, second to first; a row that departs from the framework is the cell to blame."""
    tree = points_tree(review)
    if tree is None:
        return
    for misfit in tree.off_law:
        printed = review.printed(misfit.at)
        cause = points_cause(review, misfit)
        yield Finding("W001", Severity.ERROR, misfit.at, _name(misfit), printed, format_number(misfit.right), cause,
                      "law", {"because": because(cause)})  # fmt: skip
    for below in tree.faults:
        yield _fault(review, tree, below)
    for below in tree.unknown:
        yield NotChecked("W001", f"{named(below.group.name)}分值之和", "有指标没有填分值", below.group.points_at)


def _name(misfit: Misfit) -> str:
    return named(misfit.row.name or misfit.row.level2)


def _fault(review: Review, tree: PointsTree, below: PointsBelow) -> Finding:
    group, points = below.group, below.group.points or Decimal(0)
    difference = {"difference": format_number(abs(below.total - points))}
    misfit = tree.misfit(below)
    if misfit is not None:
        cause = points_cause(review, misfit)
        values = {
            **difference,
            "group": named(group.name),
            "points": format_number(points),
            "because": because(cause),
        }
        return Finding("W001", Severity.ERROR, misfit.at, _name(misfit), review.printed(misfit.at),
                       format_number(misfit.right), cause, "row", values)  # fmt: skip
    blame = below.cells[0] if len(below.cells) == 1 else group.points_at
    cells = (blame, *(cell for cell in below.cells if cell != blame))
    variant = "level1" if group.level == 1 else ""
    return Finding("W001", Severity.ERROR, blame, named(group.name), format_number(below.total), format_number(points),
                   variant=variant, values=difference, cells=cells)  # fmt: skip
