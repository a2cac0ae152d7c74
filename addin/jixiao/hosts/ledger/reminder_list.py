"""催报 as a list: rows with codes for JSON and CSV, a title, and a workbook ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.consolidate.follow_up.reminders import Reminder, Situation
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.hosts.ledger.outstanding import ledger_reminders
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.ledger.words import SITUATIONS, in_words
from jixiao.template.plain_list import build_list

HEADINGS: Mapping[str, str] = {
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
TITLE = "催报"


@dataclass(frozen=True)
class ReminderList:
    """Whom to call. ``expected``: how many units the 名单 has report; 0 where there is none."""

    title: str
    rows: tuple[Mapping[str, str], ...]
    expected: int

    @property
    def texts(self) -> list[dict[str, str]]:
        """The rows with words in the place of their codes."""
        return [in_words(row) for row in self.rows]

    def workbook(self) -> bytes:
        """The list as a workbook."""
        rows = [[Decimal(text) if key == "days" and text else text for key, text in row.items()] for row in self.texts]
        return build_list(TITLE, self.title, list(HEADINGS.values()), _WIDTHS, rows)


def reminder_list(ledger: Ledger, organisation: Organisation | None, today: date) -> ReminderList:
    """Whom to call by a ledger and a 名单, by default the one that the ledger keeps."""
    if organisation is None and ledger.expected():
        organisation = Organisation(ledger.expected())
    found = ledger_reminders(ledger, organisation, today)
    expected = len(organisation.reporting) if organisation else 0
    return ReminderList(_title(found, expected), tuple(map(_row, found)), expected)


def _title(found: Sequence[Reminder], expected: int) -> str:
    counts = {situation: sum(reminder.situation is situation for reminder in found) for situation in Situation}
    told = [f"{SITUATIONS[situation][0]} {count}" for situation, count in counts.items() if count]
    of = f"名单 {expected} 家，" if expected else ""
    return f"{TITLE}：{of}{'，'.join(told) or '没有要催的'}"


def _row(reminder: Reminder) -> dict[str, str]:
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
