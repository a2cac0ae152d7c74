"""汇总: units' workbooks → the 汇总表, new or in place, and what to know of it."""

import sys
from collections.abc import Iterator

from jixiao.consolidate.consolidation import coverage_line, rate_lines
from jixiao.consolidate.telling import MOST_LINES, gone_line, note_lines, papers_line, problem_lines, read_line
from jixiao.hosts.cli.screen import progress_bar, say
from jixiao.hosts.cli.summary_page import show_summary
from jixiao.hosts.roundup.compared import TOO_MANY
from jixiao.hosts.roundup.rounding import Asked, Outcome, round_up_sources


def round_up_files(asked: Asked) -> int:
    """Sum the units' workbooks up; 1 where one of them had to be set aside or is still to come."""
    with progress_bar("读取工作簿") as progress:
        outcome = round_up_sources(asked, progress)
    if asked.output is not None:
        show_summary(asked.output, MOST_LINES)
    for change in outcome.written.changes:
        say(f"  已更新 {change.at.sheet} {change.at.a1}（{change.unit}）：{change.before} → {change.after}")
    say(f"{coverage_line(outcome.consolidation)}。", "bold")
    for line in _told(asked, outcome):
        say(f"  {line}", "dim")
    for line in problem_lines(outcome.consolidation):
        print(line, file=sys.stderr)
    return 1 if outcome.consolidation.set_aside or outcome.consolidation.missing else 0


def _told(asked: Asked, outcome: Outcome) -> Iterator[str]:
    """What was read, what goes with the 汇总表, what is worth knowing."""
    yield read_line(outcome.read, outcome.known)
    if outcome.gone:
        yield gone_line(outcome.gone)
    if outcome.papers:
        yield papers_line(outcome.papers)
    yield from outcome.written.remarks
    yield from note_lines(outcome.consolidation.notes)
    for line in rate_lines(outcome.consolidation):
        yield f"{line}。"
    for (row, role), moved in outcome.consolidation.balanced.items():
        name = outcome.consolidation.rows[row - 1].name
        yield f"舍位平衡：第 {row} 行（{name}）的{_ROLES.get(role, role)}调整 {moved:+f}。"
    if not outcome.compared:
        yield TOO_MANY
    if asked.ledger is not None:
        yield f"台账：{asked.ledger.name}。每个数的来源见《来源》，没有计入的见《未计入》，先看谁见《复核重点》。"


_ROLES = {"annual_budget": "全年预算数", "executed": "全年执行数"}
