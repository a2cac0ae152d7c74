"""How much of a workbook is taken: what goes beyond is refused before it costs time or memory."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one workbook. A form with its attachments stays far below; each has a sentence of its own.

    Sizes are in bytes, ``old_seconds`` in seconds; the other fields count. ``ratio`` is inflated to packed
    size, of parts larger than ``ratio_from``. ``markup`` counts the tags of all parts that are read, ``elements``
    the entries of one that lists things, ``depth`` how far elements are nested, ``vocabulary`` the different
    names of elements and attributes in one part; ``tag_bytes`` bounds a single tag. ``text`` is in characters.
    ``formula_text`` is the text, in characters, that shared and array formulas give to other cells.
    ``old_…`` are for .xls files, which another process reads.
    """

    file_bytes: int = 128 * MEGABYTE
    members: int = 2_000
    part_bytes: int = 64 * MEGABYTE
    total_bytes: int = 256 * MEGABYTE
    ratio: int = 200
    ratio_from: int = MEGABYTE
    markup: int = 1_500_000
    elements: int = 120_000
    depth: int = 100
    vocabulary: int = 10_000
    tag_bytes: int = MEGABYTE
    sheets: int = 500
    names: int = 40_000
    styles: int = 66_000
    merged: int = 100_000
    strings: int = 500_000
    text: int = 100_000
    rows: int = 500_000
    cells: int = 200_000
    formula_text: int = 4_000_000
    old_file_bytes: int = 32 * MEGABYTE
    old_text: int = 16_000_000
    old_memory: int = 256 * MEGABYTE
    old_seconds: int = 20


LIMITS = Limits()
"""What the product works with."""
