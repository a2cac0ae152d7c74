"""The buttons in Excel: what the add-in's one callback runs, by the name of the action."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial

from jixiao.actions import TITLE, action
from jixiao.errors import JixiaoError, Stopped
from jixiao.hosts.excel.attaching import calling
from jixiao.hosts.excel.escape import escape_of
from jixiao.hosts.excel.forms import ask
from jixiao.hosts.excel.pressing import Around, run_action
from jixiao.hosts.excel.protocol import AppLike
from jixiao.hosts.excel.session import Patience, is_refusal, unless_refused
from jixiao.hosts.machine import MAC

ON_MAC = "Mac 版 Excel 里还不能用按钮。请保存后用命令行 jixiao check 文件 --mark，或用 LibreOffice 的按钮。"
NOT_ANSWERING = "Excel 没有响应，没有做“{caption}”。请结束单元格编辑、关闭对话框后再试。"
NO_EXCEL = "没有连上 Excel：请先打开或新建一个工作簿、结束单元格编辑，再点按钮。"

MORE = "…… 还有 {count} 条，点“确定”接着看。"

MOST_LINES, SIGNS_A_LINE = 24, 40
"""What Windows shows in a dialog on a small screen, counted in Chinese signs."""

_WARNING = 0x30


def run(name: str) -> None:
    """What RunPython calls: the action in the Excel that called."""
    handle = next((each.removeprefix("--hwnd=") for each in sys.argv if each.startswith("--hwnd=")), "")
    app = _called_by(handle)
    if app is None:
        _tell_without_excel(NO_EXCEL)
        return
    press(name, app, sys.platform, Around(is_stopped=escape_of(app.pid)))


def _called_by(handle: str) -> AppLike | None:
    try:
        return Patience()(partial(calling, handle))
    except Exception as error:
        if not is_refusal(error):
            raise
        return None


def press(name: str, app: AppLike, platform: str, around: Around) -> None:
    """One press of a button. What went wrong, and what an action tells, is shown in a dialog of Excel's."""
    try:
        if platform == MAC:
            raise JixiaoError(ON_MAC)
        outcome = run_action(name, app, partial(ask, app, Patience(around.sleep)), around)
        if outcome is not None and outcome.told:
            _tell(app, outcome.told)
    except Stopped as stop:
        unless_refused(partial(setattr, app, "status_bar", f"{TITLE}：{stop}"))
    except JixiaoError as error:
        app.alert(str(error), TITLE)
    except Exception as error:
        if not is_refusal(error):
            raise
        app.alert(NOT_ANSWERING.format(caption=action(name).caption), TITLE)


def _tell(app: AppLike, lines: Sequence[str]) -> None:
    """Show lines in dialogs that fit the screen, one after the other; the user may end it at each."""
    pages, left = list(paged(lines)), len(lines)
    for page in pages[:-1]:
        left -= len(page)
        if app.alert("\n".join((*page, MORE.format(count=left))), TITLE, "ok_cancel") != "ok":
            return
    app.alert("\n".join(pages[-1]), TITLE)


def paged(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines in portions for one dialog each: one that is higher than the screen hides its own button."""
    page, room = list[str](), MOST_LINES
    for line in lines:
        height = -(-len(line) // SIGNS_A_LINE) or 1
        if page and height > room:
            yield page
            page, room = [], MOST_LINES
        page.append(line)
        room -= height
    yield page


def _tell_without_excel(text: str) -> None:
    """A dialog that belongs to no window."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, TITLE, _WARNING)
    else:
        print(text, file=sys.stderr)
