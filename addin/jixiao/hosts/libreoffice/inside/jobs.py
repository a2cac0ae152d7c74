"""What LibreOffice itself does after an action's edits: open, preview, print into a PDF, save a copy, undo."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from .exchange import Refusal, is_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .exchange import JobContent
    from .protocol import DocumentLike

OURS = "绩效自评："
"""What the titles of our steps in the Edit menu begin with."""

PDF_FILTER, XLSX_FILTER = "calc_pdf_Export", "Calc MS Excel 2007 XML"

NOT_OPENED = "LibreOffice 没有打开“{path}”，请在“文件 → 打开”里试。"
NOT_SAVED = "没有写成“{path}”（{reason}）。请检查文件夹和写权限，关闭占用它的程序后再试。"
NOT_MADE = "LibreOffice 没有写成"
NO_WORKBOOK = "请先打开要处理的工作簿。"
NOTHING_TO_UNDO = "没有可以撤销的步骤。"
YOURS_FIRST = "最近一步是您自己的“{title}”，没有替您撤销。请先按 Ctrl+Z 退回它，再点“撤销”。"
UNDONE = "已撤销“{title}”。"
UNDONE_MORE = "已撤销“{title}”，再点一次撤销“{next}”。"


def do(context: Any, document: DocumentLike | None, job: JobContent) -> str:  # noqa: ANN401 - LibreOffice's context
    """Do a job; a sentence where there is something to say. Raises Refusal."""
    if job["task"] == "open":
        return _open(context, job["path"])
    if document is None:
        raise Refusal(NO_WORKBOOK)
    return _ON_DOCUMENT[job["task"]](context, document, job)


def discard_made(jobs: Sequence[JobContent]) -> None:
    """Remove the finished files that the engine has made, whether they got to their places or not."""
    for job in jobs:
        if job["made"]:
            rmtree(Path(job["made"]).parent, ignore_errors=True)


def _open(context: Any, path: str) -> str:  # noqa: ANN401 - LibreOffice's component context
    import uno

    desktop = _service(context, "com.sun.star.frame.Desktop")
    try:
        opened = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_default", 0, ())
    except Exception as error:
        if not is_refusal(error):
            raise
        opened = None
    if opened is None:
        raise Refusal(NOT_OPENED.format(path=path))
    return ""


def _preview(context: Any, document: DocumentLike, job: JobContent) -> str:  # noqa: ANN401 - LibreOffice's context
    """Show the print preview; the same command would close one that is shown already."""
    window = document.getCurrentController()
    if window is not None and hasattr(window, "setActiveSheet"):
        helper = _service(context, "com.sun.star.frame.DispatchHelper")
        helper.executeDispatch(window.getFrame(), ".uno:PrintPreview", "", 0, ())
    return ""


def _pdf(context: Any, document: DocumentLike, job: JobContent) -> str:  # noqa: ANN401 - LibreOffice's context
    _store(document, job["path"], PDF_FILTER)
    return ""


def _copy(context: Any, document: DocumentLike, job: JobContent) -> str:  # noqa: ANN401 - LibreOffice's context
    """A copy that the engine has made from the document's file loses nothing; else LibreOffice saves as it can."""
    if job["made"]:
        _place(job["path"], lambda draft: draft.write_bytes(Path(job["made"]).read_bytes()))
    else:
        _store(document, job["path"], XLSX_FILTER)
    return ""


def _store(document: DocumentLike, path: str, filter_name: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue

    def make(draft: Path) -> None:
        """Have LibreOffice write the document there."""
        options = (PropertyValue("FilterName", 0, filter_name, 0),)
        document.storeToURL(uno.systemPathToFileUrl(str(draft)), options)

    _place(path, make)


def _place(path: str, make: Callable[[Path], object]) -> None:
    """Make a file beside its place first: one that stands there is replaced whole or not at all."""
    target = Path(path)
    draft = target.with_name(f".jixiao-{os.getpid()}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        make(draft)
        draft.replace(target)
    except OSError as error:
        raise Refusal(NOT_SAVED.format(path=path, reason=_reason_of(error))) from None
    except Exception as error:
        if not is_refusal(error):
            raise
        raise Refusal(NOT_SAVED.format(path=path, reason=NOT_MADE)) from error
    finally:
        if draft.exists():
            draft.unlink()


def _reason_of(error: OSError) -> str:
    """In words: Python has them in English only."""
    return "磁盘已满" if error.errno == errno.ENOSPC else "系统不让写"


def _undo(context: Any, document: DocumentLike, job: JobContent) -> str:  # noqa: ANN401 - LibreOffice's context
    """Take the latest step back if it is one of ours; the user's own steps are left to the user."""
    undo = document.getUndoManager()
    titles = undo.getAllUndoActionTitles()
    if not titles:
        return NOTHING_TO_UNDO
    if not titles[0].startswith(OURS):
        raise Refusal(YOURS_FIRST.format(title=titles[0]))
    undo.undo()
    shown = [title[len(OURS) :] for title in titles[:2] if title.startswith(OURS)]
    if len(shown) > 1:
        return UNDONE_MORE.format(title=shown[0], next=shown[1])
    return UNDONE.format(title=shown[0])


_ON_DOCUMENT: dict[str, Callable[[Any, DocumentLike, JobContent], str]] = {
    "preview": _preview,
    "pdf": _pdf,
    "copy": _copy,
    "undo": _undo,
}


def _service(context: Any, name: str) -> Any:  # noqa: ANN401 - LibreOffice objects
    return context.getServiceManager().createInstanceWithContext(name, context)
