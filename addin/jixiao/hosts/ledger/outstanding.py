"""未报名单 and 催报 from the ledger: who sent nothing, who has to send again."""

from collections.abc import Iterator
from datetime import date, datetime

from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.follow_up.reminders import Outstanding, Reminder, Situation, reminders
from jixiao.consolidate.judging.acceptance import Standing, Verdict
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.judging.presence import Presence
from jixiao.consolidate.returns.submission import Content
from jixiao.hosts.ledger.listing import Line
from jixiao.hosts.ledger.store import Ledger


def ledger_reminders(ledger: Ledger, organisation: Organisation | None, today: date) -> list[Reminder]:
    """Whom to call, by the ledger and a 名单 (without one nobody knows who sent nothing)."""
    runs = ledger.runs()
    begun = _date(runs[0].started) if runs else None
    missing = missing_units(ledger, organisation) if organisation else ()
    return list(reminders(missing, _outstanding(ledger), organisation, begun, today))


def missing_units(ledger: Ledger, organisation: Organisation) -> tuple[Expected, ...]:
    """The units of a 名单 that sent nothing, and stand in no 汇总表 or workbook of a whole department that counts."""
    presence, lines = Presence(organisation), ledger.lines()
    standings = {line.id: line.standing for line in lines}
    for head in ledger.heads():
        presence.arrived(head, standings.get(head.id))
    summaries = []
    for line in lines:
        if line.standing is Standing.COUNTED:
            whole = line.content is Content.WHOLE_DEPARTMENT
            presence.counted(Row(line.unit, line.project, department=line.department), is_of_all_below=whole)
            summaries += [line.id] if line.content is Content.SUMMARY else []
    for summary in ledger.submissions(summaries):
        for row in summary.rows:
            presence.counted(Row(row.unit, row.project, department=summary.unit), is_of_all_below=False)
    return presence.missing


def _outstanding(ledger: Ledger) -> Iterator[Outstanding]:
    """Files that were returned and not replaced, or set aside; not where another one of the unit counts."""
    counted = {_office(line) for line in ledger.lines() if line.standing is Standing.COUNTED}
    for line in ledger.lines():
        if line.standing is Standing.SUPERSEDED or (line.unit and _is_replaced(line, counted)):
            continue
        if line.verdict is Verdict.RETURNED:
            when, reason = _return_of(ledger, line)
            yield Outstanding(line.unit, line.department, line.file, Situation.RETURNED, reason, when)
        elif line.standing is Standing.SET_ASIDE:
            since = _date(line.received)
            yield Outstanding(line.unit, line.department, line.file, Situation.SET_ASIDE, line.reason, since)


def _office(line: Line) -> tuple[str, str, str]:
    return unit_key(line.unit), unit_key(line.project), unit_key(line.department)


def _is_replaced(line: Line, counted: set[tuple[str, str, str]]) -> bool:
    """Whether another file of the unit counts."""
    unit, project, department = _office(line)
    offices = {(unit, project, department), (unit, project, "")}
    return line.standing is not Standing.COUNTED and not counted.isdisjoint(offices)


def _return_of(ledger: Ledger, line: Line) -> tuple[date | None, str]:
    """When a unit's workbook was returned last, and why."""
    found = [decision for decision in ledger.decisions(line.id) if decision.verdict is Verdict.RETURNED]
    return (_date(found[-1].when), found[-1].reason) if found else (None, "")


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
