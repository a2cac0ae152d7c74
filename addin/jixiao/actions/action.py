"""What an action is, what it is given when somebody presses its button, and what it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from jixiao.actions.desk import Desk
from jixiao.actions.form import Form
from jixiao.errors import JixiaoError
from jixiao.fill.run_line import with_run_line
from jixiao.model.book import Book, Edit
from jixiao.model.cells import Area, CellRef

TITLE = "绩效自评"
"""What the tab, the menu and the dialogs are called."""

NO_WORKBOOK = "请先打开要处理的工作簿。"


@dataclass(frozen=True)
class Press:
    """What is there when a button is pressed.

    ``book`` is the open workbook, None where none is open; ``path`` where its file is, None while it was never saved
    or is on a server. ``selected`` is the selected block of cells. ``answers`` are those to the action's forms so
    far. ``time`` is local time, as a person writes it.
    """

    desk: Desk
    book: Book | None = None
    path: Path | None = None
    selected: Area | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    time: str = ""

    @property
    def workbook(self) -> Book:
        """The open workbook. Raises JixiaoError where there is none."""
        if self.book is None:
            raise JixiaoError(NO_WORKBOOK)
        return self.book

    def folder(self, key: str) -> Path | None:
        """The path that was answered, None where the field was left blank."""
        text = self.answers.get(key, "").strip()
        return Path(text) if text else None


class Task(StrEnum):
    """What the host itself is asked to do after the edits."""

    OPEN = "open"
    """Open the workbook at the path."""
    PREVIEW = "preview"
    """Show the print preview."""
    PDF = "pdf"
    """Print the workbook into a PDF at the path."""
    COPY = "copy"
    """Save a copy as it stands now, macro-free, at the path; the open workbook stays where it is."""
    UNDO = "undo"
    """Take the last action's edits back."""


@dataclass(frozen=True)
class Job:
    """One thing for the host to do."""

    task: Task
    path: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What an action leads to: edits for the open book, one line for the status bar, the cell to show after.

    ``told`` are lines for a dialog: what the user must not miss, or asked to see. ``jobs`` follow the edits.
    """

    edits: tuple[Edit, ...] = ()
    message: str = ""
    show: CellRef | None = None
    told: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()


def nothing_to_ask(press: Press) -> Form | None:
    """The form of an action that asks nothing."""
    return None


@dataclass(frozen=True)
class Action:
    """One button.

    ``command`` is the same action on the command line, "" where it makes sense in an open workbook only. ``group`` is
    the step of the work under which the button stands, ``image`` an icon of Office's own (imageMso), ``keytip`` its
    letters after Alt and the tab's. ``ask`` gives the next form for the answers so far, None when it has all: hosts
    show forms until then, and a form that is cancelled ends the press without a word. ``run`` is the work itself.
    ``needs_book``: it cannot do without an open workbook; one that is open is read all the same. ``is_recorded``: its
    edits leave a line in the workbook's passport.
    """

    name: str
    caption: str
    group: str
    screentip: str
    image: str
    keytip: str
    run: Callable[[Press], Outcome]
    ask: Callable[[Press], Form | None] = nothing_to_ask
    command: str = ""
    large: bool = False
    needs_book: bool = True
    is_recorded: bool = True

    def press(self, press: Press) -> Outcome:
        """Run the action; its line in the passport of a workbook of ours says when.

        Raises JixiaoError where the work cannot be done.
        """
        outcome = self.run(press)
        if press.book is None or not self.is_recorded:
            return outcome
        return replace(outcome, edits=with_run_line(press.book, outcome.edits, self.caption, press.time))

    @property
    def progress(self) -> str:
        """What the status bar says meanwhile."""
        return f"{TITLE}：{self.caption}…"
