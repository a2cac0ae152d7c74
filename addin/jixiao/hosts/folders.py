"""Folders of returned workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jixiao import flow
from jixiao.errors import JixiaoError
from jixiao.hosts import file
from jixiao.hosts.suffixes import SUFFIXES
from jixiao.model.book import Book


@dataclass(frozen=True)
class Returned:
    """Units' workbooks that can be summed up, and a sentence for each file that is none."""

    books: tuple[Book, ...]
    problems: tuple[str, ...]


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks in a folder and below it, in order, without Excel's lock files and what is hidden (backups)."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return [path for path in found if not _is_hidden(path.relative_to(folder))]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(("~$", ".")) for part in path.parts)


def read_units(paths: Iterable[Path]) -> Returned:
    """Read each workbook; a bad one stands in nobody's way."""
    books: list[Book] = []
    problems: list[str] = []
    for path in paths:
        try:
            book = file.read_book(path)
            flow.review_book(book)
            books.append(book)
        except JixiaoError as error:
            problems.append(str(error))
    return Returned(tuple(books), tuple(problems))
