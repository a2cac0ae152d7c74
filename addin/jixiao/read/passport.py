"""The passport of a workbook of ours: the fixed texts it was built with. The runs of our commands are in ``runs``.

It shows what was changed by mistake or behind one's back. It is no signature: whoever knows how it is made can
make another.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jixiao.model.book import Book, Cell, Sheet
from jixiao.model.cells import CellRef
from jixiao.read.embedded_framework import read_identity

LABELS = "labels_"
"""The fixed texts stand in pieces under this key and their number: JSON, sheet → texts from left to right, downward."""

LONGEST_LABEL = 60
"""A longer text is known by its beginning."""

_MOST_PIECES, _MOST_SHEETS, _LONGEST_NAME = 200, 50, 255
MOST_TEXTS = 3000
"""More texts in one sheet than any of our templates could have with everything filled in."""

_FEWEST_HEADINGS, _MOST_HEADINGS = 3, 200
"""Fewer texts in a row than a table has headings; more rows than hold fixed texts."""


def label_text(value: str) -> str:
    """A fixed text as the passport keeps it: without blanks at its ends or doubled inside, cut where it is long."""
    return " ".join(value.split())[:LONGEST_LABEL]


def read_labels(book: Book) -> Mapping[str, tuple[str, ...]] | None:
    """The fixed texts of each sheet as they were built; None where the passport has none or they are unreadable."""
    identity = read_identity(book)
    pieces: list[str] = []
    while len(pieces) < _MOST_PIECES and (key := f"{LABELS}{len(pieces) + 1}") in identity:
        pieces.append(identity[key])
    return _parsed("".join(pieces))


@lru_cache(maxsize=8)
def _parsed(text: str) -> Mapping[str, tuple[str, ...]] | None:
    """One check reads the passport several times."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or len(found) > _MOST_SHEETS:
        return None
    if not all(isinstance(texts, list) and len(sheet) <= _LONGEST_NAME for sheet, texts in found.items()):
        return None
    return {sheet: tuple(text for text in texts if isinstance(text, str)) for sheet, texts in found.items()}


@dataclass(frozen=True)
class Stated:
    """A text that stands in a sheet now, as the passport would keep it."""

    at: CellRef
    text: str


def stated_texts(sheet: Sheet) -> list[Stated]:
    """The typed texts of a sheet, from left to right and downward."""
    found = sorted((place, cell) for place, cell in sheet.cells.items() if _is_typed_text(cell))
    return [Stated(CellRef(sheet.name, *place), label_text(str(cell.value))) for place, cell in found]


def _is_typed_text(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.formula is None and bool(cell.value.strip())


@dataclass(frozen=True)
class MovedColumns:
    """Headings of one row that stand in another order than the workbook was built with."""

    at: CellRef
    now: tuple[str, ...]
    built: tuple[str, ...]


def moved_columns(built: Sequence[str], stated: Sequence[Stated]) -> MovedColumns | None:
    """The first row of a sheet whose fixed texts changed places among each other; None where there is none."""
    if len(built) > MOST_TEXTS or len(stated) > MOST_TEXTS:
        return None
    before, now = Counter(built), Counter(item.text for item in stated)
    once = {text: place for place, text in enumerate(built) if before[text] == 1 and now[text] == 1}
    rows: dict[int, list[Stated]] = {}
    for item in stated:
        rows.setdefault(item.at.row, []).append(item)
    for row in [row for row in rows.values() if _might_be_headings(row, before)][:_MOST_HEADINGS]:
        for known, order in (_of_unique_texts(row, once), _of_whole_row(row, built, before)):
            changed = [place for place, item in enumerate(known) if item.text != order[place]]
            if len(known) >= _FEWEST_HEADINGS and changed:
                part = slice(changed[0], changed[-1] + 1)
                texts = tuple(item.text for item in known[part])
                return MovedColumns(known[changed[0]].at, texts, tuple(order[part]))
    return None


def _might_be_headings(row: Sequence[Stated], known: Mapping[str, int]) -> bool:
    return sum(item.text in known for item in row) >= _FEWEST_HEADINGS


_Ordered = tuple[Sequence[Stated], Sequence[str]]
"""Texts of a row, and the same texts in the order in which they were built."""


def _of_unique_texts(row: Sequence[Stated], once: Mapping[str, int]) -> _Ordered:
    """Those that stand but once in the sheet, then and now, provided that they come from one row."""
    known = [item for item in row if item.text in once]
    order = sorted((item.text for item in known), key=lambda text: once[text])
    is_one_row = order and once[order[-1]] - once[order[0]] < len(row)
    return (known, order) if is_one_row else ((), ())


def _of_whole_row(row: Sequence[Stated], built: Sequence[str], known: Mapping[str, int]) -> _Ordered:
    """All of them, repeated ones too, where they stood side by side in another order and nowhere in this one."""
    texts = [item.text for item in row]
    if any(text not in known for text in texts):  # something typed among them
        return (), ()
    length, same = len(texts), sorted(texts)
    stretches = [built[start : start + length] for start in range(len(built) - length + 1) if built[start] in texts]
    if any([*stretch] == texts for stretch in stretches):
        return (), ()
    return next(((row, stretch) for stretch in stretches if sorted(stretch) == same), ((), ()))
