"""ledger missing: 未报名单 and 催报, on the screen and as a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jixiao.consolidate.follow_up.reminders import Reminder, Situation
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.errors import JixiaoError
from jixiao.hosts.cli.csv_output import csv_bytes
from jixiao.hosts.cli.ledger_printing import Row, print_rows
from jixiao.hosts.cli.ledger_words import SITUATIONS, in_words
from jixiao.hosts.cli.screen import say
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.outstanding import ledger_reminders
from jixiao.hosts.ledger.whole_files import write_whole
from jixiao.hosts.roundup.organisation_list import read_organisation
from jixiao.template.plain_list import build_list

_HEADINGS = {
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
_WIDTHS = (11, 26, 12, 18, 20, 24, 36, 12, 7)


def show_missing(path: Path, names: Path | None, output: Path | None, format: str) -> None:
    """Print or write whom to call. Raises JixiaoError."""
    organisation = read_organisation(names) if names is not None else None
    with open_ledger(path, create=False, read_only=True) as ledger:
        if organisation is None and ledger.expected():
            organisation = Organisation(ledger.expected())
        found = ledger_reminders(ledger, organisation, date.today())
    expected = organisation.reporting if organisation else ()
    rows = [_row(reminder) for reminder in found]
    title = _title(found, expected)
    if output is not None:
        _save(output, title, rows)
        say(f"已写入 {output}：{title}。", "green")
    elif format == "table":
        print_rows(title, _HEADINGS, [_narrow(row) for row in rows], format)
    else:
        print_rows(title, _HEADINGS, rows, format)
    if not expected and format == "table":
        say("  台账里没有名单，所以不知道谁没有报；请用 --list 给出名单（代码、名称、上级、联系人）。", "yellow")


def _narrow(row: Row) -> Row:
    """The row with what is asked and why in one column, for a screen."""
    said = row["reason"].rstrip("。")
    asked = said if "请" in said else "。".join(filter(None, (said, row["asked"])))
    return row | {"asked": asked, "reason": ""}


def _title(found: Sequence[Reminder], expected: Sequence[Expected]) -> str:
    counts = {situation: sum(reminder.situation is situation for reminder in found) for situation in Situation}
    told = [f"{SITUATIONS[situation][0]} {count}" for situation, count in counts.items() if count]
    of = f"名单 {len(expected)} 家，" if expected else ""
    return f"催报：{of}{'，'.join(told) or '没有要催的'}"


def _row(reminder: Reminder) -> Row:
    return {
        "situation": reminder.situation.value,
        "unit": reminder.unit,
        "code": reminder.code,
        "parent": reminder.parent,
        "contact": reminder.contact,
        "asked": SITUATIONS[reminder.situation][1],
        "reason": reminder.reason,
        "since": reminder.since.isoformat() if reminder.since else "",
        "days": "" if reminder.days is None else str(reminder.days),
    }


def _save(output: Path, title: str, rows: Sequence[Row]) -> None:
    headings, rows = list(_HEADINGS.values()), [in_words(row) for row in rows]
    if output.suffix.lower() == ".csv":
        named = [{_HEADINGS[key]: text for key, text in row.items()} for row in rows]
        write_whole(output, csv_bytes(headings, named))
    elif output.suffix.lower() == ".xlsx":
        write_whole(output, build_list("催报", title, headings, _WIDTHS, [list(row.values()) for row in rows]))
    else:
        raise JixiaoError(f"“{output.name}”的扩展名请用 .xlsx 或 .csv。")
