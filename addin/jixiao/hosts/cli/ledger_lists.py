"""ledger show, runs, history: lists on the screen, as JSON, as CSV."""

from pathlib import Path

from jixiao.hosts.cli.ledger_printing import Row, print_rows
from jixiao.hosts.cli.screen import say
from jixiao.hosts.ledger.listing import Line
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.past import past_of
from jixiao.hosts.ledger.words import in_words, minute, number

_LINE_HEADINGS = {
    "unit": "单位",
    "project": "项目",
    "file": "文件",
    "received": "收到",
    "standing": "汇总",
    "errors": "错误",
    "warnings": "提示",
    "self_score": "自评得分",
    "review_score": "复核得分",
    "review_score_is_old": "",
    "verdict": "结论",
    "state": "封面状态",
    "reason": "原因",
}
_FIGURES = ("errors", "warnings", "self_score", "review_score")
_RUN_HEADINGS = {
    "run": "第几次", "started": "开始", "finished": "做完", "by": "经手", "command": "命令", "version": "软件版本",
}  # fmt: skip
_PAST_HEADINGS = {"time": "时间", "what": "事项", "score": "得分", "reason": "说明", "by": "经手", "file": "文件"}


def show_lines(path: Path, words: str, format: str) -> None:
    """Print the ledger. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        found = list(ledger.lines(words))
        runs = ledger.runs()
    last = f"，最近一次 {minute(runs[-1].started)}" if runs else ""
    rows = [_line_row(line) for line in found]
    title = f"{path.name}（汇总 {len(runs)} 次{last}）"
    if format != "table":
        print_rows(title, _LINE_HEADINGS, rows, format)
        return
    print_rows(title, _LINE_HEADINGS, [_short(row) for row in rows], format, _FIGURES)
    for row in map(in_words, rows):
        if row["reason"]:
            say(f"  {row['standing']}　{row['file']}：{row['reason']}")
    if runs and not runs[-1].finished:
        say("  最近一次汇总没有做完；若不在进行，再运行一次 roundup 会接着做。", "yellow")


def show_runs(path: Path, format: str) -> None:
    """Print the runs. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        runs = ledger.runs()
    rows = [
        {
            "run": str(run.id),
            "started": minute(run.started),
            "finished": minute(run.finished) if run.finished else "没有做完",
            "by": run.person,
            "command": run.command,
            "version": run.version,
        }
        for run in runs
    ]
    print_rows(f"{path.name} 的汇总", _RUN_HEADINGS, rows, format)


def show_history(path: Path, unit: str, format: str) -> None:
    """Print what became of a unit. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        name, events = past_of(ledger, unit)
    rows = [
        {
            "time": minute(event.time),
            "what": event.what,
            "score": number(event.score),
            "reason": event.reason,
            "by": event.by,
            "file": event.file,
        }
        for event in events
    ]
    print_rows(f"{name} 的经过", _PAST_HEADINGS, rows, format)


def _line_row(line: Line) -> Row:
    return {
        "unit": line.unit,
        "project": line.project,
        "file": line.file,
        "received": minute(line.received),
        "standing": line.standing.value if line.standing else "",
        "errors": "" if line.errors is None else str(line.errors),
        "warnings": "" if line.warnings is None else str(line.warnings),
        "self_score": number(line.self_score),
        "review_score": number(line.review_score),
        "review_score_is_old": "yes" if line.score_is_old and line.review_score is not None else "",
        "verdict": line.verdict.value,
        "state": line.state,
        "reason": line.reason or line.refused,
    }


def _short(row: Row) -> Row:
    """The row as a screen has room for it; the reasons stand below the table."""
    score = f"{row['review_score']}（旧）" if row["review_score_is_old"] else row["review_score"]
    return row | {
        "received": row["received"][:10], "review_score": score, "review_score_is_old": "", "reason": "",
    }  # fmt: skip
