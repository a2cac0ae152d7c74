"""Tidy tables as files, written while arrivals stream by: Parquet for tools, CSV for spreadsheets.

    with tidy_files(parquet=folder, csv=folder) as take:
        for arrival, judgement in …:
            take(arrival, judgement)

One file a table (``units.parquet``, ``units.csv`` …, see ``consolidate.tidy.columns.TABLES``). All files take their
names at the end; where something goes wrong, those that were there before stay. Memory is that of some thousand rows.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from jixiao.consolidate.judging.acceptance import Judgement
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Arrival, Refused, Submission
from jixiao.consolidate.tidy.columns import TABLES
from jixiao.consolidate.tidy.tidy_rows import Row
from jixiao.consolidate.tidy.tidying import Tidying
from jixiao.errors import RefusedWrite
from jixiao.hosts.ledger.decisions import ReviewScore
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.reasons import reason_of
from jixiao.hosts.roundup.table_files import CsvFile, ParquetFile, TableFile, write_meanings

Take = Callable[[Arrival, Judgement | None], None]
"""Takes one arrival and whether it counts; without a judgement every submission does."""

Known = Callable[[Arrival], tuple[Arrival, str]]
"""What a 名单 tells of an arrival: itself with the department of its unit where it states none, and the unit's code."""


def known_by(organisation: Organisation | None) -> Known:
    """What tells by a 名单; without one there is nothing to add."""

    def known(arrival: Arrival) -> tuple[Arrival, str]:
        """What is refused, and units that the 名单 lacks, have no code."""
        if organisation is None or isinstance(arrival, Refused):
            return arrival, ""
        entry = organisation.find(arrival.unit, arrival.department)
        department = arrival.department or organisation.department_name(arrival.unit, "")
        return replace(arrival, department=department), entry.code if entry else ""

    return known


@contextmanager
def tidy_files(parquet: Path | None = None, csv: Path | None = None, known: Known | None = None) -> Iterator[Take]:
    """What takes arrivals and writes them into the tables of one or both folders, which are made.

    Raises JixiaoError where pyarrow is missing, RefusedWrite where the disk refuses.
    """
    with _disk_errors(parquet or csv), ExitStack() as closing:
        files = _Files(closing, parquet, csv)
        tidying = Tidying()

        def take(arrival: Arrival, judgement: Judgement | None = None) -> None:
            """Write one arrival, with its verdict where there is one."""
            told, code = known(arrival) if known else (arrival, "")
            files.put(tidying.rows(told, judgement, code))

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


def scored_by(ledger: Ledger) -> Callable[[Arrival], Arrival]:
    """What gives arrivals the 复核得分 that a ledger keeps for what they report now."""
    scores = {_key(one): one.score for one in ledger.review_scores() if one.of_current}

    def scored(arrival: Arrival) -> Arrival:
        """The arrival with its 复核得分, unchanged where the ledger keeps none."""
        score = scores.get(_key(arrival)) if isinstance(arrival, Submission) else None
        if score is None or isinstance(arrival, Refused):
            return arrival
        return replace(arrival, figures={**arrival.figures, "review_score": score})

    return scored


def _key(one: Submission | ReviewScore) -> tuple[str, str, str]:
    return unit_key(one.unit), unit_key(one.project), unit_key(one.department)
