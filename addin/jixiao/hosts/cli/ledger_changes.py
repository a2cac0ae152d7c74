"""ledger changes: 与上次相比."""

from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.cli.ledger_printing import print_rows
from jixiao.hosts.cli.screen import say
from jixiao.hosts.ledger.change_list import HEADINGS, change_list
from jixiao.hosts.ledger.comparing import last_runs
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.run_list import RunInfo
from jixiao.hosts.ledger.store import Ledger


def show_changes(path: Path, since: int, format: str) -> None:
    """Print what changed since a run, else since the last but one. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        found = change_list(ledger, *_runs(ledger, since))
    if found.rows or format != "table":
        print_rows(found.title, HEADINGS, found.rows, format, right=("before", "after"))
    else:
        say(f"与上次（{found.before}）相比没有变动。", "green")


def _runs(ledger: Ledger, since: int) -> tuple[RunInfo, RunInfo]:
    if not since:
        return last_runs(ledger)
    finished = {run.id: run for run in ledger.runs() if run.finished}
    last = max(finished, default=0)
    if since not in finished or since == last:
        raise JixiaoError(f"第 {since} 次汇总没有做完、不存在，或就是最近一次，请换一个数。")
    return finished[since], finished[last]
