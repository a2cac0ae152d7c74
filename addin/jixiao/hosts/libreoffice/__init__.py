"""The LibreOffice host: an open Calc document ↔ ``Book`` and edits, over UNO.

LibreOffice's objects are used only in ``inside``, which runs in LibreOffice itself; over a pipe the same functions
serve from outside. What the user typed stays as it is; nothing is saved or closed.
"""

from collections.abc import Sequence

from jixiao.errors import RefusedWrite, UnreadableWorkbook
from jixiao.hosts.libreoffice.content import book_of
from jixiao.hosts.libreoffice.inside import reading, writing
from jixiao.hosts.libreoffice.inside.exchange import Refusal
from jixiao.hosts.libreoffice.inside.protocol import DocumentLike
from jixiao.hosts.libreoffice.planning import writes_of
from jixiao.model.book import Book, Edit


def read_book(document: DocumentLike) -> Book:
    """The open document as it stands now, saved or not. Raises UnreadableWorkbook where a sheet is huge."""
    try:
        return book_of(reading.take(document))
    except Refusal as refusal:
        raise UnreadableWorkbook(str(refusal)) from None


def write_edits(document: DocumentLike, edits: Sequence[Edit], undo_title: str = "绩效自评") -> None:
    """Write edits into the open document as one step that can be undone, or none of them.

    The selection and the sheets' protection stay. Raises RefusedWrite, one sentence, where a password or an array
    formula stands in the way; the cells are then as they were.
    """
    try:
        writing.write(document, writes_of(edits), undo_title)
    except Refusal as refusal:
        raise RefusedWrite(str(refusal)) from None
