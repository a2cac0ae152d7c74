"""ledger show, history, missing: lists on the screen, as JSON, as CSV, as a workbook."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from jixiao.consolidate.organisation import Expected, Organisation
from jixiao.consolidate.reminders import Reminder, Situation
from jixiao.errors import JixiaoError
from jixiao.hosts.cli.csv_output import csv_bytes, print_csv
from jixiao.hosts.cli.ledger_words import SITUATIONS, STANDINGS, VERDICTS, minute, number
from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.ledger.listing import Line
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.outstanding import ledger_reminders
from jixiao.hosts.ledger.past import past_of
from jixiao.hosts.ledger.whole_files import write_whole
from jixiao.hosts.organisation_list import read_organisation
from jixiao.template.plain_list import build_list

Row = dict[str, str]

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
    "verdict": "结论",
    "state": "封面状态",
    "reason": "原因",
}
_RUN_HEADINGS = {
    "run": "第几次", "started": "开始", "finished": "做完", "by": "经手", "command": "命令", "version": "软件版本",
}  # fmt: skip
_PAST_HEADINGS = {"time": "时间", "what": "事项", "score": "得分", "reason": "说明", "by": "经手", "file": "文件"}
_MISSING_HEADINGS = {
    "situation": "情况",
    "unit": "单位",
    "code": "代码",
    "parent": "上级",
    "contact": "联系方式",
    "asked": "请办",
    "reason": "说明",
    "since": "起算",
    "days": "天数",
}
_MISSING_WIDTHS = (11, 26, 12, 18, 20, 24, 36, 12, 7)


def show_lines(path: Path, words: str, format: str) -> None:
    """Print the ledger. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        found = list(ledger.lines(words))
        runs = ledger.runs()
    last = f"，最近一次 {minute(runs[-1].started)}" if runs else ""
    rows = [_line_row(line) for line in found]
    title = f"{path.name}（汇总 {len(runs)} 次{last}）"
    if format != "table":
        _print(title, _LINE_HEADINGS, rows, format)
        return
    short = [row | {"received": row["received"][:10], "reason": ""} for row in rows]  # long ones leave no room
    _print(title, _LINE_HEADINGS, short, format)
    for row in rows:
        if row["reason"]:
            say(f"  {row['standing']}　{row['file']}：{row['reason']}")
    if runs and not runs[-1].finished:
        say("  最近一次汇总没有做完；再运行一次 roundup 会接着做。", "yellow")


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
    _print(f"{path.name} 的汇总", _RUN_HEADINGS, rows, format)


def show_history(path: Path, unit: str, format: str) -> None:
    """Print what became of a unit. Raises JixiaoError."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        name, events = past_of(ledger, unit)
    rows = [
        {
            "time": minute(event.time),
            "what": event.what if event.verdict is None else VERDICTS[event.verdict],
            "score": number(event.score),
            "reason": event.reason,
            "by": event.by,
            "file": event.file,
        }
        for event in events
    ]
    _print(f"{name} 的经过", _PAST_HEADINGS, rows, format)


def show_missing(path: Path, names: Path | None, output: Path | None, format: str) -> None:
    """Print or write whom to call. Raises JixiaoError."""
    organisation = read_organisation(names) if names is not None else None
    with open_ledger(path, create=False, read_only=True) as ledger:
        if organisation is None and ledger.expected():
            organisation = Organisation(ledger.expected())
        found = ledger_reminders(ledger, organisation, date.today())
    expected = organisation.reporting if organisation else ()
    rows = [_missing_row(reminder) for reminder in found]
    title = _missing_title(found, expected)
    if output is not None:
        _save(output, title, rows)
        say(f"已写入 {output}：{title}。", "green")
    elif format == "table":
        _print(title, _MISSING_HEADINGS, [_narrow(row) for row in rows], format)
    else:
        _print(title, _MISSING_HEADINGS, rows, format)
    if not expected and format == "table":
        say("  台账里没有名单，所以不知道谁没有报；请用 --list 给出名单（代码、名称、上级、联系人）。", "yellow")


def _narrow(row: Row) -> Row:
    """The row with what is asked and why in one column, for a screen."""
    said = row["reason"].rstrip("。")
    asked = said if "请" in said else "。".join(filter(None, (said, row["asked"])))
    return row | {"asked": asked, "reason": ""}


def _missing_title(found: Sequence[Reminder], expected: Sequence[Expected]) -> str:
    counts = {situation: sum(reminder.situation is situation for reminder in found) for situation in Situation}
    told = [f"{SITUATIONS[situation][0]} {count}" for situation, count in counts.items() if count]
    of = f"名单 {len(expected)} 家，" if expected else ""
    return f"催报：{of}{'，'.join(told) or '没有要催的'}"


def _missing_row(reminder: Reminder) -> Row:
    situation, asked = SITUATIONS[reminder.situation]
    return {
        "situation": situation,
        "unit": reminder.unit,
        "code": reminder.code,
        "parent": reminder.parent,
        "contact": reminder.contact,
        "asked": asked,
        "reason": reminder.reason,
        "since": reminder.since.isoformat() if reminder.since else "",
        "days": "" if reminder.days is None else str(reminder.days),
    }


def _save(output: Path, title: str, rows: Sequence[Row]) -> None:
    headings = list(_MISSING_HEADINGS.values())
    if output.suffix.lower() == ".csv":
        named = [{_MISSING_HEADINGS[key]: text for key, text in row.items()} for row in rows]
        write_whole(output, csv_bytes(headings, named))
    elif output.suffix.lower() == ".xlsx":
        write_whole(output, build_list("催报", title, headings, _MISSING_WIDTHS, [list(row.values()) for row in rows]))
    else:
        raise JixiaoError(f"“{output.name}”的扩展名请用 .xlsx 或 .csv。")


def _line_row(line: Line) -> Row:
    old = "（旧）" if line.score_is_old and line.review_score is not None else ""
    return {
        "unit": line.unit,
        "project": line.project,
        "file": line.file,
        "received": minute(line.received),
        "standing": STANDINGS[line.standing],
        "errors": "" if line.errors is None else str(line.errors),
        "warnings": "" if line.warnings is None else str(line.warnings),
        "self_score": number(line.self_score),
        "review_score": f"{number(line.review_score)}{old}",
        "verdict": VERDICTS[line.verdict],
        "state": line.state,
        "reason": line.reason or line.refused,
    }


def _print(title: str, headings: Mapping[str, str], rows: Sequence[Row], format: str) -> None:
    if format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif format == "csv":
        print_csv(list(headings), rows)
    else:
        used = [key for key in headings if any(row[key] for row in rows)]
        table(title, [headings[key] for key in used], [[row[key] for key in used] for row in rows])
