"""ledger changes: 与上次相比."""

from collections.abc import Iterable
from pathlib import Path

from jixiao.compute.numbers import format_number
from jixiao.consolidate.follow_up.changes import UNITS, FigureChange, Kind
from jixiao.consolidate.returns.figure_labels import figure_label
from jixiao.consolidate.returns.submission import Amount
from jixiao.errors import BrokenFramework, JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.hosts.cli.ledger_printing import Row, print_rows
from jixiao.hosts.cli.ledger_words import TOTAL, minute
from jixiao.hosts.cli.screen import say
from jixiao.hosts.ledger.comparing import UnitChange, last_runs, run_changes, unit_changes
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.run_list import RunInfo
from jixiao.hosts.ledger.store import Ledger
from jixiao.model.figures import Missing

_HEADINGS = {
    "kind": "变动", "unit": "单位", "project": "项目", "figure": "数", "before": "上次", "after": "这次",
    "file": "文件", "reason": "原因",
}  # fmt: skip
"""One row a figure that changed, or a unit that came or went."""


def show_changes(path: Path, since: int, format: str) -> None:
    """Print what changed since a run, else since the last but one. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        before, after = _runs(ledger, since)
        rows = [row for change in unit_changes(ledger, before.id, after.id) for row in _rows(change)]
        if rows:
            totals, framework = run_changes(ledger, before.id, after.id), ledger.framework()
            rows += [_figure_row({"kind": TOTAL}, framework, figure) for figure in totals]
    if rows or format != "table":
        title = f"与上次相比：{minute(before.started)} → {minute(after.started)}"
        print_rows(title, _HEADINGS, rows, format, right=("before", "after"))
    else:
        say(f"与上次（{minute(before.started)}）相比没有变动。", "green")


def _runs(ledger: Ledger, since: int) -> tuple[RunInfo, RunInfo]:
    if not since:
        return last_runs(ledger)
    finished = {run.id: run for run in ledger.runs() if run.finished}
    last = max(finished, default=0)
    if since not in finished or since == last:
        raise JixiaoError(f"第 {since} 次汇总没有做完、不存在，或就是最近一次，请换一个数。")
    return finished[since], finished[last]


def _rows(change: UnitChange) -> Iterable[Row]:
    seen = change.move.shown
    blank = dict.fromkeys(_HEADINGS, "")
    named = blank | {"kind": change.move.kind.value, "unit": seen.unit, "project": seen.project, "file": seen.file}
    if change.move.kind is not Kind.RESUBMITTED:
        yield named | {"reason": seen.reason if change.move.kind is Kind.SET_ASIDE else ""}
    elif not change.figures:
        yield named | {"reason": "数没有变，文字或说明有改动"}
    for figure in change.figures:
        yield _figure_row(named, change.framework, figure)


def _figure_row(named: Row, framework: str, figure: FigureChange) -> Row:
    label = _label(framework, figure)
    told = {"figure": label, "before": _shown(figure.before), "after": _shown(figure.after)}
    return {**dict.fromkeys(_HEADINGS, ""), **named, **told}


def _shown(amount: Amount) -> str:
    if isinstance(amount, Missing):
        return {Missing.NIL: "—"}.get(amount, "空")
    return format_number(amount)


def _label(framework: str, figure: FigureChange) -> str:
    if figure.key == UNITS:
        return "单位数"
    try:
        return figure_label(load_framework(framework) if framework else None, figure.key)
    except BrokenFramework:
        return figure_label(None, figure.key)
