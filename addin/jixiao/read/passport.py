"""The passport of a workbook of ours: the fixed texts it was built with.

It shows what was changed by mistake or behind one's back. It is no signature: whoever knows how it is made can
make another.
"""

import json
from collections.abc import Mapping

from jixiao.model.book import Book
from jixiao.read.embedded_framework import read_identity

LABELS = "labels_"
"""The fixed texts stand in pieces under this key and their number: JSON, sheet → texts from left to right, downward."""

LONGEST_LABEL = 60
"""A longer text is known by its beginning."""

_MOST_PIECES = 200


def label_text(value: str) -> str:
    """A fixed text as the passport keeps it: without blanks at its ends or doubled inside, cut where it is long."""
    return " ".join(value.split())[:LONGEST_LABEL]


def read_labels(book: Book) -> Mapping[str, tuple[str, ...]] | None:
    """The fixed texts of each sheet as they were built; None where the passport has none or they are unreadable."""
    identity = read_identity(book)
    pieces: list[str] = []
    while len(pieces) < _MOST_PIECES and (key := f"{LABELS}{len(pieces) + 1}") in identity:
        pieces.append(identity[key])
    try:
        found = json.loads("".join(pieces))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(texts, list) for texts in found.values()):
        return None
    return {sheet: tuple(text for text in texts if isinstance(text, str)) for sheet, texts in found.items()}
