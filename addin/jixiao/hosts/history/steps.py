"""One step of a file's past: which command turned which bytes into which, and where the old ones are kept."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from jixiao.hosts.history.names import is_copy_name

UNDO, REDO = "undo", "redo"
"""The commands that walk through the past; their steps are kept like any other's."""

_HASH = re.compile(r"[0-9a-f]{64}")
_COMMAND = re.compile(r"[a-z]{1,20}")
_MOST_UNDONE = 10_000


def _now() -> datetime:
    """The time of day with its offset, to the millisecond."""
    now = datetime.now().astimezone()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Command:
    """One run of a command of the command line; all that it writes into one file is one step there.

    ``name`` is the command's English name; ``steps`` is how many steps an undo takes back.
    """

    name: str
    time: datetime = field(default_factory=_now)
    steps: int = 1


@dataclass(frozen=True)
class Step:
    """A line of the journal: the file's SHA-256 before and after, edited cells by sheet, the copy's name."""

    file: str
    time: datetime
    command: str
    before: str
    after: str
    copy: str
    cells: Mapping[str, int] = field(default_factory=dict)
    steps: int = 1

    def belongs_to(self, command: Command) -> bool:
        """Whether this very run of the command wrote it."""
        return (self.command, self.time) == (command.name, command.time)


def line_of(step: Step) -> str:
    """The step as one line of JSON, in ASCII only."""
    return json.dumps(asdict(step) | {"time": step.time.isoformat(timespec="milliseconds")})


def step_of(line: bytes) -> Step:
    """The step that a line tells; raises ValueError for a line that nobody of ours wrote."""
    try:
        found = json.loads(line)
        known = {field.name: found[field.name] for field in fields(Step) if field.name in found}
        step = Step(**known | {"time": datetime.fromisoformat(found["time"]).astimezone()})
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, OSError):
        raise ValueError("not a step") from None
    if not _is_sound(step):
        raise ValueError("not a step")
    return step


def _is_sound(step: Step) -> bool:
    """Whether the fields of a foreign line are what their types say; a copy's name leads nowhere else."""
    texts: tuple[Any, ...] = (step.file, step.command, step.before, step.after, step.copy)
    return (
        all(isinstance(text, str) for text in texts)
        and bool(_COMMAND.fullmatch(step.command) and _HASH.fullmatch(step.before) and _HASH.fullmatch(step.after))
        and is_copy_name(step.copy)
        and isinstance(step.cells, dict)
        and all(sheet.isprintable() and type(count) is int and count >= 0 for sheet, count in step.cells.items())
        and type(step.steps) is int
        and 1 <= step.steps <= _MOST_UNDONE
    )
