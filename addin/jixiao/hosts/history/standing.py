"""Where a file stands: its bytes, its past, and what can be said where there is none."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from jixiao.errors import UnreadableWorkbook
from jixiao.hosts.history.captions import caption_of, moment
from jixiao.hosts.history.copies import copies_of
from jixiao.hosts.history.folder import folder_beside
from jixiao.hosts.history.journal import Journal, read_journal
from jixiao.hosts.history.names import damaged_name, journals_in
from jixiao.hosts.history.past import Past, happened, past_from
from jixiao.hosts.history.recording import hash_of
from jixiao.hosts.history.sentences import (
    FILE_IS_GONE,
    NOTHING_LEFT,
    NOTHING_TO_UNDO,
    RECORD_LOST,
    RECORD_UNREADABLE,
    RENAMED,
)
from jixiao.hosts.xlsx.disk import Stamp, behind_links, read_file, stamp_of
from jixiao.hosts.xlsx.new_file import disk_errors
from jixiao.hosts.xlsx.refusal import Refusal, unwritable


@dataclass(frozen=True)
class Standing:
    """A file as it is, and what its journal tells; ``known`` says that it tells anything.

    ``strays`` are copies, the oldest first, that no line tells of although lines were lost; ``damaged`` counts
    lines that cannot be read; ``put_aside`` says that earlier ones were set aside.
    """

    path: Path
    content: bytes
    stamp: Stamp
    past: Past
    known: bool
    strays: tuple[str, ...] = ()
    damaged: int = 0
    put_aside: bool = False

    @property
    def now(self) -> str:
        """The hash of the content."""
        return hash_of(self.content)

    @property
    def folder(self) -> Path:
        """Where the copies are."""
        return folder_beside(self.path)

    @property
    def changed(self) -> bool:
        """Whether the file is not what the last step left."""
        return bool(self.past.done) and self.past.done[-1].after != self.now


def standing_of(path: Path) -> Standing:
    """How the file behind a path stands; raises Refusal."""
    target = behind_links(path)
    with disk_errors(RECORD_UNREADABLE, RECORD_UNREADABLE, RECORD_UNREADABLE):
        _refuse_missing(target)
        stamp = stamp_of(target)
        content = read_file(target)
        folder = folder_beside(target)
        journal = read_journal(folder, target.name)
        copies = [copy.name for copy in copies_of(folder, target.name)]
        put_aside = (folder / damaged_name(target.name)).exists()
    past = past_from(happened(journal.steps, hash_of(content)), copies)
    strays = _strays(journal, copies) if put_aside or journal.damaged or not journal.steps else ()
    return Standing(target, content, stamp, past, bool(journal.steps), strays, journal.damaged, put_aside)


def _strays(journal: Journal, copies: list[str]) -> tuple[str, ...]:
    told = {step.copy for step in journal.steps}
    return tuple(copy for copy in copies if copy not in told)


def _refuse_missing(path: Path) -> None:
    """A file that is gone may still have copies."""
    copies = copies_of(folder_beside(path), path.name) if not path.exists() else []
    if copies:
        raise Refusal(FILE_IS_GONE, UnreadableWorkbook, copy=copies[-1].name)


def refuse_no_past(standing: Standing) -> NoReturn:
    """Raise the Refusal that says what was found where nothing can be undone."""
    if standing.strays:
        raise unwritable(RECORD_LOST, copy=standing.strays[-1])
    if standing.known:
        raise unwritable(NOTHING_LEFT)
    _refuse_renamed(standing)
    raise unwritable(NOTHING_TO_UNDO)


def _refuse_renamed(standing: Standing) -> None:
    """Where another name's last step left these very bytes, the file was most likely renamed."""
    with disk_errors(RECORD_UNREADABLE, RECORD_UNREADABLE, RECORD_UNREADABLE):
        for name in journals_in(standing.folder):
            steps = read_journal(standing.folder, name).steps
            if steps and steps[-1].after == standing.now and steps[-1].file.isprintable():
                step = steps[-1]
                when, caption = moment(step.time), caption_of(step.command)
                raise unwritable(RENAMED, old=step.file, time=when, caption=caption, copy=step.copy)
