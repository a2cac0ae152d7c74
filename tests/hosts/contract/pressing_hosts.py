"""The hosts, each with one workbook in it in which buttons can be pressed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch

import live_inside
from hosts.contract.seen import Answering, Seen, asked_again, refusal, seen
from hosts.excel_desk import Desk
from hosts.excel_desk import opened as opened_in_double
from hosts.excel_double import BookDouble, never
from jixiao.actions import Choice, Field, Form, Kind, Task, action
from jixiao.errors import JixiaoError
from jixiao.hosts import excel, file, libreoffice
from jixiao.hosts.desk.pressing import press_file
from jixiao.hosts.excel.pressing import Around, run_action
from jixiao.hosts.libreoffice.answering import answer
from jixiao.hosts.libreoffice.inside import jobs, reading
from jixiao.hosts.libreoffice.inside.buttons import press
from jixiao.hosts.libreoffice.inside.exchange import Refusal
from jixiao.model.book import Book
from jixiao.model.cells import Area, CellRef
from live_office import opened

Answers = Mapping[str, str]
ASKS_AGAIN = "“{caption}”还要知道："


class Host(Protocol):
    """A host with a workbook in it."""

    def read(self) -> Book: ...
    def press(self, button: str, answers: Answers, at: CellRef) -> Seen: ...


class InFile:
    """The file host."""

    def __init__(self, path: Path) -> None:
        self.path, self.here = path, path.parent

    def read(self) -> Book:
        return file.read_book(self.path)

    def press(self, button: str, answers: Answers, at: CellRef) -> Seen:
        try:
            found = press_file(button, self.path, answers, _area(at)).outcome
        except JixiaoError as error:
            problem, again, _ = str(error).partition(ASKS_AGAIN.format(caption=action(button).caption))
            if again:
                return asked_again(self.read(), self.here, problem.partition("。")[0] + "。")
            return refusal(self.read(), self.here, str(error))
        done = [(job.task, job.path) for job in found.jobs]
        return seen(self.read(), self.here, found.message, found.told, found.show, done)


class InLibreOffice:
    """A workbook open in a LibreOffice that runs; what would open a window is only noted."""

    def __init__(self, office: Any, document: Any, path: Path) -> None:
        self.office, self.document, self.here = office, document, path.parent

    def read(self) -> Book:
        return libreoffice.read_book(self.document)

    def press(self, button: str, answers: Answers, at: CellRef) -> Seen:
        _select(self.document, at)
        answering = Answering(answers)
        try:
            reply = press(self.document, button, answer, lambda form: answering(_form(form)), self._do)
        except Refusal as error:
            return refusal(self.read(), self.here, str(error))
        if reply is None:
            return asked_again(self.read(), self.here, answering.problem)
        done = [(job["task"], Path(job["path"]) if job["path"] else None) for job in reply["jobs"]]
        show = None if reply["show"] is None else CellRef(*reply["show"])
        if show is not None:
            assert self.document.getCurrentController().getActiveSheet().Name == show.sheet
        return seen(self.read(), self.here, reply["message"], tuple(reply["told"]), show, done)

    def _do(self, document: Any, job: Any) -> str:
        return "" if job["task"] in (Task.OPEN, Task.PREVIEW) else jobs.do(self.office, document, job)


def _select(document: Any, at: CellRef) -> None:
    window, sheet = document.getCurrentController(), document.Sheets.getByName(at.sheet)
    window.setActiveSheet(sheet)
    window.select(sheet.getCellByPosition(at.column - 1, at.row - 1))


def _form(content: Mapping[str, Any]) -> Form:
    """A form as it was before it went to LibreOffice."""
    fields = tuple(
        Field(**{**each, "kind": Kind(each["kind"]), "choices": tuple(Choice(**one) for one in each["choices"])})
        for each in content["fields"]
    )
    return Form(content["title"], fields, tuple(content["text"]))


class InExcel:
    """A workbook open in Excel, or in the stand-in for it."""

    def __init__(self, app: Any, book: Any, path: Path, around: Around) -> None:
        self.app, self.book, self.here, self.around = app, book, path.parent, around

    def read(self) -> Book:
        return excel.read_book(self.book, sleep=self.around.sleep)

    def press(self, button: str, answers: Answers, at: CellRef) -> Seen:
        sheet = next(each for each in self.book.sheets if each.name == at.sheet)
        sheet.api.Activate()
        sheet.range((at.row, at.column), (at.row, at.column)).select()
        answering = Answering(answers)
        try:
            found = run_action(button, self.app, answering, self.around)
        except JixiaoError as error:
            return refusal(self.read(), self.here, str(error))
        if found is None:
            return asked_again(self.read(), self.here, answering.problem)
        if found.show is not None:
            assert self.book.sheets.active.name == found.show.sheet
        done = [(job.task, job.path) for job in found.jobs]
        return seen(self.read(), self.here, found.message, found.told, found.show, done)


@contextmanager
def in_libreoffice(office: Any, path: Path) -> Iterator[Host]:
    with patch.object(reading, "take", live_inside.take), opened(office, path) as document:
        yield InLibreOffice(office, document, path)


def in_double(path: Path, steps: Path) -> Host:
    double: BookDouble = opened_in_double(file.read_book(path))
    double.com.FullName = str(path)
    return InExcel(Desk(double), double, path, Around(never, steps=steps))


@contextmanager
def in_real_excel(path: Path, steps: Path) -> Iterator[Host]:
    """Needs Windows with Excel."""
    import xlwings

    with xlwings.App(visible=False, add_book=False) as app:
        yield InExcel(app, app.books.open(str(path)), path, Around(steps=steps))


def _area(at: CellRef) -> Area:
    return Area(at.sheet, at.row, at.column, at.row, at.column)
