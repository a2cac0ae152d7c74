"""Places as live formulas: they move with the cells they name."""

import re

from jixiao.model.cells import CellRef

_BARE_NAME = re.compile(r"[\u4e00-\u9fff]+")
"""Sheet names that need no quotation marks wherever they stand (``A1`` or ``R1C1`` would)."""


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    if _BARE_NAME.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def address(at: CellRef) -> str:
    """Excel text whose result is the address of a cell, also after rows were inserted above it."""
    here = f"{quoted(at.sheet)}!{at.a1}"
    return f"ADDRESS(ROW({here}),COLUMN({here}),4)"


def link(at: CellRef) -> str:
    """Excel text of a link to a cell that shows its address."""
    target = at.sheet.replace("'", "''").replace('"', '""')
    return f"HYPERLINK(\"#'{target}'!\"&{address(at)},{address(at)})"
