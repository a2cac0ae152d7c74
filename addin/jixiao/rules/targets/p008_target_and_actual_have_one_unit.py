"""P008: target and actual value are in units that can be compared."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.compute.targets import OTHER_UNIT
from jixiao.model.findings import Finding, Severity
from jixiao.model.targets import Quantity
from jixiao.read.targets import scale_of
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.targets.target_rows import TargetRow, short, target_rows

_VAGUE = ("个", "项")
_OFTEN_MIXED = (
    frozenset({"time", "workday", "month"}),
    frozenset({"bandwidth", "bytes"}),
    frozenset("份篇册本部套张件条则集幅"),
    frozenset({"次", "sessions", "期", "批", "批次", "轮", "轮次", "趟", "班次"}),
    frozenset("件起宗例次"),
    frozenset("处座所间栋幢"),
    frozenset("户家"),
    frozenset({"台", "套", "sets", "辆", "架", "部"}),
    frozenset("棵株"),
)
"""Kinds of units that offices use for each other without meaning anything else."""

_LONGEST = 16


@rule(
    code="P008",
    title="指标值与完成值的计量单位相同",
    messages="{label}指标值的单位是“{expected}”，完成值“{printed}”的单位是“{unit}”，不能比较，请核实。",
    hint="请核对计量单位，改成同一个单位；说的不是一件事的，改正写错的一处。",
    basis="财预〔2020〕10号：实际完成值应与年度指标值对应",
)
def target_and_actual_have_one_unit(review: Review) -> Iterator[Outcome]:
    """Numbers with units of different kinds; a 个 or a 项 may count anything, and 份 and 篇 count the same."""
    for each in target_rows(review):
        units = _units(each)
        if units is not None and _clash(*units) and each.found.reason == OTHER_UNIT:
            yield Finding("P008", Severity.WARNING, each.actual_at, each.label, short(each.actual_text, _LONGEST),
                          units[0], values={"unit": units[1]})  # fmt: skip


def _units(each: TargetRow) -> tuple[str, str] | None:
    if isinstance(each.target, Quantity) and isinstance(each.actual, Quantity):
        return each.target.figure.unit, each.actual.figure.unit
    return None


def _clash(one: str, other: str) -> bool:
    if one == other or not one or not other:
        return False
    kinds = frozenset(scale_of(unit).kind for unit in (one, other))
    is_vague = {one, other} & {*_VAGUE} and "share" not in kinds
    bare = {unit.partition("/")[0] for unit in (one, other)}
    is_per = len(bare) == 1  # 12次 beside 1次/月
    return not (is_vague or is_per or any(kinds <= mixed for mixed in _OFTEN_MIXED))
