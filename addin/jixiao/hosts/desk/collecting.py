"""汇总 from a folder for a button: the units' workbooks go into the ledger of the 汇总表, open or not."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jixiao.actions.desk import Rounded, SummaryAsked
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.hosts.history.steps import Command
from jixiao.hosts.intake.progress import Listener, Progress
from jixiao.hosts.ledger.opening import SUFFIX, ledger_beside, open_ledger
from jixiao.hosts.ledger.scoring import given_scores
from jixiao.hosts.roundup.asked import Asked
from jixiao.hosts.roundup.compared import TOO_MANY
from jixiao.hosts.roundup.organisation_list import read_organisation
from jixiao.hosts.roundup.rounding import round_up_sources
from jixiao.hosts.roundup.summary_file import is_there
from jixiao.hosts.roundup.summing import summed_up
from jixiao.hosts.roundup.tracing_paths import locator

Say = Callable[[str], None]

IN_FOLDER = "汇总"
"""What the ledger is called in a folder of returned workbooks."""

NEVER_SAVED = "汇总表没有存在这台电脑的文件夹里，台账放在“{ledger}”；存好再汇总，台账就在它旁边。"
NO_WRITING = "汇总表所在的文件夹不能写入，台账放在“{ledger}”。"
NO_PLACE = "没有能放台账的文件夹，这次没有台账，未报名单、退回单等用不了；请先把汇总表存到本机的文件夹。"


@contextmanager
def rounded(asked: SummaryAsked, say: Say) -> Iterator[Rounded]:
    """What the workbooks in a folder come to, for the 汇总表 of an open workbook."""
    ledger, remarks = _place_of_ledger(asked)
    job = _job(asked, ledger)
    with summed_up(job, asked.framework, asked.scores, _telling(say)) as found:
        summary = asked.summary
        yield Rounded(
            consolidation=found.consolidation,
            profiles=tuple(found.compared.profiles),
            locate=_nowhere if summary is None else locator(job.sources, summary),
            is_there=_never if summary is None else partial(is_there, summary.parent),
            review_scores=given_scores(found.ledger),
            ledger=ledger,
            read=found.read,
            known=found.known,
            gone=found.gone,
            papers=found.papers,
            remarks=(*remarks, *((TOO_MANY,) if found.compared.too_many else ())),
        )


def new_summary(asked: SummaryAsked, say: Say) -> Rounded:
    """The same into a 汇总表 on disk, new or in place."""
    ledger, remarks = _place_of_ledger(asked)
    outcome = round_up_sources(_job(asked, ledger), _telling(say))
    told = (*remarks, *outcome.written.remarks, *(() if outcome.compared else (TOO_MANY,)))
    return Rounded(outcome.consolidation, (), _nowhere, _never, (), ledger, outcome.read, outcome.known,
                   outcome.gone, outcome.papers, told)  # fmt: skip


def _job(asked: SummaryAsked, ledger: Path | None) -> Asked:
    organisation = read_organisation(asked.names) if asked.names is not None else _remembered(ledger)
    return Asked([str(asked.folder)], asked.summary, ledger=ledger, organisation=organisation,
                 command=Command("roundup"))  # fmt: skip


def _remembered(ledger: Path | None) -> Organisation | None:
    """The 名单 of the last run that had one."""
    if ledger is None or not ledger.is_file():
        return None
    with open_ledger(ledger, create=False, read_only=True) as found:
        expected = found.expected()
    return Organisation(expected) if expected else None


def _place_of_ledger(asked: SummaryAsked) -> tuple[Path | None, tuple[str, ...]]:
    """Beside the 汇总表, else in the folder of the returned workbooks, else none; and what to say of it."""
    beside = None if asked.summary is None else ledger_beside(asked.summary)
    if beside is not None and (beside.is_file() or _takes_files(beside.parent)):
        return beside, ()
    inside = asked.folder / f"{IN_FOLDER}{SUFFIX}"
    if inside.is_file() or _takes_files(asked.folder):
        return inside, ((NEVER_SAVED if beside is None else NO_WRITING).format(ledger=inside),)
    return None, (NO_PLACE,)


def _takes_files(folder: Path) -> bool:
    """Whether a file can be made there, in a folder that may have to be made first; nothing but trying tells."""
    standing = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=standing):
            return True
    except OSError:
        return False


def _telling(say: Say) -> Listener:
    def told(progress: Progress) -> None:
        """Say how far it is, and how long it will still take where that is known."""
        total = "" if progress.total is None else f"/{progress.total}"
        left = progress.seconds_left
        say(f"{progress.done}{total}" + (f"，约剩 {left:.0f} 秒" if left is not None and left >= 1 else ""))

    return told


def _nowhere(file: str) -> str:
    """A workbook that was never saved knows no folder from which the units' files could be found."""
    return ""


def _never(path: str) -> bool:
    return False
