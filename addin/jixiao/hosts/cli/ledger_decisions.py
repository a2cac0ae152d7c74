"""ledger accept, return, explain, reopen, score, returns: what a reviewer decides and sends back."""

import re
from decimal import Decimal
from pathlib import Path

from jixiao.consolidate.judging.acceptance import Verdict
from jixiao.errors import JixiaoError
from jixiao.hosts.cli.screen import say
from jixiao.hosts.ledger.cover_state import STATE_OF, set_state
from jixiao.hosts.ledger.decisions import WITHDRAWN
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.return_slips import write_return_slips
from jixiao.hosts.ledger.words import VERDICTS, number

_COMMANDS = {Verdict.ACCEPTED: "accept", Verdict.RETURNED: "return", Verdict.EXPLAINED: "explain"}
_SCORE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?")


def decide_unit(path: Path, unit: str, verdict: str, reason: str, by: str, write: bool) -> int:
    """Record a verdict, and set the state on the cover where asked to; 1 where only that could not be done."""
    decided = Verdict(verdict)
    with open_ledger(path, create=False) as ledger:
        line = ledger.line_of(unit)
        ledger.decide(line.id, verdict=decided, reason=reason, by=by)
        say(f"{line.name}：已记为“{VERDICTS[decided]}”（{line.file}）。", "green")
        if not write:
            return 0
        state = STATE_OF[decided]
        try:
            set_state(ledger, line, state, _COMMANDS.get(decided, "reopen"))
        except JixiaoError as refused:
            say(f"  {refused}", "yellow")
            return 1
        say(f"  封面状态已是“{state}”。", "green")
    return 0


def score_unit(path: Path, unit: str, score: str, reason: str, by: str, withdraw: bool) -> None:
    """Record a review score, or take it back. Raises JixiaoError."""
    text = score.strip().rstrip("分")
    if withdraw == bool(text) or (text and not _SCORE.fullmatch(text)):
        raise JixiaoError("请写复核得分，如 92.5；要撤回已记的，请只加 --withdraw。")
    with open_ledger(path, create=False) as ledger:
        line = ledger.line_of(unit)
        ledger.decide(line.id, review_score=WITHDRAWN if withdraw else Decimal(text), reason=reason, by=by)
    if withdraw:
        say(f"{line.name}：已撤回复核得分{_was(line.review_score)}。", "green")
        return
    own = f"，自评 {number(line.self_score)}" if line.self_score is not None else ""
    say(f"{line.name}：复核得分 {text}{own}{_was(line.review_score)}。下次汇总填入汇总表，表里已填的不改。", "green")


def _was(before: Decimal | None) -> str:
    return f"（原来记的是 {number(before)}）" if before is not None else ""


def write_slips(path: Path, folder: Path, unit: str, replace: bool) -> None:
    """Write the return slips and name them. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        written = 0
        for slip in write_return_slips(ledger, folder, unit, replace=replace):
            written += 1
            say(f"  {slip.told}")
    if written:
        say(f"已写 {written} 份退回单，在“{folder}”文件夹。", "green")
    else:
        say("没有要退回的：没有退回的、隔离的，也没有带错误未定的。", "green")
