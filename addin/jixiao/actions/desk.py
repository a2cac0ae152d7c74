"""What actions want of files beside the open workbook. ``hosts.desk`` does it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from jixiao.consolidate.attention import Profile
from jixiao.consolidate.consolidation import Consolidation
from jixiao.consolidate.sheets.places import Locate
from jixiao.consolidate.summary.review_scores import GivenScore
from jixiao.model.book import Book
from jixiao.model.framework import Framework


@dataclass(frozen=True)
class LedgerInfo:
    """A 台账 that is there. ``expected``: how many units the 名单 has that it keeps, 0 where it keeps none.

    ``folder``: the one that was summed up last, where it was one and is still there.
    """

    path: Path
    expected: int
    folder: Path | None = None


@dataclass(frozen=True)
class SummaryAsked:
    """What is summed up: the workbooks in a folder. ``names``: the file of a 名单, None takes the one of the last run.

    ``summary``: the file of the 汇总表, None of an open workbook that was never saved. Of one that is open,
    ``framework`` is its own where it sets one, ``scores`` are the 复核得分 typed into it, by plain name.
    """

    folder: Path
    names: Path | None
    summary: Path | None
    framework: Framework | None = None
    scores: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Rounded:
    """What the workbooks come to, kept in the ledger. ``ledger`` is None where there was no place for a lasting one.

    ``profiles`` are for 复核重点; ``locate`` finds a file of the collection from the 汇总表, ``is_there`` tells whether
    it still lies there. ``review_scores``: those that the ledger keeps. ``read``, ``known``, ``gone``, ``papers``: what
    became of the files. ``remarks``: sentences on the ledger and on what was not compared.
    """

    consolidation: Consolidation
    profiles: tuple[Profile, ...]
    locate: Locate
    is_there: Callable[[str], bool]
    review_scores: tuple[GivenScore, ...] = ()
    ledger: Path | None = None
    read: int = 0
    known: int = 0
    gone: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A list from a ledger: what it is in one line, its workbook; ``lines``: how many rows it has."""

    title: str
    lines: int
    content: bytes


@dataclass(frozen=True)
class Slips:
    """退回单 that are due: their file names; ``there``: those that lie in the folder already."""

    names: tuple[str, ...]
    there: tuple[str, ...] = ()


class Desk(Protocol):
    """Files, as far as actions need them. Everything raises JixiaoError, one sentence, where it cannot be done.

    What takes long tells how far it is by ``say``, and so ends with Stopped where the user has pressed Esc.
    """

    def say(self, text: str) -> None:
        """Tell how far the work is. Raises Stopped where the user has pressed Esc."""

    def is_there(self, path: Path) -> bool:
        """Whether there is a file of that name."""

    def read(self, path: Path) -> Book:
        """A workbook that is not open, with its formulas."""

    def write_new(self, path: Path, content: bytes) -> None:
        """A new file, whole or not at all; one that is there is never replaced."""

    def write_beside(self, path: Path, content: bytes) -> Path:
        """The same, under the next free name where there is one of that name: where it was written."""

    def ledger(self, path: Path | None) -> LedgerInfo | None:
        """The ledger at a path, or beside the 汇总表 there; None where there is none."""

    def round_up(self, asked: SummaryAsked) -> AbstractContextManager[Rounded]:
        """Read what is new or changed into the ledger and sum up; the run stands once this is left without an error."""

    def new_summary(self, asked: SummaryAsked) -> Rounded:
        """The same into a new 汇总表, or into one that is there but not open."""

    def reminders(self, ledger: Path, names: Path | None) -> Listed:
        """催报: who sent nothing and who has to send again; ``names``: a 名单, None takes that of the ledger."""

    def changes(self, ledger: Path) -> Listed:
        """与上次相比: what changed between the last two runs."""

    def slips(self, ledger: Path, folder: Path | None) -> Slips:
        """Which 退回单 are due."""

    def write_slips(self, ledger: Path, folder: Path, *, replace: bool) -> tuple[str, ...]:
        """Write the 退回单: a line for each. None is written where one is there and is not to be replaced."""

    def write(self, path: Path, content: bytes) -> None:
        """Write a file whole, in place of an older one."""

    def place(self, name: str, content: bytes) -> Path:
        """Write a file that somebody only wants to look at, among temporary ones; where it is."""

    def diagnose(self, path: Path | None) -> tuple[str, ...]:
        """What is odd about this computer and the workbook at a path, a sentence each, with what to do."""
