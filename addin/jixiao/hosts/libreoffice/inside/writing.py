"""Writing rectangles into an open document: all of them or none, as one step that the user can undo."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from .blocks import cells_of, put, standing
from .exchange import Refusal, is_refusal
from .reading import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .exchange import Write
    from .protocol import DocumentLike, SheetLike

READ_ONLY = "没有写入“{name}”：它是以只读方式打开的；请另存为新文件，或关闭占用它的程序后重新打开再试。"
PROTECTED = "没有写入工作表《{sheet}》：它设了保护密码，{area} 处于锁定状态；请撤销工作表保护后再试。"
REFUSED = "没有写入“{name}”：LibreOffice 不接受对《{sheet}》!{area} 的修改，请检查那里的数组公式。"
NO_NEW_SHEET = "没有写入“{name}”：工作簿结构受保护，不能增加工作表《{sheet}》；请撤销工作簿保护后再试。"


def write(document: DocumentLike, writes: Sequence[Write], undo_title: str) -> None:
    """Write rectangles, none over another. Raises Refusal, one sentence; the cells are then as they were."""
    if not writes:
        return
    if document.isReadonly():
        raise Refusal(READ_ONLY.format(name=title_of(document)))
    with _one_step(document, undo_title):
        change = _Change(document)
        try:
            change.make(writes)
        except Exception:
            change.take_back()
            raise


class _Change:
    """What was written, and what stood there before."""

    def __init__(self, document: DocumentLike) -> None:
        self._document = document
        self._before: list[Write] = []
        self._added: list[str] = []

    def make(self, writes: Sequence[Write]) -> None:
        """Write everything, and remember what stood there."""
        self._add_sheets(writes)
        with _unprotected(self._document, writes):
            for each in writes:
                before = standing(self._document, each)
                self._put(each)
                self._before += before

    def take_back(self) -> None:
        """Put back what was written until now, and take added sheets out again."""
        with _unprotected(self._document, self._before):
            for each in self._before:
                put(self._document, each)
        for name in self._added:
            self._document.getSheets().removeByName(name)

    def _add_sheets(self, writes: Sequence[Write]) -> None:
        sheets = self._document.getSheets()
        for name in dict.fromkeys(each["sheet"] for each in writes):
            if name in sheets.getElementNames():
                continue
            if self._document.isProtected():  # LibreOffice itself would let a program do it
                raise Refusal(NO_NEW_SHEET.format(name=title_of(self._document), sheet=name))
            sheets.insertNewByName(name, sheets.getCount())
            self._added.append(name)

    def _put(self, each: Write) -> None:
        try:
            put(self._document, each)
        except Exception as error:
            if not is_refusal(error):
                raise
            sheet = self._document.getSheets().getByName(each["sheet"])
            text = PROTECTED if sheet.isProtected() else REFUSED
            area = cells_of(self._document, each).AbsoluteName.rpartition(".$")[2].replace("$", "")
            raise Refusal(text.format(name=title_of(self._document), sheet=each["sheet"], area=area)) from error


@contextmanager
def _one_step(document: DocumentLike, title: str) -> Iterator[None]:
    """All that is written is one step of the Edit menu; nothing is drawn and nothing follows from it before the end."""
    with ExitStack() as stack:
        document.lockControllers()
        stack.callback(document.unlockControllers)
        document.addActionLock()
        stack.callback(document.removeActionLock)
        undo = document.getUndoManager()
        undo.enterUndoContext(title)
        stack.callback(undo.leaveUndoContext)
        yield


@contextmanager
def _unprotected(document: DocumentLike, writes: Sequence[Write]) -> Iterator[None]:
    """The sheets with their protection lifted where that takes no password, and protected again afterwards."""
    sheets = document.getSheets()
    with ExitStack() as stack:
        for name in dict.fromkeys(each["sheet"] for each in writes):
            sheet = sheets.getByName(name)
            if sheet.isProtected() and _lifted(sheet):
                stack.callback(sheet.protect, "")
        yield


def _lifted(sheet: SheetLike) -> bool:
    try:
        sheet.unprotect("")
    except Exception as error:
        if not is_refusal(error):
            raise
    return not sheet.isProtected()
