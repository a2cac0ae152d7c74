"""P007: no single indicator of the unit's own carries an outsized share of the points."""

from collections.abc import Iterator

from jixiao.compute.numbers import format_number, format_percent
from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.scores.points_tree import points_tree
from jixiao.rules.targets.target_rows import is_own, label_of, points_of

_TIMES = 3
"""So many times the average: in a table of three indicators, each carries a third."""

_SEVERITIES = {"info": Severity.INFO, "warning": Severity.WARNING}


@rule(
    code="P007",
    title="没有一项指标的分值过大",
    messages="{label}一项就有 {printed} 分，占总分 {total} 分的 {share}，比重偏大，请核实。",
    hint="自设的指标宜分成几项，按重要程度分配分值；多大算偏大，以本地规定为准。",
    basis="指标分值应按重要程度分配；各地对单项分值的上限规定不一",
)
def no_indicator_outweighs_the_rest(review: Review) -> Iterator[Outcome]:
    """Points of one indicator against the total that the framework sets, and against the others."""
    law, form = review.framework.scoring_table, review.form.indicators
    tree = points_tree(review)
    if form is None or law is None or law.target_limits.outsized_is == "off":
        return
    if tree and (tree.faults or tree.off_law):
        return  # wrong points are told of first
    known = [points for row in form.rows if row.name and (points := points_of(review, row))]
    least = max([law.target_limits.outsized * law.total_points, *(_TIMES * sum(known) / len(known) for _ in known[:1])])
    for row in form.rows:
        points, at = points_of(review, row), form.at("points", row.row)
        if at is not None and row.name and is_own(review, row) and points is not None and points >= least:
            values = {"total": format_number(law.total_points), "share": format_percent(points / law.total_points, 0)}
            yield Finding("P007", _SEVERITIES[law.target_limits.outsized_is], at, label_of(row),
                          format_number(points), values=values)  # fmt: skip
