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


def text_link(target: str, shown: str) -> str | None:
    """Excel text of a link to a target that shows a text; None where a formula cannot hold them."""
    if any(len(text) > _LONGEST_TEXT or _UNFIT.search(text) for text in (target, shown)):
        return None
    return f'HYPERLINK("{_in_formula(target)}","{_in_formula(shown)}")'


def place_link(at: CellRef, shown: str) -> str | None:
    """Excel text of a link to a cell that shows a text; None where a formula cannot hold it."""
    if len(shown) > _LONGEST_TEXT or _UNFIT.search(shown):
        return None
    target = _in_formula(at.sheet.replace("'", "''"))
    return f'HYPERLINK("#\'{target}\'!"&{address(at)},"{_in_formula(shown)}")'


def _in_formula(text: str) -> str:
    return text.replace('"', '""')


_LONGEST_TEXT = 250
"""Characters: Excel takes 255 in one text of a formula."""

_UNFIT = re.compile("[\x00-\x1f\x7f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""Signs that are none in a formula, and such as would be read as the spelling of one."""
