"""The file host: an .xlsx on disk → ``Book``, and edits back into it with every other byte kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.hosts.xlsx.save import save_edits
from jixiao.model.book import Book, Edit


def read_book(path: Path) -> Book:
    """The workbook in an .xlsx or .xlsm file; raises UnreadableWorkbook where there is none."""
    with _naming(path):
        return book_of(Package(read_file(path), path.suffix), path.name)


def write_edits(path: Path, edits: Sequence[Edit]) -> None:
    """Write edits into an .xlsx file in place; of two for one cell the last wins.

    Only the touched cells' bytes change; the new file takes the old one's place at once or not at all.
    Raises RefusedWrite, or UnreadableWorkbook where the file cannot even be read; it is then as it was.
    """
    with _naming(path):
        if edits:
            save_edits(path, edits)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn what is refused inside into the public error, which names the file."""
    try:
        yield
    except Refusal as refusal:
        raise refusal.named(path.name) from None
