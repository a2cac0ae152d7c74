"""What a menu entry or toolbar button does: ask the engine, write its answer into the document, show it."""

from __future__ import annotations

import os
import traceback
from contextlib import contextmanager
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any

from . import engine, reading
from .exchange import FORMAT, Refusal, is_refusal
from .writing import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .exchange import FormContent, Reply, Request
    from .protocol import DocumentLike

TITLE = "绩效自评"
_SECONDS_SHOWN = 15
_WORKING = f"{TITLE}：正在处理…"
_CHOOSE = "选择各单位工作簿所在的文件夹"
_LINES_SHOWN = 20
_MORE = "另有 {more} 行。"
_BROKEN = "没有做完，可能只写了一部分；可用“编辑 → 撤销”退回。请把下面的内容发给维护人员。\n\n{detail}"
_NO_WORKBOOK = "请先打开要处理的工作簿。"


def press(
    document: DocumentLike,
    action: str,
    ask: Callable[[Request], Reply],
    show: Callable[[FormContent], dict[str, str] | None] = lambda form: None,
) -> Reply | None:
    """Run an action on an open document. ``ask`` puts the request to the engine, ``show`` a form to the user.

    None where the user cancels. Raises Refusal, one sentence, where the work cannot be done; the document is then as
    it was.
    """
    request: Request = {
        "format": FORMAT, "action": action, "answers": {}, "url": document.getURL(),
        "book": reading.take(document), "selected": _selected(document),
    }  # fmt: skip
    reply = ask(request)
    while reply["form"] is not None:
        given = show(reply["form"])
        if given is None:
            return None
        request["answers"].update(given)
        reply = ask(request)
    if reply["error"]:
        raise Refusal(reply["error"])
    write(document, reply["writes"], reply["undo_title"])
    if reply["show"] is not None:
        _show(document, *reply["show"])
    return reply


def _selected(document: DocumentLike) -> tuple[str, int, int, int, int] | None:
    """The selected block; the first of several, None where no cells are selected."""
    found: Any = document.getCurrentSelection()
    if found is not None and found.supportsService("com.sun.star.sheet.SheetCellRanges"):
        found = found.getByIndex(0) if found.getCount() else None
    if found is None or not found.supportsService("com.sun.star.sheet.SheetCellRange"):
        return None
    return (found.getSpreadsheet().Name, *reading.box_of(found.getRangeAddress()))


def run(context: Any, action: str) -> None:  # noqa: ANN401 - LibreOffice's component context
    """What a button calls, with the name of its action."""
    desktop = _service(context, "com.sun.star.frame.Desktop")
    document = desktop.getCurrentComponent()
    try:
        if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            raise Refusal(_NO_WORKBOOK)
        frame = document.getCurrentController().getFrame()
        _end_typing(context, frame)
        with _status(frame) as say:
            ask = partial(engine.ask, settings=engine.settings_file())
            reply = press(document, action, ask, partial(_answers, context))
            say(f"{TITLE}：{reply['message']}" if reply else "")
        if reply and reply["told"]:
            _tell(context, "INFOBOX", _screenful(reply["told"]))
    except Refusal as refusal:
        _tell(context, "ERRORBOX", str(refusal))
    except Exception:  # LibreOffice would drop it without a word
        _tell(context, "ERRORBOX", _BROKEN.format(detail=traceback.format_exc()[-1000:]))


def _screenful(told: Sequence[str]) -> str:
    """As many lines as a screen has room for."""
    more = len(told) - _LINES_SHOWN
    return "\n".join((*told[:_LINES_SHOWN], *([_MORE.format(more=more)] if more > 0 else [])))


def _answers(context: Any, form: FormContent) -> dict[str, str] | None:  # noqa: ANN401 - LibreOffice's context
    (field,) = form["fields"]
    folder = _folder(context)
    return {field["key"]: folder} if folder else None


def _end_typing(context: Any, frame: Any) -> None:  # noqa: ANN401 - LibreOffice objects
    """Take in what stands half typed in a cell; a button does not do that by itself."""
    _service(context, "com.sun.star.frame.DispatchHelper").executeDispatch(frame, ".uno:AcceptFormula", "", 0, ())


def _show(document: DocumentLike, sheet: str, row: int, column: int) -> None:
    """Bring a cell to the front; what was written stays where the window does not follow."""
    window = document.getCurrentController()
    if window is None:
        return
    page = document.getSheets().getByName(sheet)
    cursor = page.createCursorByRange(reading.cells_in(page, (row, column, row, column)))
    cursor.collapseToMergedArea()
    try:
        window.setActiveSheet(page)
        window.select(cursor)
    except Exception as error:
        if not is_refusal(error):
            raise


@contextmanager
def _status(frame: Any) -> Iterator[Callable[[str], None]]:  # noqa: ANN401 - a LibreOffice object
    """The status bar, which says that work goes on. What it is told last stands for some seconds, then it is freed."""
    bar = frame.createStatusIndicator()
    bar.start(_WORKING, 0)
    try:
        yield bar.setText
    except BaseException:
        bar.end()
        raise
    timer = Timer(_SECONDS_SHOWN, _end, (bar,))
    timer.daemon = True
    timer.start()


def _end(bar: Any) -> None:  # noqa: ANN401 - a LibreOffice object
    try:
        bar.end()
    except Exception as error:
        if not is_refusal(error):  # the window was closed meanwhile
            raise


def _folder(context: Any) -> str:  # noqa: ANN401 - LibreOffice's component context
    """The folder that the user picks, "" for none; the variable JIXIAO_FOLDER answers in place of a user."""
    import uno

    if os.environ.get("JIXIAO_FOLDER"):
        return os.environ["JIXIAO_FOLDER"]
    picker = _service(context, "com.sun.star.ui.dialogs.FolderPicker")
    picker.setTitle(_CHOOSE)
    return str(uno.fileUrlToSystemPath(picker.getDirectory())) if picker.execute() == 1 else ""


def _tell(context: Any, kind: str, text: str) -> None:  # noqa: ANN401 - LibreOffice's component context
    import uno

    frame = _service(context, "com.sun.star.frame.Desktop").getCurrentFrame()
    window = frame.getContainerWindow()
    box_type, only_ok = uno.Enum("com.sun.star.awt.MessageBoxType", kind), 1
    box = window.getToolkit().createMessageBox(window, box_type, only_ok, TITLE, text)
    box.execute()
    box.dispose()


def _service(context: Any, name: str) -> Any:  # noqa: ANN401 - LibreOffice objects
    return context.getServiceManager().createInstanceWithContext(name, context)
