"""Writing on protected sheets of an open workbook, without ever asking for a password."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from jixiao.errors import JixiaoError, RefusedWrite
from jixiao.hosts.excel.com import SheetCom
from jixiao.hosts.excel.protocol import RangeLike, SheetLike
from jixiao.hosts.excel.session import Patience, is_busy, is_refusal
from jixiao.model.cells import Area

PROTECTED = "没有写入工作表《{sheet}》：它设了保护密码，{area} 处于锁定状态；请撤销工作表保护后再试。"
NOT_PROTECTED = "工作表《{sheet}》的保护没有恢复，请在“审阅”选项卡中重新“保护工作表”（不设密码）。"

OPTIONS = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)
"""What a protection may still allow, in the order in which ``Worksheet.Protect`` takes it."""


@contextmanager
def writable(sheet: SheetLike, areas: Sequence[Area], patience: Patience) -> Iterator[None]:
    """The sheet with its protection lifted where that takes no password, and afterwards protected as before.

    Under a password the protection stays, and RefusedWrite is raised if any of the areas is locked. Raises
    JixiaoError where the protection could not be put back.
    """
    com = patience(lambda: sheet.api)
    if not patience(lambda: com.ProtectContents and not com.ProtectionMode):
        yield
        return
    arguments, selectable = patience(lambda: (_arguments(com), com.EnableSelection))
    if not _lifted(com, patience):
        _require_unlocked(sheet, areas, patience)
        yield
        return
    try:
        yield
    finally:
        _protect(com, areas[0].sheet, arguments, selectable, patience)


def _arguments(com: SheetCom) -> tuple[object, ...]:
    """The arguments of ``Protect`` that protect a sheet as it is protected now, with an empty password."""
    allowed = [getattr(com.Protection, option) for option in OPTIONS]
    return ("", com.ProtectDrawingObjects, True, com.ProtectScenarios, False, *allowed)


def _lifted(com: SheetCom, patience: Patience) -> bool:
    """Whether the protection came off. Without the empty password Excel would ask the user for one."""
    try:
        patience(lambda: com.Unprotect(""))
    except Exception as error:
        if is_busy(error) or not is_refusal(error):
            raise
    return not patience(lambda: com.ProtectContents)


def _protect(com: SheetCom, sheet: str, arguments: tuple[object, ...], selectable: int, patience: Patience) -> None:
    try:
        patience(lambda: com.Protect(*arguments))  # by position: late-bound objects take no names
        patience(partial(setattr, com, "EnableSelection", selectable))
    except Exception as error:
        if not is_refusal(error):
            raise
        raise JixiaoError(NOT_PROTECTED.format(sheet=sheet)) from error


def _require_unlocked(sheet: SheetLike, areas: Sequence[Area], patience: Patience) -> None:
    for area in areas:
        if patience(partial(_is_locked, sheet, area)):
            raise RefusedWrite(PROTECTED.format(sheet=area.sheet, area=area.a1))


def _is_locked(sheet: SheetLike, area: Area) -> bool:
    return block(sheet, area).api.Locked is not False


def block(sheet: SheetLike, area: Area) -> RangeLike:
    """The cells of a sheet in an area."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))
