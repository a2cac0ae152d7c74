"""The buttons in Excel: what the add-in's one callback runs, by the name of the action.

Read the open book, run the action, write its edits, bring the result to the front, say one line in the status bar.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from jixiao.actions import TITLE, Outcome, Press, action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.asking import Ask, answered
from jixiao.hosts.desk.files import FileDesk
from jixiao.hosts.excel import read_book, write_edits
from jixiao.hosts.excel.forms import ask
from jixiao.hosts.excel.protocol import AppLike, BookLike
from jixiao.hosts.excel.session import Patience, is_refusal
from jixiao.hosts.history.captions import moment
from jixiao.hosts.machine import MAC
from jixiao.model.cells import CellRef

STATUS_BAR_SIGNS = 200
"""More than this does not fit into a status bar; a dialog has the rest."""

ON_MAC = "Mac 版 Excel 里还不能用按钮。请保存后用命令行 jixiao check 文件 --mark，或用 LibreOffice 的按钮。"
NOT_ANSWERING = "Excel 没有响应，没有{caption}。请结束单元格编辑、关闭对话框后再试。"


def run(name: str) -> None:
    """What RunPython calls: the action on the workbook in front of the Excel that called."""
    import xlwings

    apps: Sequence[Any] = list(xlwings.apps)
    press(name, _calling_excel(apps, sys.argv), sys.platform)


def press(name: str, app: AppLike, platform: str, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """One press of a button. What went wrong, and what an action tells, is shown in a dialog of Excel's."""
    try:
        if platform == MAC:
            raise JixiaoError(ON_MAC)
        outcome = run_action(name, app, partial(ask, app, Patience(sleep)), sleep=sleep)
        if outcome is not None and outcome.told:
            app.alert("\n".join(outcome.told), TITLE)
    except JixiaoError as error:
        app.alert(str(error), TITLE)
    except Exception as error:
        if not is_refusal(error):
            raise
        app.alert(NOT_ANSWERING.format(caption=action(name).caption), TITLE)


def run_action(name: str, app: AppLike, ask: Ask, *, sleep: Callable[[float], None] = time.sleep) -> Outcome | None:
    """Run an action on the book in front; None where the user cancels a form. ``ask`` shows a form.

    Raises JixiaoError, one sentence, where the work cannot be done; the book is then as it was.
    """
    chosen, patience = action(name), Patience(sleep)
    book = patience(lambda: app.books.active)
    _say(book, chosen.progress)
    try:
        desk = FileDesk(lambda text: _say(book, f"{chosen.progress} {text}"))
        found = Press(desk, read_book(book, sleep=sleep), _path(book, patience), time=moment(datetime.now()))
        asked = answered(chosen, found, ask)
        if asked is None:
            _say(book, False)  # the user changed their mind
            return None
        outcome = chosen.press(asked)
        write_edits(book, outcome.edits, sleep=sleep)
    except BaseException:
        _say(book, False)
        raise
    if outcome.show is not None:
        _unless_refused(partial(patience, partial(_show, book, outcome.show)))
    message = f"{TITLE}：{outcome.message}"
    cut = message if len(message) <= STATUS_BAR_SIGNS else f"{message[: STATUS_BAR_SIGNS - 1]}…"
    _unless_refused(partial(patience, partial(setattr, book.app, "status_bar", cut)))
    return outcome


def _calling_excel(apps: Sequence[AppLike], arguments: Sequence[str]) -> AppLike:
    """The Excel whose window RunPython names, else the one in front."""
    if not apps:
        raise JixiaoError("没有找到打开着工作簿的 Excel。")
    handle = next((each.removeprefix("--hwnd=") for each in arguments if each.startswith("--hwnd=")), "")
    return next((app for app in apps if handle and str(app.hwnd) == handle), apps[0])


def _path(book: BookLike, patience: Patience) -> Path | None:
    """Where the workbook's file is; None where it has no folder on this computer."""
    path = Path(patience(lambda: book.api.FullName))
    return path if path.is_absolute() else None


def _say(book: BookLike, text: str | bool) -> None:
    """Show a text in the status bar, or give it back to Excel (False); a busy Excel is not waited for."""
    _unless_refused(lambda: setattr(book.app, "status_bar", text))


def _show(book: BookLike, at: CellRef) -> None:
    sheet = next(sheet for sheet in book.sheets if sheet.name == at.sheet)
    sheet.api.Activate()
    sheet.range((at.row, at.column), (at.row, at.column)).select()


def _unless_refused(action: Callable[[], object]) -> None:
    """Do what only changes the view: where Excel refuses it, the work that was done stays done."""
    try:
        action()
    except Exception as error:
        if not is_refusal(error):
            raise
