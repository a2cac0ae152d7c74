"""Undo and redo: the bytes from before a command, put back into the file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jixiao.hosts.history.captions import caption_of, moment
from jixiao.hosts.history.recording import hash_of, recorded
from jixiao.hosts.history.sentences import CHANGED, COPY_CHANGED, COPY_LOST, NOTHING_TO_REDO, TOO_FEW
from jixiao.hosts.history.standing import Standing, refuse_no_past, standing_of
from jixiao.hosts.history.steps import REDO, UNDO, Command, Step
from jixiao.hosts.xlsx.disk import behind_links, read_file, replace_file
from jixiao.hosts.xlsx.open_elsewhere import refuse_open_elsewhere
from jixiao.hosts.xlsx.refusal import CHECK_FAILED, Refusal, naming, unwritable


def past_of(path: Path) -> Standing:
    """How a file stands and what can be undone; raises UnreadableWorkbook or RefusedWrite."""
    with naming(path):
        return standing_of(path)


def undo(path: Path, steps: int = 1, force: bool = False) -> tuple[Step, ...]:
    """Put back the bytes from before the last commands; the steps taken back, the newest last.

    Changes that were made since, or between them, are overwritten only by ``force``; what the file holds now is
    kept either way. Raises RefusedWrite or UnreadableWorkbook, the file then as it was.
    """
    with naming(path):
        standing = _standing(path)
        done = standing.past.done
        if not done:
            refuse_no_past(standing)
        if steps > len(done):
            raise unwritable(TOO_FEW, available=str(len(done)))
        taken = done[-steps:]
        if not force:
            _refuse_changed(standing, taken)
        _put_back(standing, taken[0], Command(UNDO, steps=steps))
        return taken


def redo(path: Path, force: bool = False) -> tuple[Step, ...]:
    """Take back the last undo; the steps that are there again, the newest last. Otherwise like ``undo``."""
    with naming(path):
        standing = _standing(path)
        if not standing.past.undone:
            raise unwritable(NOTHING_TO_REDO)
        undone = standing.past.undone[-1]
        if not force:
            _refuse_changed(standing, (undone.by,))
        _put_back(standing, undone.by, Command(REDO))
        return undone.steps


def _standing(path: Path) -> Standing:
    refuse_open_elsewhere(behind_links(path))
    return standing_of(path)


def _refuse_changed(standing: Standing, steps: Sequence[Step]) -> None:
    """What was changed by other hands after one of the steps would be lost."""
    now = standing.now
    for step in reversed(steps):
        if step.after != now:
            when, caption = moment(step.time), caption_of(step.command)
            raise unwritable(CHANGED, time=when, caption=caption, copy=step.copy)
        now = step.before


def _put_back(standing: Standing, step: Step, command: Command) -> None:
    """The file as it was before a step; like any write, this one is recorded."""
    content = _kept(standing, step)
    record = recorded(standing.path, standing.content, content, command, {})
    replace_file(standing.path, content, standing.stamp, partial(_refuse_other_than, content), record)


def _kept(standing: Standing, step: Step) -> bytes:
    try:
        content = read_file(standing.folder / step.copy)
    except Refusal:
        raise unwritable(COPY_LOST, copy=step.copy) from None
    if hash_of(content) != step.before:
        raise unwritable(COPY_CHANGED, copy=step.copy)
    return content


def _refuse_other_than(content: bytes, written: Path) -> None:
    """Raise Refusal where a new file does not read back as what was written."""
    try:
        same = read_file(written) == content
    except Refusal:
        same = False
    if not same:
        raise unwritable(CHECK_FAILED, "与备份不同")
