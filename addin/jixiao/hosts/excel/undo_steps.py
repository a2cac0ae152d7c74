"""The steps that 撤销 can take back, in a small file for each workbook and session of Excel.

A button in Excel starts Python anew, so what a step changed has to be kept in a file between two presses.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path
from typing import Any

from jixiao.hosts.excel.blocks import Block
from jixiao.hosts.machine import Machine
from jixiao.hosts.placing import place_file, remove_file
from jixiao.model.book import Edit, ErrorValue, Value
from jixiao.model.cells import Area, parse_area

MAX_STEPS = 20
KEPT_DAYS = 3
"""Files of sessions that ended are deleted after so many days."""

_FORMAT = 1


@dataclass(frozen=True)
class Change:
    """One block: what stood there, what was written, and the number format that all its cells had (None: several)."""

    old: Block
    new: Block
    number_format: str | None = None


@dataclass(frozen=True)
class Written:
    """One write: the sheets that it added, and its blocks."""

    added: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Step:
    """One press of a button: its caption, and what it wrote."""

    caption: str
    written: Written


@dataclass
class Steps:
    """The steps of one workbook, kept in a file. One that is broken or of another version holds no steps."""

    path: Path
    clock: Callable[[], float] = time.time
    standing: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.standing = _read(self.path)

    @property
    def last(self) -> Step | None:
        """The step that 撤销 takes back."""
        return self.standing[-1] if self.standing else None

    def push(self, step: Step) -> None:
        """Keep one more step, in place of the oldest where they are too many. Raises RefusedWrite."""
        self._save([*self.standing, step][-MAX_STEPS:])
        self._clean_up()

    def replace_last(self, step: Step) -> None:
        """Keep a step in place of the last one. Raises RefusedWrite."""
        self._save([*self.standing[:-1], step])

    def drop_last(self) -> None:
        """Forget the last step. Raises RefusedWrite."""
        self._save(self.standing[:-1])

    def clear(self) -> None:
        """Forget all steps. Raises RefusedWrite."""
        self._save([])

    def _save(self, steps: list[Step]) -> None:
        if steps:
            content = {"format": _FORMAT, "steps": [_step_content(step) for step in steps]}
            place_file(self.path, json.dumps(content, ensure_ascii=False).encode())
        else:
            remove_file(self.path)
        self.standing = steps

    def _clean_up(self) -> None:
        oldest = self.clock() - KEPT_DAYS * 86_400
        with suppress(OSError):
            for path in self.path.parent.glob("*.json"):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def steps_folder(machine: Machine) -> Path:
    """Where the files of steps are, in the user's own folder."""
    return machine.own_folder() / "undo"


def steps_of(folder: Path, process: int, full_name: str) -> Steps:
    """The steps of a workbook in a running Excel."""
    return Steps(folder / f"{process}-{sha256(full_name.encode()).hexdigest()[:16]}.json")


def _read(path: Path) -> list[Step]:
    try:
        content = json.loads(path.read_bytes())
        return [_step(each) for each in content["steps"]] if content["format"] == _FORMAT else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        return []


def _step_content(step: Step) -> Mapping[str, object]:
    written = step.written
    return {
        "caption": step.caption,
        "added": written.added,
        "changes": [
            {
                "sheet": change.old.area.sheet,
                "area": change.old.area.a1,
                "number_format": change.number_format,
                "old": _block_content(change.old),
                "new": _block_content(change.new),
            }
            for change in written.changes
        ],
    }


def _step(content: Mapping[str, Any]) -> Step:
    changes = tuple(_change(each) for each in content["changes"])
    return Step(str(content["caption"]), Written(tuple(map(str, content["added"])), changes))


def _change(content: Mapping[str, Any]) -> Change:
    area = parse_area(content["sheet"], content["area"])
    if area is None:
        raise ValueError(content["area"])
    return Change(_block(area, content["old"]), _block(area, content["new"]), content["number_format"])


def _block_content(block: Block) -> list[list[object]]:
    edits = (block.edits[at.row, at.column] for at in block.area)
    return [[_value_content(edit.value), edit.formula] for edit in edits]


def _block(area: Area, cells: Sequence[Sequence[Any]]) -> Block:
    edits = {
        (at.row, at.column): Edit(at, _value(value), formula) for at, (value, formula) in zip(area, cells, strict=True)
    }
    return Block(area, edits)


def _value_content(value: Value) -> object:
    match value:
        case Decimal():
            return {"number": str(value)}
        case ErrorValue(text):
            return {"error": text}
        case _:
            return value


def _value(content: object) -> Value:
    match content:
        case {"number": str(text)}:
            return Decimal(text)
        case {"error": str(text)}:
            return ErrorValue(text)
        case None | bool() | str():
            return content
    raise ValueError(content)
