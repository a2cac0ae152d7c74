"""P002: an actual value far beyond its target may mean that the target was set low."""

from collections.abc import Iterator

from jixiao.compute.numbers import format_percent
from jixiao.compute.review import Review
from jixiao.compute.targets.amounts import goal_of
from jixiao.model.findings import Finding, Severity
from jixiao.model.framework import Direction
from jixiao.model.targets import Quantity
from jixiao.read.targets import scale_of
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.targets.target_rows import TargetRow, better, contradicts_measure, is_own, quoted, target_rows

_NOTES = ("variance_note", "remarks")


@rule(
    code="P002",
    title="完成值没有远远超出目标",
    messages="{label}指标值是{target}，完成{actual}，{least}超出 {excess}，指标值可能定低了，请核实。",
    hint="请写明超出的原因；指标值确实定低的，以后年度调高。超出多少须说明，以本地规定为准。",
    basis="一些地方规定：完成值高出指标值较多、指标值明显偏低的，须说明原因或扣分（30% 是常见的界限）",
)
def target_is_not_set_low(review: Review) -> Iterator[Outcome]:
    """Actual values that exceed a target, the higher the better, by the framework's share of it."""
    law = review.framework.scoring_table
    for each in target_rows(review) if law and law.target_limits.exceeded_is != "off" else ():
        if each.found.met and not contradicts_measure(each) and _exceeds(review, each):
            yield _finding(review, each)


def _exceeds(review: Review, each: TargetRow) -> bool:
    """Changes are passed over (twice a growth of 2 % is little), and so is one more of what is counted."""
    relative, target = each.found.relative, each.target
    if relative is None or each.found.gap is None or not isinstance(target, Quantity) or target.change:
        return False
    if not is_own(review, each.row):
        return False  # the target is the framework's
    is_share = scale_of(target.figure.unit).kind == "share"
    is_upward = goal_of(target, better(review, each.row)) is Direction.UP
    enough = relative >= review.framework.indicators.target_limits.exceeded
    return is_upward and enough and (is_share or each.found.gap > 1)


def _finding(review: Review, each: TargetRow) -> Finding:
    form, limits = review.form.indicators, review.framework.indicators.target_limits
    notes = (review.text(form.at(role, each.row.row)) for role in _NOTES if form)
    wants = limits.exceeded_is == "warning" and not any(notes)
    excess = "" if each.found.relative is None else format_percent(each.found.relative, 0)
    values = {**quoted(each), "excess": excess, "least": "至少" if each.found.at_least else ""}
    return Finding("P002", Severity.WARNING if wants else Severity.INFO, each.target_at, each.label,
                   each.target_text, values=values)  # fmt: skip
