"""未报名单 and 催报 from the ledger: who sent nothing, who has to send again."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from jixiao.consolidate.acceptance import Expected, Standing, Verdict
from jixiao.consolidate.keys import unit_key
from jixiao.consolidate.reminders import Outstanding, Reminder, Situation, reminders
from jixiao.consolidate.submission import Content
from jixiao.hosts.ledger.listing import Line
from jixiao.hosts.ledger.store import Ledger


def ledger_reminders(ledger: Ledger, expected: Iterable[Expected], today: date) -> list[Reminder]:
    """Whom to call, by the ledger and a 名单 (of ``expected`` there may be none)."""
    runs = ledger.runs()
    begun = _date(runs[0].started) if runs else None
    outstanding = sorted(_outstanding(ledger), key=lambda item: item.situation is Situation.SET_ASIDE)
    return list(reminders(expected, sent_units(ledger), outstanding, begun, today))


def sent_units(ledger: Ledger) -> set[str]:
    """The keys of all units that sent anything, also those that stand as rows in a 汇总表 that came in."""
    found, summaries = set[str](), list[int]()
    for line in ledger.lines():
        found.add(unit_key(line.unit))
        if line.content is Content.SUMMARY:
            summaries.append(line.id)
    for summary in ledger.submissions(summaries):
        found |= {unit_key(row.unit) for row in summary.rows}
    return found


def _outstanding(ledger: Ledger) -> Iterator[Outstanding]:
    """Files that were returned and not replaced, or set aside; not where another one of the unit counts."""
    counted = {unit_key(line.unit) for line in ledger.lines() if line.standing is Standing.COUNTED}
    for line in ledger.lines():
        if line.verdict is Verdict.RETURNED and not _is_replaced(line, counted):
            when, reason = _return_of(ledger, line)
            yield Outstanding(line.unit, line.file, Situation.RETURNED, reason, when)
        elif line.standing is Standing.SET_ASIDE and not _is_replaced(line, counted):
            yield Outstanding(line.unit, line.file, Situation.SET_ASIDE, line.reason, _date(line.received))


def _is_replaced(line: Line, counted: set[str]) -> bool:
    return line.standing is Standing.SUPERSEDED or (
        line.standing is not Standing.COUNTED and unit_key(line.unit) in counted - {""}
    )


def _return_of(ledger: Ledger, line: Line) -> tuple[date | None, str]:
    """When a unit's workbook was returned last, and why."""
    history = ledger.decisions(line.id)
    found = [decision for decision in history if decision.verdict is Verdict.RETURNED]
    return (_date(found[-1].when), found[-1].reason) if found else (None, "")


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
