"""汇总: units' workbooks → the 汇总表, new or in place, and what to know of it."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from jixiao.consolidate.consolidation import Consolidation, coverage_line, not_counted_line, rate_lines
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.hosts.cli.screen import progress_bar, say
from jixiao.hosts.cli.summary_page import show_summary
from jixiao.hosts.roundup.compared import MOST_COMPARED
from jixiao.hosts.roundup.rounding import Asked, Outcome, round_up_sources

MOST_LINES = 30
"""Lines of one kind that are printed; the rest stands in the 汇总表 and the ledger."""


def round_up_files(asked: Asked) -> int:
    """Sum the units' workbooks up; 1 where one of them had to be set aside or is still to come."""
    with progress_bar("读取工作簿") as progress:
        outcome = round_up_sources(asked, progress)
    show_summary(asked.output, MOST_LINES)
    for change in outcome.written.changes:
        say(f"  已更新 {change.at.sheet} {change.at.a1}（{change.unit}）：{change.before} → {change.after}")
    say(f"{coverage_line(outcome.consolidation)}。", "bold")
    for line in _told(asked, outcome):
        say(f"  {line}", "dim")
    for line in _problems(outcome.consolidation):
        print(line, file=sys.stderr)
    return 1 if outcome.consolidation.set_aside or outcome.consolidation.missing else 0


def _told(asked: Asked, outcome: Outcome) -> Iterator[str]:
    """What was read, what goes with the 汇总表, what is worth knowing."""
    yield _read_line(outcome)
    if outcome.gone:
        yield f"上次有、这次没有的文件 {len(outcome.gone)} 个：{_some(outcome.gone)}。"
    yield from outcome.written.remarks
    yield from _remarks(outcome.consolidation.remarks)
    for line in rate_lines(outcome.consolidation):
        yield f"{line}。"
    for (row, role), moved in outcome.consolidation.balanced.items():
        name = outcome.consolidation.rows[row - 1].name
        yield f"舍位平衡：第 {row} 行（{name}）的{_ROLES.get(role, role)}调整 {moved:+f}。"
    if not outcome.compared:
        yield f"单位超过 {MOST_COMPARED:,} 个，没有互相比较；请按主管部门分别汇总，各自看《复核重点》。"
    if asked.ledger is not None:
        yield f"台账：{asked.ledger.name}。每个数的来源见《来源》，没有计入的见《未计入》，先看谁见《复核重点》。"


_ROLES = {"annual_budget": "全年预算数", "executed": "全年执行数"}


def _read_line(outcome: Outcome) -> str:
    known = f"，{outcome.known} 个没有变化" if outcome.known else ""
    return f"读了 {outcome.read} 个文件{known}。"


def _remarks(remarks: Iterable[str]) -> Iterator[str]:
    """Remarks that say the same of several files are one line."""
    files: dict[str, list[str]] = {}
    for remark in remarks:
        file, colon, said = remark.partition("：")
        files.setdefault(said if colon else remark, []).extend([file] if colon else [])
    for said, named in files.items():
        count = f"（{len(named)} 份）" if len(named) > 1 else ""
        yield f"{said}{count}：{_some(named)}。" if named else f"{said}。"


def _some(names: Iterable[str]) -> str:
    names = [*names]
    rest = f" 等 {len(names)} 个" if len(names) > 5 else ""
    return "、".join(names[:5]) + rest


def _problems(consolidation: Consolidation) -> Iterator[str]:
    """What is not counted, what somebody must do something about first; then who has sent nothing."""
    aside = [judgement for judgement in consolidation.not_counted if judgement.standing is Standing.SET_ASIDE]
    others = [judgement for judgement in consolidation.not_counted if judgement.standing is not Standing.SET_ASIDE]
    yield from _lines([*aside, *others])
    if consolidation.missing:
        yield f"未报 {len(consolidation.missing)} 个：{_some(unit.name for unit in consolidation.missing)}。"


def _lines(judgements: list[Judgement]) -> Iterator[str]:
    yield from map(not_counted_line, judgements[:MOST_LINES])
    rest = Counter(judgement.standing for judgement in judgements[MOST_LINES:])
    if rest:
        yield f"还有 {rest.total()} 份没有计入，见汇总表的《未计入》。"
