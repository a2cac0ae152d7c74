"""The buttons in Excel: what the add-in's one callback runs, by the name of the action.

Read the open book, run the action, write its edits, bring the result to the front, say one line in the status bar.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from jixiao.actions import TITLE, Action, Outcome, action
from jixiao.errors import JixiaoError
from jixiao.hosts.excel import read_book, write_edits
from jixiao.hosts.excel.protocol import AppLike, BookLike
from jixiao.hosts.excel.session import Patience, is_refusal
from jixiao.hosts.folders import Returned, read_units, workbooks_in
from jixiao.hosts.history.captions import moment
from jixiao.hosts.machine import MAC
from jixiao.model.cells import CellRef

STATUS_BAR_SIGNS = 200
"""More than this does not fit into a status bar; a dialog has the rest."""

ON_MAC = "Mac 版 Excel 里还不能用按钮。请保存后用命令行 jixiao check 文件 --mark，或用 LibreOffice 的按钮。"
NOT_ANSWERING = "Excel 没有响应，没有{caption}。请结束单元格编辑、关闭对话框后再试。"
NO_FOLDER = "没有选文件夹，没有汇总。"
LEFT_OUT = "下列文件没有计入："
_FOLDER_PICKER = 4
"""Office's constant msoFileDialogFolderPicker."""


def run(name: str) -> None:
    """What RunPython calls: the action on the workbook in front of the Excel that called."""
    import xlwings

    apps: Sequence[Any] = list(xlwings.apps)
    press(name, _calling_excel(apps, sys.argv), sys.platform)


def press(name: str, app: AppLike, platform: str, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """One press of a button. What went wrong, and which files were left out, is told in a dialog of Excel's."""
    patience = Patience(sleep)
    try:
        if platform == MAC:
            raise JixiaoError(ON_MAC)
        book = patience(lambda: app.books.active)
        folder = _ask_folder(app, patience) if action(name).needs_units else None
        if folder is None and action(name).needs_units:
            _say(book, False)  # the user changed their mind
            return
        left_out = run_action(name, book, folder, sleep=sleep).left_out
        if left_out:
            app.alert("\n".join((LEFT_OUT, *left_out)), TITLE)
    except JixiaoError as error:
        app.alert(str(error), TITLE)
    except Exception as error:
        if not is_refusal(error):
            raise
        app.alert(NOT_ANSWERING.format(caption=action(name).caption), TITLE)


def run_action(
    name: str, book: BookLike, folder: Path | None = None, *, sleep: Callable[[float], None] = time.sleep
) -> Outcome:
    """Run an action on an open book. ``folder`` holds the units' workbooks where the action needs them.

    Raises JixiaoError, one sentence, where the work cannot be done; the book is then as it was.
    """
    chosen, patience = action(name), Patience(sleep)
    _say(book, chosen.progress)
    try:
        returned = _units(book, folder, chosen, patience) if chosen.needs_units else Returned((), ())
        outcome = chosen.press(read_book(book, sleep=sleep), returned.books, moment(datetime.now()))
        write_edits(book, outcome.edits, sleep=sleep)
    except BaseException:
        _say(book, False)
        raise
    if outcome.show is not None:
        _unless_refused(partial(patience, partial(_show, book, outcome.show)))
    message = f"{TITLE}：{outcome.message}"
    cut = message if len(message) <= STATUS_BAR_SIGNS else f"{message[: STATUS_BAR_SIGNS - 1]}…"
    _unless_refused(partial(patience, partial(setattr, book.app, "status_bar", cut)))
    return replace(outcome, left_out=(*returned.problems, *outcome.left_out))


def _calling_excel(apps: Sequence[AppLike], arguments: Sequence[str]) -> AppLike:
    """The Excel whose window RunPython names, else the one in front."""
    if not apps:
        raise JixiaoError("没有找到打开着工作簿的 Excel。")
    handle = next((each.removeprefix("--hwnd=") for each in arguments if each.startswith("--hwnd=")), "")
    return next((app for app in apps if handle and str(app.hwnd) == handle), apps[0])


def _ask_folder(app: AppLike, patience: Patience) -> Path | None:
    """The folder that the user picks in Excel's own dialog, or None."""
    dialog = patience(lambda: app.api.FileDialog(_FOLDER_PICKER))
    dialog.Title = "选择各单位工作簿所在的文件夹"
    return Path(dialog.SelectedItems(1)) if patience(dialog.Show) else None


def _units(book: BookLike, folder: Path | None, chosen: Action, patience: Patience) -> Returned:
    """The workbooks in the folder, without the open one itself."""
    if folder is None:
        raise JixiaoError(NO_FOLDER)
    own = Path(patience(lambda: book.api.FullName)).resolve()
    paths = [path for path in workbooks_in(folder) if path.resolve() != own]
    return read_units(paths, lambda number: _say(book, f"{chosen.progress} {number}/{len(paths)}"))


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
