"""The runs of our commands on a workbook, as its passport has them: each line follows from the one before it.

In the hidden sheet ``_jixiao`` columns F to J hold one line a row, from row 1 on: time, command, version, result,
chain. A line's chain is the digest of the chain before it and of the line, the first one's of the passport itself
(template, framework, fixed texts). K1 counts the runs and repeats the last chain, so that a line missing at the end
is seen as well. Beyond ``KEPT`` lines the oldest but the first are folded into one in row 2, which counts them and
keeps the last of their chains: the line below still follows from it, so the chain can be checked all the way.

This shows what was changed by mistake or behind one's back. It is no signature: whoever knows how it is made can
make another.
"""

import re
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from jixiao.model import names
from jixiao.model.book import Book
from jixiao.model.cells import CellRef
from jixiao.read.digests import DIGITS, digest
from jixiao.read.embedded_framework import is_ours, read_identity

FIRST_COLUMN = 6
END_AT = CellRef(names.INNER_SHEET, 1, 11)
"""The cell with the number of runs and the last chain."""

KEPT = 50
"""So many lines at the most; the first, the folded ones and the latest are among them."""

_MOST_ROWS, _LONGEST = 200, 80
"""More rows, or a longer text, than any version of ours would write."""

_FOLDED = re.compile(r"合并 (?P<count>[1-9][0-9]{0,8}) 条(?P<broken>，有接不上的)?")


@dataclass(frozen=True)
class Run:
    """One line: local time, the command's caption, our version, the digest of what the workbook then held, the chain.

    A line that cannot be read has five empty texts; it follows from nothing.
    """

    time: str
    command: str
    version: str
    result: str
    chain: str

    @property
    def folded(self) -> int:
        """How many runs a folded line stands for; 0 where the line is that of one run."""
        match = _FOLDED.fullmatch(self.command)
        return int(match["count"]) if match else 0

    def chained_to(self, previous: str) -> "Run":
        """The line with the chain that it has behind ``previous``."""
        return replace(self, chain=digest(previous, *astuple(self)[:-1]))


_UNREADABLE = Run("", "", "", "", "")


@dataclass(frozen=True)
class Runs:
    """All lines. ``start`` is what the first one follows from, ``end`` what K1 says.

    ``foreign``: rows stand there that no version of ours has written; then none was read.
    """

    lines: tuple[Run, ...]
    start: str
    end: str
    foreign: bool = False

    @property
    def count(self) -> int:
        """How many runs the lines tell of."""
        return sum(run.folded or 1 for run in self.lines)

    @property
    def due_end(self) -> str:
        """What K1 has to say of these lines."""
        return f"{self.count} {self.lines[-1].chain}" if self.lines else ""

    @property
    def told(self) -> int:
        """How many runs K1 tells of, 0 where it cannot be read."""
        number = self.end.partition(" ")[0]
        return int(number) if number.isascii() and number.isdigit() and len(number) < DIGITS else 0


class Fault(StrEnum):
    """How a list of runs can be broken.

    The first line does not follow from the passport, or another one from the line before; lines are missing at the
    end, or the end is another; there is no list of ours.
    """

    FIRST = "first"
    LINE = "line"
    MISSING = "missing"
    END = "end"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Broken:
    """The first place where a list of runs is broken.

    ``number`` counts runs from 1, ``run`` is the line there; at the end, ``number`` runs are told of ``due``.
    """

    fault: Fault
    number: int = 0
    run: Run = _UNREADABLE
    due: int = 0


def run_place(row: int) -> tuple[CellRef, ...]:
    """The cells of a line, in the order of the fields of ``Run``; rows count from 1."""
    return tuple(CellRef(names.INNER_SHEET, row, FIRST_COLUMN + number) for number in range(5))


def read_runs(book: Book) -> Runs:
    """The lines of a book, none where it is not ours; whatever stands there, nothing is raised."""
    if not is_ours(book):
        return Runs((), "", "")
    texts = [text for item in sorted(read_identity(book).items()) for text in item]
    start = digest(*(" ".join(text.split()) for text in texts))  # programs differ in what they keep of white space
    last = _last_row(book)
    if last > _MOST_ROWS:
        return Runs((), start, "", foreign=True)
    lines = tuple(_line(book, row) for row in range(1, last + 1))
    return Runs(lines, start, _text(book, END_AT))


def _last_row(book: Book) -> int:
    columns = range(FIRST_COLUMN, FIRST_COLUMN + 5)
    cells = book.sheets[names.INNER_SHEET].cells.items()
    return max((row for (row, column), cell in cells if column in columns and cell.value not in (None, "")), default=0)


def _line(book: Book, row: int) -> Run:
    texts = [_text(book, at) for at in run_place(row)]
    return Run(*texts) if all(texts) else _UNREADABLE


def _text(book: Book, at: CellRef) -> str:
    """A text of a line, "" where it is none that we would write."""
    value = book.cell(at).value
    return value if isinstance(value, str) and len(value) <= _LONGEST and value.isprintable() else ""


def first_broken(runs: Runs) -> Broken | None:
    """Where the lines do not follow from each other, or the end is missing; None where all is whole."""
    if runs.foreign:
        return Broken(Fault.FOREIGN)
    previous, number = runs.start, 1
    for place, run in enumerate(runs.lines):
        if not (_is_whole_fold(runs.lines[0], run) if place == 1 and run.folded else run == run.chained_to(previous)):
            return Broken(Fault.LINE if place else Fault.FIRST, number, run)
        previous, number = run.chain, number + (run.folded or 1)
    if runs.end == runs.due_end:
        return None
    return Broken(Fault.MISSING if runs.told > runs.count else Fault.END, runs.count, due=runs.told)


def _is_whole_fold(first: Run, fold: Run) -> bool:
    match = _FOLDED.fullmatch(fold.command)
    return match is not None and not match["broken"] and fold.result == _fold_result(first, fold)


def _fold_result(first: Run, fold: Run) -> str:
    """What stands in a folded line instead of a result: it ties the line's own words to the first line's chain."""
    return digest(first.chain, fold.time, fold.command, fold.version, fold.chain)


def with_run(runs: Runs, time: str, command: str, version: str, result: str) -> Runs:
    """The lines with one more, the oldest folded where they become too many."""
    previous = runs.lines[-1].chain if runs.lines else runs.start
    lines = (*runs.lines, Run(time, command, version, result, "").chained_to(previous))
    lines = lines if len(lines) <= KEPT else _folded(lines)
    longer = replace(runs, lines=lines)
    return replace(longer, end=longer.due_end if runs.end == runs.due_end else runs.end)


def _folded(lines: tuple[Run, ...]) -> tuple[Run, ...]:
    """The first line, one for those behind it, and the latest; a break among the folded ones stays told."""
    first, surplus, rest = lines[0], lines[1 : len(lines) - KEPT + 2], lines[len(lines) - KEPT + 2 :]
    broken, previous = False, first.chain
    for place, run in enumerate(surplus):
        whole = _is_whole_fold(first, run) if place == 0 and run.folded else run == run.chained_to(previous)
        broken, previous = broken or not whole, run.chain
    command = f"合并 {sum(run.folded or 1 for run in surplus)} 条{'，有接不上的' if broken else ''}"
    fold = replace(surplus[-1], command=command, chain=previous)
    return first, replace(fold, result=_fold_result(first, fold)), *rest
