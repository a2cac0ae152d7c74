"""Rows of the 台账 on the screen, as JSON and as CSV. They hold codes; the screen has words in their place."""

import json
from collections.abc import Mapping, Sequence

from jixiao.hosts.cli.csv_output import print_csv
from jixiao.hosts.cli.screen import table
from jixiao.hosts.ledger.words import in_words

Row = dict[str, str]


def print_rows(
    title: str, headings: Mapping[str, str], rows: Sequence[Row], format: str, right: Sequence[str] = ()
) -> None:
    """Print rows: a table without its blank columns, or all as ``json`` or ``csv``. ``right``: columns of figures."""
    if format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif format == "csv":
        print_csv(list(headings), rows)
    else:
        used = [key for key in headings if any(row[key] for row in rows)]
        shown = [[row[key] for key in used] for row in map(in_words, rows)]
        table(title, [headings[key] for key in used], shown, [used.index(key) for key in right if key in used])
