"""CSV that a person opens in a spreadsheet: nothing in it acts as a formula, whoever wrote it."""

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from jixiao.hosts.inert import inert


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Rows under a heading, on standard output."""
    _write(sys.stdout, columns, rows)


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows under a heading as a file that Excel opens with the right signs: UTF-8 with its mark."""
    text = io.StringIO(newline="")
    _write(text, columns, rows)
    return text.getvalue().encode("utf-8-sig")


def _write(target: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    writer = csv.DictWriter(target, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _in_quotes(inert(text)) for column, text in row.items()})


def _in_quotes(text: str) -> str:
    """The text with line breaks that the writer puts in quotes: behind a bare CR, a spreadsheet begins a new row."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
