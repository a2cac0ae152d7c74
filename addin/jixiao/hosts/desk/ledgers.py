"""What the buttons of 汇总 take from a ledger: which one is meant, its lists, its 退回单."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from jixiao.actions.desk import LedgerInfo, Listed, Slips
from jixiao.errors import JixiaoError
from jixiao.hosts.intake.stores import is_url
from jixiao.hosts.ledger.change_list import change_list
from jixiao.hosts.ledger.comparing import last_runs
from jixiao.hosts.ledger.opening import ledger_beside, open_ledger
from jixiao.hosts.ledger.originals import last_sources
from jixiao.hosts.ledger.reminder_list import reminder_list
from jixiao.hosts.ledger.return_slips import named_slips, there_already, write_return_slips
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.ledger.words import minute
from jixiao.hosts.roundup.organisation_list import read_organisation

LEDGER = ".db"

UNFINISHED = "上一次汇总（{started}）没有做完，台账里的情况不全。请先选对文件夹，点“汇总”做完一次，再出这张单子。"


def ledger_info(path: Path | None) -> LedgerInfo | None:
    """The ledger at a path, or beside the workbook there. Raises JixiaoError where it cannot be read."""
    found = None if path is None else path if path.suffix.lower() == LEDGER else ledger_beside(path)
    if found is None or not found.is_file():
        return None
    with _reading(found) as ledger:
        return LedgerInfo(found, len(ledger.expected()), _last_folder(ledger))


def _last_folder(ledger: Ledger) -> Path | None:
    """The folder of the last 汇总 that was done to its end.

    A path to another machine's share is not touched: the ledger may be a stranger's.
    """
    sources = last_sources(ledger.connection, finished=True)
    if len(sources) != 1 or is_url(sources[0]) or sources[0].startswith(("//", r"\\")):
        return None
    folder = Path(os.path.normpath(ledger.path.absolute().parent / sources[0]))
    with suppress(OSError):
        return folder if folder.is_dir() else None
    return None


def reminders(path: Path, names: Path | None) -> Listed:
    """催报 of a ledger."""
    organisation = read_organisation(names) if names is not None else None
    with _settled(path) as ledger:
        found = reminder_list(ledger, organisation, date.today())
    return Listed(found.title, len(found.rows), found.workbook())


def changes(path: Path) -> Listed:
    """与上次相比 of a ledger."""
    with _reading(path) as ledger:
        found = change_list(ledger, *last_runs(ledger))
    return Listed(found.title, len(found.rows), found.workbook())


def slips(path: Path, folder: Path | None) -> Slips:
    """The 退回单 that are due, and those that lie in the folder already."""
    with _settled(path) as ledger:
        names = tuple(named_slips(ledger))
    return Slips(names, there_already(names, folder) if folder is not None else ())


def write_slips(path: Path, folder: Path, say: Callable[[str], None], *, replace: bool) -> tuple[str, ...]:
    """Write the 退回单; a line for each."""
    told: list[str] = []
    with _settled(path) as ledger:
        due = len(named_slips(ledger))
        for slip in write_return_slips(ledger, folder, replace=replace):
            told.append(slip.told)
            say(f"{len(told)}/{due}")
    return tuple(told)


@contextmanager
def _reading(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, create=False, read_only=True) as ledger:
        yield ledger


@contextmanager
def _settled(path: Path) -> Iterator[Ledger]:
    """A ledger whose last 汇总 was done to its end; else it may take a folder that was chosen by mistake for all."""
    with _reading(path) as ledger:
        last = next(reversed(ledger.runs()), None)
        if last is not None and not last.finished:
            raise JixiaoError(UNFINISHED.format(started=minute(last.started)))
        yield ledger
