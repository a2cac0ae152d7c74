"""Around every write: a copy of the old bytes and a line in the journal, before anything happens to the file."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from jixiao.hosts.history.copies import KEEPING, Keeping, keep_copy, prune
from jixiao.hosts.history.folder import locked, make_folder
from jixiao.hosts.history.journal import read_journal, write_journal
from jixiao.hosts.history.names import journal_name
from jixiao.hosts.history.past import happened, latest
from jixiao.hosts.history.sentences import BACKUP_DENIED, BACKUP_FAILED, BACKUP_FULL
from jixiao.hosts.history.steps import Command, Step
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.new_file import disk_errors, sweep, sync_folder
from jixiao.hosts.xlsx.refusal import CHANGED_MEANWHILE, unwritable


@contextmanager
def recorded(
    path: Path, old: bytes, new: bytes, command: Command, cells: Mapping[str, int], keeping: Keeping = KEEPING
) -> Iterator[None]:
    """Make sure of the way back from ``new`` to ``old`` before the body puts ``new`` in the file's place.

    ``cells`` counts the edits of each sheet. Raises Refusal where there would be no way back. Meanwhile no
    other process of ours writes into the folder.
    """
    with ExitStack() as holding:
        with disk_errors(BACKUP_DENIED, BACKUP_FULL, BACKUP_FAILED):
            folder = make_folder(path)
            holding.enter_context(locked(folder))
            _refuse_changed(path, old)
            steps = _record(folder, path, (old, new), command, cells, keeping)
        yield
        with suppress(OSError):
            prune(folder, path.name, {step.copy for step in steps}, keeping)
        sweep(folder, folder / journal_name(path.name))


def _refuse_changed(path: Path, old: bytes) -> None:
    """Another process may have written and recorded a step before it let go of the folder."""
    if read_file(path) != old:
        raise unwritable(CHANGED_MEANWHILE)


def _record(
    folder: Path, path: Path, change: tuple[bytes, bytes], command: Command, cells: Mapping[str, int], keeping: Keeping
) -> tuple[Step, ...]:
    """The steps of the file with the new one, once they and the copy are on the disk."""
    before, after = (hash_of(content) for content in change)
    journal = read_journal(folder, path.name)
    steps = happened(journal.steps, before)
    goes_on = bool(steps) and steps[-1].belongs_to(command) and steps[-1].after == before
    copy = steps[-1].copy if goes_on else keep_copy(folder, path, change[0], command)
    step = Step(path.name, command.time, command.name, before, after, copy, dict(cells), command.steps)
    steps = latest((*steps, step), keeping.steps)
    try:
        write_journal(folder, path.name, steps, journal)
    except OSError:
        if not goes_on:
            with suppress(OSError):
                (folder / copy).unlink()
        raise
    sync_folder(folder)
    return steps


def hash_of(content: bytes) -> str:
    """The SHA-256 by which the journal knows a file's content."""
    return sha256(content).hexdigest()
