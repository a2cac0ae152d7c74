"""Points: of the law, of the unit's own indicators, their totals."""

from benchmarks.mutations.kinds.funds import wrong_sum
from benchmarks.mutations.kinds.kind import Kind
from benchmarks.mutations.kinds.slips import off_by, times
from benchmarks.mutations.relations import Is
from benchmarks.mutations.world import World


def _fixed(world: World) -> list[str]:
    law = {
        rule.id for rule in world.relations if isinstance(rule, Is) and rule.id.startswith("row.")
    }  # none in others' tables
    return [id for id in world.numbers("row.*.points") if id in law]


def _own(world: World) -> list[str]:
    """The unit's own points, of indicators with full scores: these tell which of several is off."""
    own = {f"row.{row.number}.points" for row in world.rows if row.own}
    return [
        id
        for id in world.numbers("row.*.points")
        if id in own and world[id].value == world[id.replace("points", "score")].value
    ]


def _headings(world: World) -> list[str]:
    return world.numbers("row.*.level2_points")


def _total(world: World) -> list[str]:
    return world.numbers("total.points")


KINDS = (
    Kind("weights", "固定分值被改", _fixed, off_by("1", "0.5", "2")),
    Kind("weights", "自设指标分值填错", _own, off_by("1", "2", "0.5")),
    Kind("weights", "自设二级指标分值填错", _headings, off_by("1", "2", "-1")),
    Kind("weights", "分值合计漏加一项", _total, wrong_sum(-1, "漏加")),
    Kind("weights", "分值合计差 1 分", _total, off_by("1", "-1")),
    Kind("weights", "自设指标分值多一个零", _own, times("10", "小数点移位")),
)
