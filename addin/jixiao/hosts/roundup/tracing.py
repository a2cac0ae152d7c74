"""Whether the files that a 汇总表 was made of are still the same, and still say so.

``trace_cell(path, cell)`` gives the tree of ``consolidate.summary.trace`` with a ``Verdict`` on the file of each step
that was taken from one; rows that sum several submissions up are followed through the ledger beside the 汇总表.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from jixiao import flow
from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.consolidate.consolidation import Origin
from jixiao.consolidate.returns.submission import Amount, Arrival, Refused, Submission
from jixiao.consolidate.sheets.places import archive_of, leads_away
from jixiao.consolidate.summary.trace import Known, Step, trace
from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.content import content_of
from jixiao.hosts.intake.reading import arrival_of
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.roundup.ledger_trace import members_of
from jixiao.hosts.roundup.tracing_paths import is_file
from jixiao.hosts.xlsx.refusal import Refusal
from jixiao.model.cells import CellRef, parse_a1
from jixiao.model.figures import Missing
from jixiao.model.framework import Framework


class State(StrEnum):
    """What became of a file since the 汇总表 was made."""

    SAME = "same"
    STILL_SAYS_SO = "still_says_so"
    SAYS_OTHERWISE = "says_otherwise"
    UNREADABLE = "unreadable"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Verdict:
    """A file's state with a sentence."""

    state: State
    sentence: str


@dataclass(frozen=True)
class Traced:
    """A step, the verdict on its file (None where it was taken from none), its parts."""

    step: Step
    verdict: Verdict | None
    parts: tuple["Traced", ...] = ()


def trace_cell(path: Path, cell: str, look: bool = True) -> Traced:
    """Trace a cell of the 汇总表 in a file: ``D5``, or with the sheet, ``汇总表!D5``.

    Without ``look`` no other file is opened. Raises JixiaoError where the file cannot be read or the address is none.
    """
    review = flow.review_book(read_book(path, with_formulas=True))
    found = _with_members(trace(review, _place(review, cell)), path, review.framework)
    return _traced(found, _Files(path.parent) if look else None)


def _with_members(step: Step, path: Path, framework: Framework) -> Step:
    """The step with what the ledger knows of its row, and of those of its parts."""
    if step.known is Known.SUMMED:
        return replace(step, parts=members_of(path, step, framework))
    return replace(step, parts=tuple(_with_members(part, path, framework) for part in step.parts))


def _place(review: Review, cell: str) -> CellRef:
    sheet, _, address = cell.rpartition("!")
    sheet, place = sheet.strip("'"), parse_a1(address.upper())
    if place is None:
        raise JixiaoError(f"“{cell}”不是单元格地址，请写成 D5 或 汇总表!D5。")
    if sheet and sheet not in review.book.sheets:
        raise JixiaoError(f"{review.book.title}：里面没有《{sheet}》，请核对表名。")
    first = review.form.summary.table.sheet if review.form.summary else next(iter(review.book.sheets))
    return CellRef(sheet or first, *place)


def _traced(step: Step, files: "_Files | None") -> Traced:
    parts = tuple(_traced(part, files) for part in step.parts)
    verdict = files.verdict(step.origin, step.path) if files is not None and step.origin is not None else None
    return Traced(step, verdict, parts)


class _Files:
    """The files that a 汇总表 was made of; each is read once, however many of its figures are traced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[tuple[str, str], str | Arrival | None] = {}

    def verdict(self, origin: Origin, path: str) -> Verdict:
        """What became of the file of an origin."""
        key = origin.file, path
        if key not in self._seen:
            self._seen[key] = self._look(origin, path)
        found = self._seen[key]
        if found is None:
            return Verdict(State.NOT_FOUND, "没有找到这个文件，可能已移走或改名。")
        if isinstance(found, str):
            return Verdict(State.SAME, "文件没有改动。")
        return _says(found, origin)

    def _look(self, origin: Origin, path: str) -> str | Arrival | None:
        """The file's digest where it is the same, else what it says now; None where it is not there."""
        candidate = _candidate(self._folder, origin.file, path)
        if candidate is None:
            return None
        try:
            data = content_of(candidate)
        except Refusal as refusal:
            return Refused(candidate.name, "", str(refusal.named(candidate.title)))
        digest = sha256(data).hexdigest()
        return digest if digest == origin.digest else arrival_of(data, candidate)


def _says(arrival: Arrival, origin: Origin) -> Verdict:
    """What a file that was changed says of a figure now."""
    known = "文件已改动" if origin.digest else "汇总时没有记下文件摘要"
    if isinstance(arrival, Refused):
        return Verdict(State.UNREADABLE, f"{known}，现在读不出来：{arrival.reason}")
    now = _figure_now(arrival, origin)
    if now == origin.amount:
        return Verdict(State.STILL_SAYS_SO, f"{known}，这个数没有变。")
    figure = format_number(now) if isinstance(now, Decimal) else now.value
    return Verdict(State.SAYS_OTHERWISE, f"{known}，这个数现在是 {figure}；请再汇总一次。")


def _figure_now(submission: Submission, origin: Origin) -> Amount:
    """The figure that stands where it was taken from: of a 汇总表, in the row that has the cell."""
    found = (row.figures[origin.key] for row in submission.rows if row.places.get(origin.key) == origin.place)
    return next(found, submission.figures.get(origin.key, Missing.BLANK))


def _candidate(folder: Path, file: str, path: str) -> Candidate | None:
    """The file where it was, or where it would be if the collection lay beside the 汇总表."""
    inner = file[len(archive_of(file)) :]
    for place in dict.fromkeys((archive_of(path), archive_of(file))):
        on_disk = folder / place
        if place and not leads_away(place) and is_file(on_disk):
            found = (one for one in discover([str(on_disk)]) if one.refused is None)
            return next((one for one in found if one.name == on_disk.name + inner), None)
    return None
