"""How many of the units a 汇总表 is of, in one line."""

from jixiao.consolidate.acceptance import Standing
from jixiao.consolidate.consolidation import Consolidation


def coverage_line(consolidation: Consolidation) -> str:
    """``已汇总 197/200，隔离 2，未报 1``; without a 名单 nobody knows who is missing."""
    counted = sum(row.members for row in consolidation.rows)
    set_aside = sum(judgement.standing is Standing.SET_ASIDE for judgement in consolidation.not_counted)
    if consolidation.expected is None:
        return f"已汇总 {counted}，隔离 {set_aside}"
    return f"已汇总 {counted}/{consolidation.expected}，隔离 {set_aside}，未报 {len(consolidation.missing)}"
