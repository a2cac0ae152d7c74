"""The desk: files beside the open workbook, the same for every host."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.desk import LedgerInfo, Listed, Rounded, Slips, SummaryAsked
from jixiao.hosts.doctor.diagnosing import diagnose
from jixiao.hosts.file import read_book
from jixiao.hosts.machine import stands
from jixiao.hosts.placing import OPEN, place_beside, place_file, place_new_file, place_to_look_at
from jixiao.model.book import Book


def _unheard(text: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class FileDesk:
    """See ``actions.desk.Desk``. ``say`` shows how far the work is and raises Stopped where the user has pressed Esc.

    What works on ledgers is imported when it is wanted: most buttons do not.
    """

    say: Callable[[str], None] = _unheard

    def is_there(self, path: Path) -> bool:
        """Whether there is a file of that name."""
        return stands(path)

    def read(self, path: Path) -> Book:
        """A workbook that is not open, with its formulas."""
        self.say(f"正在读“{path.name}”")
        return read_book(path, with_formulas=True)

    def write_new(self, path: Path, content: bytes) -> None:
        """A new file; one that is there is never replaced."""
        place_new_file(path, content)

    def write_beside(self, path: Path, content: bytes) -> Path:
        """The same under the next free name: where it was written."""
        return place_beside(path, content)

    def ledger(self, path: Path | None) -> LedgerInfo | None:
        """The ledger at a path, or beside the 汇总表 there; None where there is none."""
        from jixiao.hosts.desk.ledgers import ledger_info

        return ledger_info(path)

    def round_up(self, asked: SummaryAsked) -> AbstractContextManager[Rounded]:
        """Read what is new or changed into the ledger and sum up."""
        from jixiao.hosts.desk.collecting import rounded

        return rounded(asked, self.say)

    def new_summary(self, asked: SummaryAsked) -> Rounded:
        """The same into a 汇总表 that is not open."""
        from jixiao.hosts.desk.collecting import new_summary

        return new_summary(asked, self.say)

    def reminders(self, ledger: Path, names: Path | None) -> Listed:
        """催报 of a ledger."""
        from jixiao.hosts.desk.ledgers import reminders

        return reminders(ledger, names)

    def changes(self, ledger: Path) -> Listed:
        """与上次相比 of a ledger."""
        from jixiao.hosts.desk.ledgers import changes

        return changes(ledger)

    def slips(self, ledger: Path, folder: Path | None) -> Slips:
        """Which 退回单 are due."""
        from jixiao.hosts.desk.ledgers import slips

        return slips(ledger, folder)

    def write_slips(self, ledger: Path, folder: Path, *, replace: bool) -> tuple[str, ...]:
        """Write the 退回单: a line for each."""
        from jixiao.hosts.desk.ledgers import write_slips

        return write_slips(ledger, folder, self.say, replace=replace)

    def write(self, path: Path, content: bytes) -> None:
        """Write a file whole, in place of an older one."""
        place_file(path, content, OPEN)

    def place(self, name: str, content: bytes) -> Path:
        """Write a file that somebody only wants to look at, among temporary ones; where it is."""
        return place_to_look_at(name, content)

    def diagnose(self, path: Path | None) -> tuple[str, ...]:
        """What is odd about this computer and the workbook at a path, a sentence each, with what to do."""
        return diagnose(path)
