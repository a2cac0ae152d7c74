"""_jixiao: what travels inside the workbook, so that an office needs no other file."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from jixiao.model.figures import NIL_MARKS
from jixiao.read.cargo import CARGO_COLUMN, pieces_of
from jixiao.read.passport import LABELS
from jixiao.template.canvas import Canvas

CHUNK = 30_000
"""Excel takes 32,767 characters a cell; the framework's text is cut into pieces below that."""


def write_inner(
    canvas: Canvas, identity: Mapping[str, str], framework_text: str, labels: Mapping[str, list[str]]
) -> None:
    """Keys in column A, values in B; the signs for "nothing to report" in column D.

    ``labels`` are the fixed texts of each sheet, from left to right and downward: the passport that shows later
    what was changed.
    """
    texts = json.dumps(labels, ensure_ascii=False, separators=(",", ":"))
    rows = {**identity, **_pieces("framework_text_", framework_text), **_pieces(LABELS, texts)}
    for row, (key, value) in enumerate(rows.items(), 1):
        canvas.label(canvas.at(row, 1), key, "hidden")
        canvas.label(canvas.at(row, 2), value, "hidden")
    for row, mark in enumerate(NIL_MARKS, 1):
        canvas.label(canvas.at(row, 4), mark, "hidden")
    canvas.sheet.very_hidden()
    canvas.protect()


def write_cargo(canvas: Canvas, cargo: Iterable[tuple[str, str]]) -> None:
    """What a 汇总表 carries of its roundup: keys and texts in columns of their own, apart from the passport."""
    pieces = (piece for key, text in cargo for piece in pieces_of(key, text))
    for row, (key, text) in enumerate(pieces, 1):
        canvas.label(canvas.at(row, CARGO_COLUMN), key, "hidden")
        canvas.label(canvas.at(row, CARGO_COLUMN + 1), text, "hidden")


def _pieces(key: str, text: str) -> dict[str, str]:
    starts = range(0, len(text), CHUNK)
    return {f"{key}{number}": text[start : start + CHUNK] for number, start in enumerate(starts, 1)}


def fingerprint(lines: list[str]) -> str:
    """A short digest of formulas or labels, to see whether a returned workbook still has them."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
