"""The Excel host: a workbook open in Excel ↔ ``Book`` and edits, through xlwings, on Windows.

Nothing is saved or closed here; what the user typed and how Excel is set stay as they are: selection, filters,
scrolling, calculation. Only what the user was about to paste is forgotten by Excel at any write, and so is Excel's own
list of what Ctrl+Z takes back. Nothing in this module depends on xlwings itself, only on the members that ``protocol``
and ``com`` list.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.errors import RefusedWrite, UnreadableWorkbook
from jixiao.hosts import file
from jixiao.hosts.excel.blocks import plan
from jixiao.hosts.excel.protocol import BookLike
from jixiao.hosts.excel.reading import read_blocks
from jixiao.hosts.excel.session import Patience, is_busy, is_refusal, quiet
from jixiao.hosts.excel.writing import Keep, forget, write
from jixiao.model.book import Book, Edit

NOT_ANSWERING = "Excel 没有响应，没有读到“{name}”；请结束单元格编辑、关闭对话框后再试。"
BUSY = "没有写入“{name}”：Excel 正忙（可能正在编辑单元格，或有对话框打开），请结束编辑、关闭对话框后再试。"
REFUSED = "没有写入“{name}”：Excel 拒绝了操作，请确认工作簿可以编辑后再试。"
_UNNAMED = "当前工作簿"


def read_book(book: BookLike, *, sleep: Callable[[float], None] = time.sleep) -> Book:
    """The open workbook as it stands now, saved or not.

    A copy saved aside and read by the file host gives everything in one call. Where that is refused (file
    encryption of the office, an old format) the cells are read from Excel block by block. Raises
    UnreadableWorkbook where Excel does not answer.
    """
    patience, name = Patience(sleep), _UNNAMED
    try:
        name = patience(lambda: book.name)
        return _read_copy(book, name, patience) or read_blocks(book, name, patience)
    except Exception as error:
        if not is_refusal(error):
            raise
        raise UnreadableWorkbook(NOT_ANSWERING.format(name=name)) from error


def write_edits(
    book: BookLike, edits: Sequence[Edit], *, sleep: Callable[[float], None] = time.sleep, keep: Keep = forget
) -> None:
    """Write edits into the open workbook, a few calls for each rectangle of cells, or none of them.

    ``keep`` is given what the write changes, so that it can be taken back later.

    Excel's settings, the selection and the sheets' protection are afterwards as before. Raises RefusedWrite,
    one sentence, where Excel, a password or a busy user stands in the way; the cells are then as they were.
    """
    blocks, patience, name = plan(edits), Patience(sleep), _UNNAMED
    if not blocks:
        return
    try:
        name = patience(lambda: book.name)
        with quiet(book, name, patience):
            write(book, name, blocks, patience, keep)
    except Exception as error:
        if not is_refusal(error):
            raise
        raise RefusedWrite((BUSY if is_busy(error) else REFUSED).format(name=name)) from error


def _read_copy(book: BookLike, name: str, patience: Patience) -> Book | None:
    """The workbook by way of a copy, or None where the copy cannot be made or read."""
    suffix = Path(name).suffix or ".xlsx"
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, f"copy{suffix}")
        try:
            patience(lambda: book.api.SaveCopyAs(str(path)))
            return replace(file.read_book(path, with_formulas=True), title=name)
        except UnreadableWorkbook:
            return None
        except Exception as error:
            if not is_refusal(error):
                raise
            return None
