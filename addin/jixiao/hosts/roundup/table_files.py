"""One tidy table as a file that grows: Parquet by row groups, CSV row by row; under another name until it is whole."""

import csv
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from jixiao.consolidate.tidy.columns import MISSING, TABLES, Column, Kind
from jixiao.consolidate.tidy.tidy_rows import Row, RowValue
from jixiao.errors import JixiaoError
from jixiao.hosts.inert import inert

if TYPE_CHECKING:
    import pyarrow

NO_PARQUET = "没有装 pyarrow，写不了 Parquet 文件。请先运行 pip install jixiao[parquet]，或改用 --csv。"
MEANINGS = "字段说明.csv"
TOO_LONG = "位数太多："
"""In the column of reasons, before a figure that the format cannot hold."""

DIGITS, DECIMALS = 38, 18
"""Of an amount in Parquet: 20 digits before the point, 18 behind; a cell holds 15 in all."""

_ROW_GROUP = 20_000
_FLAGS: Mapping[RowValue, str] = {True: "1", False: "0", None: ""}


class TableFile(ABC):
    """A file for the rows of one table, under a temporary name beside its own.

    ``close`` after the last row, then ``settle``; what was not settled is deleted at the end.
    """

    def __init__(self, folder: Path, table: str, suffix: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.columns = TABLES[table]
        self.path = folder / f"{table}{suffix}"
        self.temporary = _temporary_in(folder)

    @abstractmethod
    def put(self, row: Row) -> None:
        """One more row."""

    @abstractmethod
    def close(self) -> None:
        """All rows are there: write what is left."""

    def settle(self) -> None:
        """Take the place of an earlier file."""
        os.replace(self.temporary, self.path)  # noqa: PTH105 — one name for the atomic step on every system

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self.close()
        with suppress(OSError):
            self.temporary.unlink(missing_ok=True)


class CsvFile(TableFile):
    """UTF-8 with a mark, so that Excel shows Chinese; no text in it acts as a formula. What is not there is empty."""

    def __init__(self, folder: Path, table: str) -> None:
        super().__init__(folder, table, ".csv")
        self._file = self.temporary.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([column.name for column in self.columns])

    def put(self, row: Row) -> None:
        """One more row."""
        self._writer.writerow([_csv_text(column.kind, row.get(column.name)) for column in self.columns])

    def close(self) -> None:
        """All rows are there: have the disk take them."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()


def _csv_text(kind: Kind, value: RowValue) -> str:
    if kind is Kind.TEXT:
        return inert(str(value or "").replace("\r\n", "\n").replace("\r", "\n"))
    if kind is Kind.FLAG:
        return _FLAGS[value]
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


class ParquetFile(TableFile):
    """Amounts as decimal128, codes as text. One that has more digits than fit stands in the column of reasons."""

    def __init__(self, folder: Path, table: str) -> None:
        parquet = _parquet()
        super().__init__(folder, table, ".parquet")
        self._schema = _schema(self.columns)
        self._writer = parquet.ParquetWriter(self.temporary, self._schema)
        self._rows: list[Row] = []

    def put(self, row: Row) -> None:
        """One more row; many are written at a time."""
        self._rows.append(row)
        if len(self._rows) >= _ROW_GROUP:
            self._write()

    def close(self) -> None:
        """All rows are there: write what is left."""
        if self._writer.is_open:
            self._write()
            self._writer.close()

    def _write(self) -> None:
        import pyarrow

        rows, self._rows = self._rows, []
        if rows:
            self._writer.write_table(pyarrow.table(_contents(self.columns, rows), self._schema))


def _contents(columns: Sequence[Column], rows: Sequence[Row]) -> dict[str, list[RowValue]]:
    """Column by column; what is not there is None, also where a text is empty."""
    contents = {column.name: [row.get(column.name) for row in rows] for column in columns}
    for column in columns:
        values = contents[column.name]
        if column.kind is Kind.TEXT:
            values[:] = [value or None for value in values]
        elif column.kind is Kind.AMOUNT:
            _keep_what_fits(values, contents[f"{column.name}{MISSING}"])
    return contents


def _keep_what_fits(values: list[RowValue], reasons: list[RowValue]) -> None:
    """Figures with more digits than the format holds are told beside it, exactly, and never rounded."""
    for place, value in enumerate(values):
        if isinstance(value, Decimal) and not _fits(value):
            values[place], reasons[place] = None, f"{TOO_LONG}{value}"


def _fits(value: Decimal) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and value.adjusted() < DIGITS - DECIMALS


def _schema(columns: Sequence[Column]) -> "pyarrow.Schema":
    import pyarrow

    types: Mapping[Kind, Any] = {
        Kind.TEXT: pyarrow.string(),
        Kind.COUNT: pyarrow.int64(),
        Kind.FLAG: pyarrow.bool_(),
        Kind.AMOUNT: pyarrow.decimal128(DIGITS, DECIMALS),
    }
    return pyarrow.schema([pyarrow.field(one.name, types[one.kind], metadata={"含义": one.meaning}) for one in columns])


def _parquet() -> ModuleType:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise JixiaoError(NO_PARQUET) from None
    return parquet  # type: ignore[no-any-return]


def write_meanings(folder: Path) -> None:
    """A list of all columns beside the CSV files, with what they hold, for whoever opens them."""
    temporary = _temporary_in(folder)
    with temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["表", "字段", "含义"])
        for table, columns in TABLES.items():
            writer.writerows([table, column.name, column.meaning] for column in columns)
    os.replace(temporary, folder / MEANINGS)  # noqa: PTH105


def _temporary_in(folder: Path) -> Path:
    return folder / f".jixiao-{os.urandom(8).hex()}.tmp"
