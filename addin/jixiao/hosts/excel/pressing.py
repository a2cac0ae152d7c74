"""A press of a button in Excel: read the open book, run the action, write its edits, show the result, do its jobs."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from jixiao.actions import TITLE, Action, Job, Outcome, Press, Task, action
from jixiao.actions.action import NO_WORKBOOK
from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.desk.asking import Ask, answered
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.excel import read_book, write_edits
from jixiao.hosts.excel.addresses import area_at, clipped
from jixiao.hosts.excel.escape import HINT, never, stopping
from jixiao.hosts.excel.jobs import do, refuse_impossible
from jixiao.hosts.excel.protocol import AppLike, BookLike
from jixiao.hosts.excel.session import Patience, is_refusal, unless_refused
from jixiao.hosts.excel.undo import NOT_KEPT, Keeper, take_back
from jixiao.hosts.excel.undo_steps import Steps, steps_folder, steps_of
from jixiao.hosts.history.captions import moment
from jixiao.hosts.machine import this_machine
from jixiao.model.book import Book
from jixiao.model.cells import Area, CellRef

STATUS_BAR_SIGNS = 200
"""More than this does not fit into a status bar; a dialog has the rest."""

STAYS = "工作簿里刚写入的内容，可点“撤销”退回。"
"""What is added where the edits are written and a job after them failed."""

PROTECTED_VIEW = "工作簿在“受保护的视图”里，请先点黄条上的“启用编辑”，再点按钮。"


def _unheard(text: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Around:
    """What a press needs beside Excel: time to wait, whether the user stops it, the folder of steps to take back.

    ``tell`` hears what the status bar says.
    """

    sleep: Callable[[float], None] = time.sleep
    is_stopped: Callable[[], bool] = never
    steps: Path = field(default_factory=lambda: steps_folder(this_machine()))
    tell: Callable[[str], None] = _unheard


def run_action(name: str, app: AppLike, ask: Ask, around: Around) -> Outcome | None:
    """Run an action on the book in front; None where the user cancels a form. ``ask`` shows a form.

    Raises JixiaoError, one sentence, where the work cannot be done; the book is then as it was.
    """
    seat = _Seat(app, Patience(around.sleep), around, action(name))
    seat.say(seat.action.progress)
    try:
        outcome = seat.run(ask)
    except BaseException:
        seat.fall_silent()
        raise
    if outcome is None:
        seat.fall_silent()  # the user changed their mind
    return outcome


@dataclass(frozen=True)
class _Seat:
    """One press in one Excel."""

    app: AppLike
    patience: Patience
    around: Around
    action: Action

    def run(self, ask: Ask) -> Outcome | None:
        """The whole of it."""
        book = self._book()
        asked = answered(self.action, self._press(book), ask)
        if asked is None:
            return None
        outcome = self.action.press(asked)
        if book is not None:
            refuse_impossible(outcome.jobs, book, self.patience)
        told = self._write(book, outcome) if book is not None and outcome.edits else ()
        if book is not None and outcome.show is not None:
            unless_refused(partial(self.patience, partial(_show, book, outcome.show)))
        return self._finish(book, replace(outcome, told=(*outcome.told, *told)))

    def _book(self) -> BookLike | None:
        """The workbook in front; None where none is open and none is needed."""
        book = self.patience(lambda: self.app.books.active)
        if cast("object", book.api) is not None:
            return book
        if not self.action.needs_book:
            return None
        raise JixiaoError(PROTECTED_VIEW if self._is_protected_view() else NO_WORKBOOK)

    def _is_protected_view(self) -> bool:
        try:
            return self.patience(lambda: self.app.api.ActiveProtectedViewWindow) is not None
        except Exception as error:  # WPS may know no such view
            if not isinstance(error, AttributeError) and not is_refusal(error):
                raise
            return False

    def _press(self, book: BookLike | None) -> Press:
        desk = FileDesk(stopping(lambda text: self.say(f"{self.action.progress} {text}{HINT}"), self.around.is_stopped))
        time_ = moment(datetime.now())
        if book is None:
            return Press(desk, time=time_)
        read = read_book(book, sleep=self.around.sleep)
        return Press(desk, read, _path(book, self.patience), self._selected(book, read), time=time_)

    def _selected(self, book: BookLike, read: Book) -> Area | None:
        """The selected block, as far as its sheet is used; None where no cells are selected."""
        cells = self.patience(lambda: self.app.selection)
        sheet = self.patience(lambda: book.sheets.active.name)
        area = None if cells is None else area_at(sheet, self.patience(lambda: cells.address))
        places = read.sheets[sheet].cells if sheet in read.sheets else {}
        used = Area(sheet, 1, 1, max((row for row, _ in places), default=1), max((at for _, at in places), default=1))
        return None if area is None else clipped(area, used)

    def _write(self, book: BookLike, outcome: Outcome) -> tuple[str, ...]:
        keeper = Keeper(self._steps(book), self.action.caption)
        try:
            write_edits(book, outcome.edits, sleep=self.around.sleep, keep=keeper.keep)
        except RefusedWrite:
            keeper.forget()
            raise
        return () if keeper.is_kept else (NOT_KEPT,)

    def _finish(self, book: BookLike | None, outcome: Outcome) -> Outcome:
        """Say what came of it, then do the jobs: the preview comes back only when it is closed."""
        self._conclude(outcome.message)
        for job in outcome.jobs:
            if job.task is Task.UNDO and book is not None:
                back = take_back(book, self._steps(book), sleep=self.around.sleep)
                outcome = replace(outcome, message=back.message, told=(*outcome.told, *back.told))
                self._conclude(outcome.message)
            else:
                self._do(job, book, outcome)
        return outcome

    def _do(self, job: Job, book: BookLike | None, outcome: Outcome) -> None:
        try:
            do(job, self.app, book, self.patience)
        except JixiaoError as error:
            raise JixiaoError(f"{error}{STAYS if outcome.edits else ''}") from error

    def _steps(self, book: BookLike) -> Steps:
        return steps_of(self.around.steps, self.app.pid, self.patience(lambda: book.api.FullName))

    def _conclude(self, message: str) -> None:
        text = f"{TITLE}：{message}"
        self.around.tell(text)
        cut = text if len(text) <= STATUS_BAR_SIGNS else f"{text[: STATUS_BAR_SIGNS - 1]}…"
        unless_refused(partial(self.patience, partial(setattr, self.app, "status_bar", cut)))

    def say(self, text: str) -> None:
        """Show a text in the status bar; a busy Excel is not waited for."""
        self.around.tell(text)
        unless_refused(lambda: setattr(self.app, "status_bar", text))

    def fall_silent(self) -> None:
        """Give the status bar back to Excel, which takes False for that; a busy Excel is not waited for."""
        unless_refused(lambda: setattr(self.app, "status_bar", False))


def _path(book: BookLike, patience: Patience) -> Path | None:
    """Where the workbook's file is; None where it has no folder on this computer: never saved, or on a server."""
    path = Path(patience(lambda: book.api.FullName))
    return path if path.is_absolute() else None


def _show(book: BookLike, at: CellRef) -> None:
    sheet = next(sheet for sheet in book.sheets if sheet.name == at.sheet)
    sheet.api.Activate()
    sheet.range((at.row, at.column), (at.row, at.column)).select()
