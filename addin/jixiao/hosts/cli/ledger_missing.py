"""ledger missing: 未报名单 and 催报, on the screen and as a file."""

from datetime import date
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.cli.csv_output import csv_bytes
from jixiao.hosts.cli.ledger_printing import Row, print_rows
from jixiao.hosts.cli.screen import say
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.hosts.ledger.reminder_list import HEADINGS, ReminderList, reminder_list
from jixiao.hosts.ledger.whole_files import write_whole
from jixiao.hosts.roundup.organisation_list import read_organisation


def show_missing(path: Path, names: Path | None, output: Path | None, format: str) -> None:
    """Print or write whom to call. Raises JixiaoError."""
    organisation = read_organisation(names) if names is not None else None
    with open_ledger(path, create=False, read_only=True) as ledger:
        found = reminder_list(ledger, organisation, date.today())
    rows = [dict(row) for row in found.rows]
    if output is not None:
        _save(output, found)
        say(f"已写入 {output}：{found.title}。", "green")
    elif format == "table":
        print_rows(found.title, HEADINGS, [_narrow(row) for row in rows], format)
    else:
        print_rows(found.title, HEADINGS, rows, format)
    if not found.expected and format == "table":
        say("  台账里没有名单，所以不知道谁没有报；请用 --list 给出名单（代码、名称、上级、联系人）。", "yellow")


def _narrow(row: Row) -> Row:
    """The row with what is asked and why in one column, for a screen."""
    said = row["reason"].rstrip("。")
    asked = said if "请" in said else "。".join(filter(None, (said, row["asked"])))
    return row | {"asked": asked, "reason": ""}


def _save(output: Path, found: ReminderList) -> None:
    if output.suffix.lower() == ".csv":
        named = [{HEADINGS[key]: text for key, text in row.items()} for row in found.texts]
        write_whole(output, csv_bytes(list(HEADINGS.values()), named))
    elif output.suffix.lower() == ".xlsx":
        write_whole(output, found.workbook())
    else:
        raise JixiaoError(f"“{output.name}”的扩展名请用 .xlsx 或 .csv。")
