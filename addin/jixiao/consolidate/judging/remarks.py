"""What to know of an arrival that counts all the same, each as a short sentence without the file's name."""

from collections.abc import Iterator

from jixiao.consolidate.adding.money import power_of
from jixiao.consolidate.judging.acceptance import Common, Head
from jixiao.consolidate.judging.covering import Covers, listed_key
from jixiao.consolidate.judging.faults import RETURNED_STATE
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Content
from jixiao.model.form import named


def remarks_on(
    head: Head, common: Common, organisation: Organisation | None = None, covers: Covers | None = None
) -> Iterator[str]:
    """Its money unit, its version, its name; a 汇总表 of its department that does not list it."""
    yield from _money_unit(head, common)
    summary = covers.owners.get(listed_key(head.department, organisation)) if covers and head.department else None
    if summary and head.content is Content.UNIT:
        yield f"主管部门的汇总表（{summary}）没有列这个单位，另行计入"
    if head.answers_return and head.state == RETURNED_STATE:
        yield f"退回后改过重报，封面状态还是“{RETURNED_STATE}”"
    if not head.guessed and head.framework_version and head.framework_version != usual_version(common):
        yield f"指标体系的版本是 {head.framework_version}，其他单位是 {usual_version(common)}"
    entry = organisation.find(head.unit, head.department) if organisation else None
    if entry is not None and unit_key(entry.name) != unit_key(head.unit):
        yield f"封面的单位名称是{named(head.unit)}，按名单作{named(entry.name)}"


def _money_unit(head: Head, common: Common) -> Iterator[str]:
    own, usual = head.money_unit, common.money_unit
    if own and usual and own != usual and power_of(own) is not None:
        yield how_converted(own)
    elif not own and len(common.money_units) > 1:
        yield f"没有写金额单位，按{usual}计，请核实"


def how_converted(unit: str) -> str:
    """What was done with amounts in a money unit that is not that of the 汇总表."""
    return f"由{unit}换算"


def usual_version(common: Common) -> str:
    """The version that most carry, of several the newest by its name."""
    return max(common.versions, key=lambda version: (common.versions[version], version), default="")
