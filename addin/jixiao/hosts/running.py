"""One run of a command on a file: what it writes, and its line in the passport."""

from collections.abc import Sequence
from pathlib import Path

from jixiao.fill.run_line import with_run_line
from jixiao.hosts.file import write_edits
from jixiao.hosts.history.captions import caption_of, moment
from jixiao.hosts.history.steps import Command
from jixiao.model.book import Book, Edit


def write_run(path: Path, book: Book, edits: Sequence[Edit], command: Command | None) -> None:
    """Write what a command made of a workbook, which ``book`` is as it was read; nothing where it changes nothing.

    ``command`` is the run that ``undo`` can take back; without one, nothing tells of it. Raises as ``write_edits``.
    """
    if command is not None:
        edits = with_run_line(book, edits, caption_of(command.name), moment(command.time))
    write_edits(path, edits, command)
