"""Folders of returned workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass

from jixiao import flow
from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.content import close_archives
from jixiao.hosts.intake.reading import read_candidate
from jixiao.model.book import Book

_DOCUMENT = "document"


@dataclass(frozen=True)
class Returned:
    """Units' workbooks that can be summed up, and a sentence for each file that is none."""

    books: tuple[Book, ...]
    problems: tuple[str, ...]


def read_units(candidates: Iterable[Candidate]) -> Returned:
    """Read each workbook; a bad one stands in nobody's way, and papers that go along are passed over."""
    books: list[Book] = []
    problems: list[str] = []
    for candidate in candidates:
        if candidate.refused is not None:
            problems += [candidate.refused.reason] if candidate.refused.code != _DOCUMENT else []
            continue
        try:
            book = read_candidate(candidate)
            flow.review_book(book)
            books.append(book)
        except JixiaoError as error:
            problems.append(str(error))
    close_archives()
    return Returned(tuple(books), tuple(problems))
