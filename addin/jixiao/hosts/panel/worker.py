"""The thread in which the panel works, so that its window stays alive; it talks to the window through queues."""

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import cast

from jixiao.actions import Form, action
from jixiao.errors import JixiaoError, Stopped
from jixiao.hosts.excel.attaching import Running, running
from jixiao.hosts.excel.escape import escape_of
from jixiao.hosts.excel.pressing import Around, run_action
from jixiao.hosts.excel.session import is_refusal
from jixiao.hosts.excel.undo_steps import steps_folder
from jixiao.hosts.machine import this_machine

NOT_FOUND = "没有找到打开的 Excel 或 WPS 表格，请先打开工作簿；正在编辑单元格的，请先按回车。"
NOT_ANSWERING = "{program} 没有响应，没有做“{caption}”。请结束单元格编辑、关闭对话框后再试。"
BROKEN = "“{caption}”没有做完：程序出了意外（{kind}）。工作簿请先不要保存，把这句话告诉维护人员。"
NOT_ATTACHED = "连接 Excel 时出了意外（{kind}），请把这句话告诉维护人员。"
NO_WORKBOOK = "没有打开工作簿"

Answers = Mapping[str, str] | None


@dataclass(frozen=True)
class Found:
    """The programs that run, as people call them: ``Excel · 自评.xlsx``."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """One line for the status line."""

    text: str


@dataclass(frozen=True)
class Told:
    """Lines for a dialog."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A form to show; its answers go into ``reply``, None where the user cancels."""

    form: Form
    reply: "SimpleQueue[Answers]" = field(default_factory=SimpleQueue)


@dataclass(frozen=True)
class Finished:
    """A press is over, whatever came of it."""


Event = Found | Said | Told | Asked | Finished


class Worker:
    """Does one thing after the other in a thread of its own. Programs are used in that thread only, as COM wants it."""

    def __init__(self, attach: Callable[[], Sequence[Running]] = running, steps: Path | None = None) -> None:
        self.events: SimpleQueue[Event] = SimpleQueue()
        self._attach, self._steps = attach, steps or steps_folder(this_machine())
        self._tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._stop = threading.Event()
        self._programs: Sequence[Running] = ()
        self._thread = threading.Thread(target=self._work, name="jixiao-panel", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Find out which programs run; ``Found`` comes back."""
        self._tasks.put(self._look)

    def press(self, name: str, number: int) -> None:
        """Press a button in the program of that number; ``Finished`` comes last."""
        self._stop.clear()
        self._tasks.put(lambda: self._press(name, number))

    def stop(self) -> None:
        """Stop the work at the next place where it can be stopped."""
        self._stop.set()

    def end(self) -> None:
        """Let the thread come to its end, for instance when the window closes."""
        self._stop.set()
        self._tasks.put(None)

    def _work(self) -> None:
        _initialise_com()
        while (task := self._tasks.get()) is not None:
            task()

    def _look(self) -> None:
        try:
            self._programs = tuple(self._attach())
            labels = tuple(map(_label, self._programs))
        except Exception as error:  # the window stays, whatever happens
            if is_refusal(error) and self._programs:
                return  # somebody edits a cell: what was found before is still there
            self._programs, labels = (), ()
            if not is_refusal(error):
                self.events.put(Said(NOT_ATTACHED.format(kind=type(error).__name__)))
        self.events.put(Found(labels))

    def _press(self, name: str, number: int) -> None:
        caption = action(name).caption
        try:
            if number >= len(self._programs):
                raise JixiaoError(NOT_FOUND)
            self._run(name, self._programs[number])
        except Stopped as stop:
            self.events.put(Said(str(stop)))
        except JixiaoError as error:
            self._tell_failure(caption, str(error))
        except Exception as error:  # the window stays, whatever happens
            program = self._programs[number].label
            sentence = NOT_ANSWERING if is_refusal(error) else BROKEN
            self._tell_failure(caption, sentence.format(program=program, caption=caption, kind=type(error).__name__))
        finally:
            self.events.put(Finished())

    def _run(self, name: str, program: Running) -> None:
        is_escaped = escape_of(program.app.pid)
        around = Around(
            is_stopped=lambda: self._stop.is_set() or is_escaped(),
            steps=self._steps,
            tell=lambda text: self.events.put(Said(text)),
        )
        outcome = run_action(name, program.app, self._ask, around)
        if outcome is None:
            self.events.put(Said(""))
        elif outcome.told:
            self.events.put(Told(outcome.told))

    def _ask(self, form: Form) -> Answers:
        asked = Asked(form)
        self.events.put(asked)
        return asked.reply.get()

    def _tell_failure(self, caption: str, sentence: str) -> None:
        self.events.put(Said(f"“{caption}”没有做。"))
        self.events.put(Told((sentence,)))


def _label(program: Running) -> str:
    """The program with the workbook in front of it; a busy one does not tell."""
    try:
        book = program.app.books.active
        name = NO_WORKBOOK if cast("object", book.api) is None else book.name
    except Exception as error:
        if not is_refusal(error):
            raise
        return program.label
    return f"{program.label} · {name}"


def _initialise_com() -> None:
    if sys.platform == "win32":
        from importlib import import_module

        import_module("pythoncom").CoInitialize()
