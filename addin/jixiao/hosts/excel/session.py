"""Working in somebody's open Excel: wait while it is busy, and leave its settings as they were."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from jixiao.errors import JixiaoError
from jixiao.hosts.excel.protocol import AppLike, BookLike, SheetLike

T = TypeVar("T")

CALL_REJECTED, EXCEL_IGNORES = -2147418111, -2146777998
"""RPC_E_CALL_REJECTED and VBA_E_IGNORE: someone edits a cell, or a dialog is open."""

XLWINGS_BUSY = "ExcelBusyError"
"""What xlwings makes of some refused calls; its class can be imported on Windows only."""

PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
"""Seconds between the tries of one call while Excel is busy."""

NOT_RESTORED = "已写入“{name}”，但 Excel 的{what}没有恢复原状，请在“公式”选项卡和状态栏中核对。"

_WHILE_WRITING: Mapping[str, tuple[object, str]] = {
    "screen_updating": (False, "屏幕刷新"),
    "enable_events": (False, "事件"),
    "calculation": ("manual", "计算方式"),
    "status_bar": ("绩效自评：正在写入…", "状态栏"),
}
"""The settings of ``xlwings.App`` that writing changes, each with its Chinese name."""


def is_busy(error: Exception) -> bool:
    """Whether Excel refused a call only because it is busy just now."""
    if type(error).__name__ == XLWINGS_BUSY:
        return True
    detail = getattr(error, "excepinfo", None)
    codes = {getattr(error, "hresult", None), detail[5] if detail else None}
    return bool(codes & {CALL_REJECTED, EXCEL_IGNORES})


def is_refusal(error: Exception) -> bool:
    """Whether an exception comes from Excel (a COM error) and not from a mistake of ours."""
    return isinstance(getattr(error, "hresult", None), int) or is_busy(error)


def unless_refused(action: Callable[[], object]) -> None:
    """Do what only changes the view: where Excel refuses it, the work that was done stays done."""
    try:
        action()
    except Exception as error:
        if not is_refusal(error):
            raise


@dataclass(frozen=True)
class Patience:
    """Repeats a call for a few seconds while Excel is busy. ``sleep`` takes seconds."""

    sleep: Callable[[float], None] = time.sleep

    def __call__(self, action: Callable[[], T]) -> T:
        """What the action returns; raises its last exception where Excel stays busy."""
        for pause in PAUSES:
            try:
                return action()
            except Exception as error:
                if not is_busy(error):
                    raise
            self.sleep(pause)
        return action()


@contextmanager
def quiet(book: BookLike, name: str, patience: Patience) -> Iterator[None]:
    """Excel set for writing; afterwards its settings and the sheet in front are as before, also after an error.

    Each sheet keeps its selection by itself; to select it again would scroll there.

    ``name`` is the workbook's, for messages: a busy Excel would not tell it. Raises JixiaoError where the
    writing went well and a setting could not be put back.
    """
    app = patience(lambda: book.app)
    before = {setting: patience(partial(getattr, app, setting)) for setting in _WHILE_WRITING}
    front = patience(lambda: book.sheets.active)
    restore = partial(_restore, app, before, partial(_show, book, front), patience)
    try:
        for setting, (value, _) in _WHILE_WRITING.items():
            patience(partial(setattr, app, setting, value))
        yield
    except BaseException:
        restore()  # what is lost here is not the news
        raise
    lost = restore()
    if lost:
        raise JixiaoError(NOT_RESTORED.format(name=name, what="、".join(lost)))


def _restore(app: AppLike, before: Mapping[str, object], show: Callable[[], None], patience: Patience) -> list[str]:
    """Puts everything back, the screen last; gives the names of the settings that Excel did not take."""
    _taken(show, patience)
    settings = reversed([(setting, partial(setattr, app, setting, value)) for setting, value in before.items()])
    return [_WHILE_WRITING[setting][1] for setting, action in settings if not _taken(action, patience)]


def _taken(action: Callable[[], object], patience: Patience) -> bool:
    try:
        patience(action)
    except Exception as error:
        if not is_refusal(error):
            raise
        return False
    return True


def _show(book: BookLike, sheet: SheetLike) -> None:
    """Brings the sheet back; only one that was added takes it away."""
    if book.sheets.active.name != sheet.name:
        sheet.api.Activate()
