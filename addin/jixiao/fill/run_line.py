"""What a command writes ends with its line in the passport of the workbook."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from jixiao import __version__
from jixiao.model.book import Book, Edit, with_edits
from jixiao.model.cells import CellRef
from jixiao.read.digests import result_of, text_of
from jixiao.read.embedded_framework import is_ours
from jixiao.read.runs import END_AT, Run, Runs, read_runs, run_place, with_run


def with_run_line(book: Book, edits: Sequence[Edit], command: str, time: str) -> tuple[Edit, ...]:
    """The edits of a command and the line that tells of it; none at all where they would change nothing.

    ``command`` is its caption, ``time`` the local time, both as a person writes them. A workbook that is not ours
    has no passport; in one whose lines nobody of ours has written, they are left as they are.
    """
    if not is_ours(book):
        return tuple(edits)
    if all(_stands(book, edit) for edit in edits):
        return ()
    runs = read_runs(book)
    if runs.foreign:
        return tuple(edits)
    result = result_of(with_edits(book, edits))
    return (*edits, *_edits(runs, with_run(runs, time, command, __version__, result)))


def _stands(book: Book, edit: Edit) -> bool:
    cell = book.cell(edit.at)
    return cell.formula == (edit.formula or None) and text_of(cell.value) == text_of(edit.value)


def _edits(old: Runs, new: Runs) -> Iterator[Edit]:
    """Only the cells that change; lines that were folded away leave none behind."""
    for row, (before, after) in enumerate(zip_longest(old.lines, new.lines), 1):
        if before != after:
            yield from _line(row, after)
    if old.end != new.end:
        yield Edit(END_AT, new.end)


def _line(row: int, run: Run | None) -> Iterator[Edit]:
    cells: tuple[CellRef, ...] = run_place(row)
    texts = (None,) * len(cells) if run is None else (run.time, run.command, run.version, run.result, run.chain)
    for at, text in zip(cells, texts, strict=True):
        yield Edit(at, text)
