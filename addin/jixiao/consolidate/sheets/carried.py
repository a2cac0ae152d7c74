"""What a 汇总表 carries inside, so that its figures can be traced and added up again exactly.

One JSON text: of each row its exact partial sum and the origins of its figures, of each file its digest and where it
lay, of each chart its rows. It is untrusted when it is read back.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.consolidate.consolidation import Consolidation, Origin, coverage_line
from jixiao.consolidate.returns.records import amount_text, read_amount
from jixiao.consolidate.returns.submission import Amount
from jixiao.consolidate.sheets.places import Placed, name_of
from jixiao.model.book import Book
from jixiao.model.listing import ChartSheet
from jixiao.read.cargo import read_cargo
from jixiao.read.pages import plain

KEY = "roundup"
_VERSION = 1
_LARGEST = 20_000_000
"""Characters; far beyond a 汇总表 of 2,000 rows."""

_MOST_ROOM, _MOST_MEMBERS = 100, 10_000_000
_LONGEST_FIGURE, _LARGEST_POWER = 400, 330
"""Figures come from doubles: characters of one, and its power of ten."""


@dataclass(frozen=True)
class CarriedRow:
    """A row as it was written. ``parts``: its exact partial sum as text; ``members``: submissions summed up in it."""

    name: str
    members: int
    parts: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class Carried:
    """All that a 汇总表 carries. ``rows`` by plain name; ``paths``: file of the collection → its path from the
    folder of the 汇总表; ``room``: chart → rows that it reaches over."""

    coverage: str
    money_unit: str
    rows: Mapping[str, CarriedRow]
    paths: Mapping[str, str]
    room: Mapping[str, int]

    def row(self, name: str) -> CarriedRow | None:
        """The row of that name, however its blanks and brackets are spelled."""
        return self.rows.get(plain(name))


@dataclass(frozen=True)
class Kept:
    """Rows of an earlier roundup that stay in the 汇总表, and the paths of their files."""

    rows: tuple[CarriedRow, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)


NOTHING_KEPT = Kept()


def kept_rows(carried: Carried | None, names: Sequence[str]) -> Kept:
    """What is carried of the rows of these names."""
    rows = tuple(row for name in names if carried and (row := carried.row(name)))
    files = {origin.file for row in rows for origin in row.origins}
    return Kept(rows, {file: path for file, path in carried.paths.items() if file in files} if carried else {})


def carried_text(consolidation: Consolidation, placed: Placed, charts: ChartSheet, kept: Kept) -> tuple[str, str]:
    """The key and the text for the hidden sheet; the same consolidation always gives the same text."""
    files: dict[tuple[str, str], int] = {}
    rows = [_row(name_of(row), row.members, row.totals.to_text(), row.origins, files) for row in consolidation.rows]
    rows += [_row(row.name, row.members, row.parts, row.origins, files) for row in kept.rows]
    record = {
        "version": _VERSION,
        "coverage": coverage_line(consolidation),
        "money_unit": consolidation.money_unit,
        "rows": rows,
        "files": [[file, digest, kept.paths.get(file) or placed.locate(file)] for file, digest in files],
        "charts": {chart.id: chart.room for chart in charts.charts},
    }
    return KEY, json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _row(
    name: str, members: int, parts: str, origins: Sequence[Origin], files: dict[tuple[str, str], int]
) -> list[Any]:
    told = [
        [origin.key, amount_text(origin.amount), files.setdefault((origin.file, origin.digest), len(files)),
         origin.place, origin.how]
        for origin in origins
    ]  # fmt: skip
    return [name, members, parts, told]


def read_carried(book: Book) -> Carried | None:
    """What a book carries; None where it carries nothing that can be read."""
    text = read_cargo(book, KEY)
    if not text or len(text) > _LARGEST:
        return None
    try:
        return _carried(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, RecursionError):
        return None


def _carried(record: Mapping[str, Any]) -> Carried:
    files = [(str(file), str(digest)) for file, digest, _ in record["files"]]
    rows = [_carried_row(row, files) for row in record["rows"]]
    return Carried(
        str(record["coverage"]),
        str(record["money_unit"]),
        {plain(row.name): row for row in rows},
        {str(file): str(path) for file, _, path in record["files"]},
        {str(chart): _number(room, _MOST_ROOM) for chart, room in record["charts"].items()},
    )


def _carried_row(row: list[Any], files: list[tuple[str, str]]) -> CarriedRow:
    name, members, parts, origins = row
    found = tuple(
        Origin(str(key), _amount(amount), *files[_number(file, len(files) - 1)], str(place), str(how))
        for key, amount, file, place, how in origins
    )
    return CarriedRow(str(name), _number(members, _MOST_MEMBERS), str(parts), found)


def _number(value: object, most: int) -> int:
    if not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"not a number that we wrote: {value!r}")
    return value


def _amount(text: object) -> Amount:
    """A figure of a size that a form can print; another one was not written by us."""
    amount = read_amount(text) if isinstance(text, str) and len(text) <= _LONGEST_FIGURE else None
    if amount is None or (isinstance(amount, Decimal) and not _is_printable(amount)):
        raise ValueError(f"not a figure that we wrote: {text!r}")
    return amount


def _is_printable(amount: Decimal) -> bool:
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_LARGEST_POWER and amount.adjusted() <= _LARGEST_POWER
