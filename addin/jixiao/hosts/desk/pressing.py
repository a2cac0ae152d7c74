"""The file host's way to press a button: an action on a workbook that is not open, its answers given beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jixiao.actions.action import Action, Job, Outcome, Press, Task
from jixiao.actions.desk import Desk
from jixiao.actions.form import CONFIRMED, Field
from jixiao.actions.table import action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.file import read_book, write_edits
from jixiao.hosts.history.captions import moment
from jixiao.hosts.history.steps import Command
from jixiao.hosts.history.undo import undo
from jixiao.hosts.placing import place_file
from jixiao.model.cells import Area

ONLY_OPEN = "“{caption}”要在打开的工作簿里做，请在 Excel 或 LibreOffice 里点按钮。"


@dataclass(frozen=True)
class Pressed:
    """What a press led to; ``made`` are the files that it wrote beside the workbook."""

    outcome: Outcome
    made: tuple[Path, ...]


def press_file(
    name: str,
    path: Path | None,
    answers: Mapping[str, str] | None = None,
    selected: Area | None = None,
    desk: Desk | None = None,
) -> Pressed:
    """Run an action on a file (None for one that needs none) and write its edits; they are one step of ``undo``.

    Raises JixiaoError: an answer that is missing, or what stops the work; the file is then as it was.
    """
    chosen, now = action(name), datetime.now()
    if path is None and chosen.needs_book:
        raise JixiaoError(f"“{chosen.caption}”要有工作簿，请写上文件名。")
    book = read_book(path, with_formulas=True) if path is not None else None
    press = Press(desk or FileDesk(), book, path, selected, dict(answers or {}), moment(now))
    _refuse_missing_answers(chosen, press)
    outcome = chosen.press(press)
    _refuse_what_only_windows_do(chosen, outcome)
    if path is not None and outcome.edits:
        write_edits(path, outcome.edits, Command(chosen.command or chosen.name))
    return Pressed(outcome, tuple(_done(outcome.jobs, path)))


def _refuse_missing_answers(chosen: Action, press: Press) -> None:
    form = chosen.ask(press)
    if form is None:
        return
    wanted = "；".join(map(_told, form.fields)) or f"{CONFIRMED}=yes（要做就这样写）"
    said = "".join(line if line.endswith("。") else f"{line}。" for line in form.text)
    raise JixiaoError(f"{said}“{chosen.caption}”还要知道：{wanted}。用 --answer 键=值 写明。")


def _told(field: Field) -> str:
    choices = f"，可以写 {'、'.join(choice.value for choice in field.choices)}" if field.choices else ""
    return f"{field.key}（{field.caption}{choices}）"


def _refuse_what_only_windows_do(chosen: Action, outcome: Outcome) -> None:
    if any(job.task is Task.PDF for job in outcome.jobs):
        raise JixiaoError(ONLY_OPEN.format(caption=chosen.caption))


def _done(jobs: tuple[Job, ...], path: Path | None) -> Iterator[Path]:
    for job in jobs:
        if job.task is Task.COPY and job.path is not None and path is not None:
            place_file(job.path, path.read_bytes())
        if job.task is Task.UNDO and path is not None:
            undo(path)
        if job.path is not None:
            yield job.path
