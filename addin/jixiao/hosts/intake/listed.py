"""One file as a folder, an archive or a store lists it, and the candidates that come of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import IO

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.kinds import Kind, kind_of, stem_of
from jixiao.hosts.intake.sentences import refused

_BEGINNING = 8
_OF_ONE_UNIT = 1
"""A folder below the source with so many workbooks is one unit's own: what else lies in it goes with the workbook."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file; ``open`` gives its content, for the little of it that must be known before it is read as a workbook."""

    candidate: Candidate
    open: Callable[[], IO[bytes]]

    def beginning(self) -> bytes:
        """Its first bytes, none where it cannot be read."""
        with suppress(Exception), self.open() as file:  # whatever is wrong is told when it is read
            return file.read(_BEGINNING)
        return b""


LookInto = Callable[[Listed], Iterator[Candidate]]
"""How an archive is looked into."""


def candidates_of(files: Sequence[Listed], look_into: LookInto, *, top: bool) -> Iterator[Candidate]:
    """The candidates among the files of one folder, in their order. ``top``: the folder is the source itself.

    A document (.docx, .pdf) is named, because it may have come in place of a workbook; not where it goes with one.
    """
    kinds = [kind_of(file.candidate.title, file.beginning) for file in files]
    workbooks = [stem_of(file.candidate.name) for file, kind in zip(files, kinds, strict=True) if kind is Kind.WORKBOOK]
    goes_along = not top and len(workbooks) == _OF_ONE_UNIT
    for file, kind in zip(files, kinds, strict=True):
        if kind is not Kind.DOCUMENT or not (goes_along or _is_beside(stem_of(file.candidate.name), workbooks)):
            yield from candidates_in(file, kind, look_into)


def candidates_in(file: Listed, kind: Kind, look_into: LookInto) -> Iterator[Candidate]:
    """What comes of one file of a kind."""
    match kind:
        case Kind.WORKBOOK:
            yield file.candidate
        case Kind.ZIP:
            yield from look_into(file)
        case Kind.OTHER_ARCHIVE:
            yield without_reading(file.candidate, "archive")
        case Kind.DOCUMENT:
            yield without_reading(file.candidate, "document")


def without_reading(candidate: Candidate, code: str) -> Candidate:
    """A candidate that is refused as it stands."""
    return replace(candidate, refused=refused(code, candidate.name))


def _is_beside(stem: str, workbooks: Sequence[str]) -> bool:
    """Whether a document goes with a workbook: ``某局自评表（盖章）.pdf`` with ``某局自评表.xlsx``."""
    return any(stem.startswith(other) or other.startswith(stem) for other in workbooks)
