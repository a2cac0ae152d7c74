"""Tidy tables as files, written while arrivals stream by: Parquet for tools, CSV for spreadsheets.

    with tidy_files(parquet=folder, csv=folder) as take:
        for arrival, judgement in …:
            take(arrival, judgement)

One file a table (``units.parquet``, ``units.csv`` …, see ``consolidate.tidy.columns.TABLES``). All files take their
names at the end; where something goes wrong, those that were there before stay. Memory is that of some thousand rows.

``arrivals_at(path)`` streams what a ledger, or a folder or archive of workbooks, holds, for
``jixiao.consolidate.load``; ``judged(ledger)`` what an open ledger holds.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from os import PathLike
from pathlib import Path

from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.returns.submission import Arrival, Refused, Submission
from jixiao.consolidate.tidy.columns import TABLES
from jixiao.consolidate.tidy.tables import Told
from jixiao.consolidate.tidy.tidy_rows import Row
from jixiao.consolidate.tidy.tidying import Tidying
from jixiao.errors import RefusedWrite
from jixiao.hosts.ledger.decisions import ReviewScore
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.reasons import reason_of
from jixiao.hosts.roundup.table_files import CsvFile, ParquetFile, TableFile, write_meanings

Take = Callable[[Arrival, Judgement | None], None]
"""Takes one arrival and whether it counts; without a judgement every submission does."""

Codes = Callable[[Arrival], str]
"""The code of an arrival's unit in the 名单, "" where there is none."""


_SQLITE = b"SQLite format 3\x00"


def no_code(arrival: Arrival) -> str:
    """There is no 名单."""
    return ""


@contextmanager
def tidy_files(parquet: Path | None = None, csv: Path | None = None, code: Codes = no_code) -> Iterator[Take]:
    """What takes arrivals and writes them into the tables of one or both folders, which are made.

    Raises JixiaoError where pyarrow is missing, RefusedWrite where the disk refuses.
    """
    with _disk_errors(parquet or csv), ExitStack() as closing:
        files = _Files(closing, parquet, csv)
        tidying = Tidying()

        def take(arrival: Arrival, judgement: Judgement | None = None) -> None:
            files.put(tidying.rows(arrival, judgement, code(arrival)))

        yield take
        files.put(tidying.rest())
        files.finish()
        if csv is not None:
            write_meanings(csv)


class _Files:
    """The files of all tables, each deleted again when the stack is closed before they are finished."""

    def __init__(self, closing: ExitStack, parquet: Path | None, csv: Path | None) -> None:
        self._files: dict[str, list[TableFile]] = {table: [] for table in TABLES}
        for table, files in self._files.items():
            if parquet is not None:
                files.append(closing.enter_context(ParquetFile(parquet, table)))
            if csv is not None:
                files.append(closing.enter_context(CsvFile(csv, table)))

    def put(self, rows: Iterator[tuple[str, Row]]) -> None:
        """Rows, each with its table."""
        for table, row in rows:
            for file in self._files[table]:
                file.put(row)

    def finish(self) -> None:
        """First all are whole, then they take their names."""
        files = [file for some in self._files.values() for file in some]
        for file in files:
            file.close()
        for file in files:
            file.settle()


@contextmanager
def _disk_errors(folder: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = folder if error.filename is None else Path(error.filename).parent
        raise RefusedWrite(
            f"{where}：写不进去（{reason_of(error)}）。请检查是否为文件夹、磁盘是否已满、文件是否正被打开。"
        ) from None


def arrivals_at(source: str | PathLike[str]) -> Iterator[Told]:
    """What a ledger has now, or a folder, an archive or a pattern of returned workbooks holds, one at a time.

    Raises JixiaoError where there is nothing of the kind. Workbooks are read by this process alone, so that a script
    needs no guard around its beginning; ``roundup`` with a ledger is faster for thousands of them.
    """
    path = Path(source)
    if _is_ledger(path):
        yield from _in_ledger(path)
        return
    from jixiao.hosts.intake.pool import arrivals
    from jixiao.hosts.intake.sources import discover

    for _, arrival in arrivals(discover([str(source)]), workers=1):
        yield arrival


def _is_ledger(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):  # a folder, a pattern, a URL
        return False


def _in_ledger(path: Path) -> Iterator[tuple[Arrival, Judgement | None]]:
    from jixiao.hosts.ledger.opening import open_ledger

    with open_ledger(path, create=False, read_only=True) as ledger:
        yield from judged(ledger)


def judged(ledger: Ledger) -> Iterator[tuple[Arrival, Judgement | None]]:
    """What an open ledger has now, with what the last finished run decided of it; nothing is held."""
    scored = scored_by(ledger)
    for head in ledger.heads():
        told = ledger.standing(head.id)
        judgement = Judgement(head, Standing(told[0]), told[2], told[1]) if told else None
        yield scored(ledger.arrival(head)), judgement


def scored_by(ledger: Ledger) -> Callable[[Arrival], Arrival]:
    """What gives arrivals the 复核得分 that a ledger keeps for what they report now."""
    scores = {_key(one): one.score for one in ledger.review_scores() if one.of_current}

    def scored(arrival: Arrival) -> Arrival:
        score = scores.get(_key(arrival)) if isinstance(arrival, Submission) else None
        if score is None or isinstance(arrival, Refused):
            return arrival
        return replace(arrival, figures={**arrival.figures, "review_score": score})

    return scored


def _key(one: Submission | ReviewScore) -> tuple[str, str, str]:
    return unit_key(one.unit), unit_key(one.project), unit_key(one.department)
