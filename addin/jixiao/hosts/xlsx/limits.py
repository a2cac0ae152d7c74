"""How much of a workbook is taken: what goes beyond is refused before it costs time or memory."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """The bounds of one workbook; beyond each stands a sentence of its own.

    Forms with their attachments stay far below. With the bounds that are set here, a file that is just within
    them takes two to four seconds and 200 MB.
    """

    # The archive, in bytes where nothing else is said.
    file_bytes: int = 128 * MEGABYTE
    members: int = 2_000  # a number
    part_bytes: int = 64 * MEGABYTE  # inflated
    total_bytes: int = 256 * MEGABYTE  # all parts, inflated
    read_bytes: int = 128 * MEGABYTE  # the parts that are read, inflated
    ratio: int = 200  # inflated to packed, of a part that is read and larger than …
    ratio_from: int = MEGABYTE

    # XML.
    markup: int = 1_500_000  # tags and references, in all parts that are read
    elements: int = 120_000  # entries of a part that lists things
    depth: int = 100  # elements within elements
    vocabulary: int = 10_000  # different names of elements and attributes in one part
    tag_bytes: int = MEGABYTE  # of a single tag
    text: int = 100_000  # characters in one element; a cell holds 32,767

    # What a workbook is made of, over all its sheets.
    sheets: int = 500
    names: int = 40_000
    styles: int = 66_000  # Excel stops at 65,490
    strings: int = 500_000
    merged: int = 100_000
    rows: int = 500_000  # empty ones too
    cells: int = 200_000  # with content
    formula_text: int = 4_000_000  # characters that shared and array formulas give to other cells

    # Files in the old .xls format, which a process of their own reads.
    old_file_bytes: int = 32 * MEGABYTE
    old_memory: int = 256 * MEGABYTE
    old_seconds: int = 20
    old_text: int = 16_000_000  # characters in all cells


LIMITS = Limits()
"""What the product works with."""

SMALL = Limits(
    read_bytes=3 * MEGABYTE,
    sheets=60,
    names=3_000,
    merged=5_000,
    rows=20_000,
    cells=3_500,
    formula_text=500_000,
    text=33_000,
    old_file_bytes=4 * MEGABYTE,
)
"""What a process reads that nobody could stop; ours, filled in, have at most 1,900 cells.

What reads tables and checks them takes time by the length of all texts, and sometimes by the square of the rows. The
worst that was made up to wear it out within these bounds took 3 seconds of a processor to read and 11 with all rules
(tests/hosts/intake/worst_small.py); a process of its own, which reads what is larger, is given up after 60.
"""
