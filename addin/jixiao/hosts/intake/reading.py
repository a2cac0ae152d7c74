"""One file → its arrival. Whatever is wrong with the file becomes a ``Refused``, never an exception.

read_arrival(candidate, checked=False) -> Submission | Refused
read_small(candidate, checked=False)            the same; None where the file is too large to be read in bounded time
arrival_of(data, candidate, checked=False)      the same of bytes that are at hand
"""

from hashlib import sha256
from os.path import splitext
from pathlib import PurePosixPath

from jixiao import review_flow
from jixiao.consolidate.returns.submission import Arrival, Refused, Submission
from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.codes import OWN_PAPER, TOO_LARGE, code_of, code_of_error
from jixiao.hosts.intake.content import content_of
from jixiao.hosts.intake.sentences import refused
from jixiao.hosts.xls.reading import read_old_book
from jixiao.hosts.xlsx.book_reader import book_of, figure_sheets, form_sheets
from jixiao.hosts.xlsx.file_kind import is_old_workbook
from jixiao.hosts.xlsx.limits import LIMITS, SMALL, Limits
from jixiao.hosts.xlsx.package import Package
from jixiao.hosts.xlsx.properties import is_paper_of_ours, saved_at
from jixiao.hosts.xlsx.refusal import Refusal, shown, too_large
from jixiao.model.book import Book


def read_arrival(candidate: Candidate, checked: bool = False, limits: Limits = LIMITS) -> Arrival:
    """What became of a file: what it reports, or why it could not be read. ``checked``: with its findings."""
    if candidate.refused is not None:
        return candidate.refused
    try:
        data = content_of(candidate, limits)
    except Refusal as refusal:
        return _refused(candidate, "", refusal)
    except MemoryError:
        return _refused(candidate, "", _out_of_memory())
    except Exception as error:  # a network store raises what it likes
        return unexpected(candidate, "", error)
    return arrival_of(data, candidate, checked, limits)


def read_small(candidate: Candidate, checked: bool = False) -> Arrival | None:
    """The same of a small workbook; None of another one, which is for a process that can be given up."""
    arrival = read_arrival(candidate, checked, SMALL)
    is_larger = isinstance(arrival, Refused) and arrival.code == TOO_LARGE and candidate.refused is None
    return None if is_larger else arrival


def arrival_of(data: bytes, candidate: Candidate, checked: bool = False, limits: Limits = LIMITS) -> Arrival:
    """The same of a file's bytes."""
    digest = sha256(data).hexdigest()
    try:
        return _submission(data, candidate, digest, checked, limits)
    except Refusal as refusal:
        return _refused(candidate, digest, refusal)
    except JixiaoError as error:
        code = OWN_PAPER if _is_paper(data, candidate, limits) else code_of_error(error)
        return Refused(candidate.name, digest, str(error), code)
    except MemoryError:
        return _refused(candidate, digest, _out_of_memory())
    except Exception as error:  # one file's trouble is never that of the others
        return unexpected(candidate, digest, error)


def _is_paper(data: bytes, candidate: Candidate, limits: Limits) -> bool:
    suffix = PurePosixPath(candidate.title).suffix
    try:
        return not is_old_workbook(data, suffix) and is_paper_of_ours(Package(data, suffix, limits))
    except Refusal:
        return False


def read_candidate(candidate: Candidate, limits: Limits = LIMITS) -> Book:
    """The workbook itself, every sheet. Raises JixiaoError where it cannot be read."""
    title, suffix = shown(candidate.title), PurePosixPath(candidate.title).suffix
    try:
        data = content_of(candidate, limits)
        if is_old_workbook(data, suffix):
            return read_old_book(data, title, limits)
        return book_of(Package(data, suffix, limits), title)
    except Refusal as refusal:
        raise refusal.named(candidate.title) from None


def unexpected(candidate: Candidate, digest: str, error: Exception) -> Refused:
    """The refusal of a file that an error of ours, or of a store, kept from being read."""
    return refused("internal", candidate.name, digest, what=type(error).__name__)


def _submission(data: bytes, candidate: Candidate, digest: str, checked: bool, limits: Limits) -> Submission:
    title = shown(candidate.title)
    suffix = splitext(candidate.title)[1]  # noqa: PTH122 — called for every file of a large folder
    if is_old_workbook(data, suffix):
        return review_flow.submission_of(read_old_book(data, title, limits), candidate.name, digest, checked=checked)
    package = Package(data, suffix, limits)
    if not checked:
        found = _of_figures(package, title, candidate.name, digest)
        if found is not None:
            return found
    book = book_of(package, title, wanted=None if checked else form_sheets(package))
    return review_flow.submission_of(book, candidate.name, digest, saved_at(package), checked=checked)


def _of_figures(package: Package, title: str, name: str, digest: str) -> Submission | None:
    """What a workbook reports, by the few sheets with its figures alone; None where these do not tell."""
    sheets = figure_sheets(package)
    if sheets is None:
        return None
    book = book_of(package, title, wanted=sheets)
    return review_flow.submission_of_figures(book, name, digest, saved_at(package))


def _refused(candidate: Candidate, digest: str, refusal: Refusal) -> Refused:
    return Refused(candidate.name, digest, str(refusal.named(candidate.title)), code_of(refusal.sentence))


def _out_of_memory() -> Refusal:
    return too_large("本机内存放不下")
