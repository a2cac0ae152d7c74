"""计算: 重算."""

from jixiao import flow
from jixiao.actions.action import Outcome, Press


def compute(press: Press) -> Outcome:
    """重算: bring live cells up to date and fill blank entries that follow from others."""
    edits = flow.fill(press.workbook)
    told = f"写入 {len(edits)} 格" if edits else "没有要更新的格子"
    return Outcome(edits, f"已计算，{told}；已填的数没有改动。")
