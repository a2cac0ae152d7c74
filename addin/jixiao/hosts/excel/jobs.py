"""What the host itself does after an action's edits: open, preview, print to PDF, save a copy."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from jixiao.actions import Job, Task
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.protocol import AppLike, BookLike
from jixiao.hosts.excel.session import Patience, is_refusal

SAME_NAME = "没有打开“{name}”：已经打开了另一个同名的工作簿，请关闭它后再打开 {path}。"
NOT_OPENED = "没有打开“{name}”：Excel 打不开它，请在文件夹里双击打开 {path}。"
NO_PREVIEW = "没有显示打印预览：请确认电脑装有打印机，再从“文件”菜单打印。"
NO_PDF = "没有导出“{name}”：请关闭同名的 PDF，确认电脑装有打印机、文件夹可以写入后再试。"
NO_COPY = "没有保存“{name}”：请关闭同名的工作簿，确认文件夹可以写入后再试。"
OTHER_KIND = "没有保存“{name}”：当前工作簿是 {suffix} 文件，请先“另存为”Excel 工作簿（.xlsx）再试。"
ITSELF = "没有保存“{name}”：它就是正在打开的工作簿，请换一个文件夹或文件名。"

_PDF = 0
"""Excel's constant xlTypePDF."""


def do(job: Job, app: AppLike, book: BookLike | None, patience: Patience) -> None:
    """Do a job of every kind but UNDO. Raises JixiaoError, one sentence, where Excel does not do it."""
    if job.task is Task.OPEN and job.path is not None:
        _open(app, job.path, patience)
    elif book is not None:
        _do_with(book, job, patience)


def refuse_impossible(jobs: Iterable[Job], book: BookLike, patience: Patience) -> None:
    """Raise JixiaoError for a job that Excel could not do, so that nothing is written before."""
    for path in (job.path for job in jobs if job.task is Task.COPY and job.path is not None):
        full_name = patience(lambda: book.api.FullName)
        suffix = PurePosixPath(full_name.replace("\\", "/")).suffix.lower()
        if suffix not in ("", path.suffix.lower()):  # Excel writes a copy in the format that the workbook has
            raise JixiaoError(OTHER_KIND.format(name=path.name, suffix=suffix))
        if os.path.normcase(full_name) == os.path.normcase(path):
            raise JixiaoError(ITSELF.format(name=path.name))


def _do_with(book: BookLike, job: Job, patience: Patience) -> None:
    if job.task is Task.PREVIEW:
        _or_tell(NO_PREVIEW, lambda: book.api.PrintPreview())
    elif job.task is Task.PDF and job.path is not None:
        print_pdf = partial(_aside, job.path, lambda aside: book.api.ExportAsFixedFormat(_PDF, aside), patience)
        _or_tell(NO_PDF.format(name=job.path.name), print_pdf)
    elif job.task is Task.COPY and job.path is not None:
        save_copy = partial(_aside, job.path, lambda aside: book.api.SaveCopyAs(aside), patience)
        _or_tell(NO_COPY.format(name=job.path.name), save_copy)


def _open(app: AppLike, path: Path, patience: Patience) -> None:
    try:
        _or_tell(NOT_OPENED.format(name=path.name, path=path), lambda: patience(lambda: app.books.open(str(path))))
    except ValueError:  # xlwings' word for a second workbook of one name
        raise JixiaoError(SAME_NAME.format(name=path.name, path=path)) from None


def _aside(path: Path, write: Callable[[str], None], patience: Patience) -> None:
    """Let Excel write a file beside the path, in a folder made for it, then put it there: whole, or not at all."""
    aside = path.with_name(f"~{os.urandom(4).hex()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        patience(lambda: write(str(aside)))
        aside.replace(path)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _or_tell(sentence: str, action: Callable[[], object]) -> None:
    try:
        action()
    except Exception as error:
        if not is_refusal(error) and not isinstance(error, OSError):
            raise
        raise JixiaoError(sentence) from error
