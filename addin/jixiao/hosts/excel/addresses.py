"""What Excel says of where cells are → areas."""

import re

from jixiao.model.cells import MAX_COLUMN, MAX_ROW, Area, column_number, parse_area

_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")


def area_at(sheet: str, address: str) -> Area | None:
    """The area of an address: ``$A$1:$C$9``, ``$A:$B`` or ``$1:$3``; of several areas the first. None if it is none."""
    first = address.partition(",")[0]
    if columns := _COLUMNS.fullmatch(first):
        return Area(sheet, 1, column_number(columns[1]), MAX_ROW, column_number(columns[2]))
    if rows := _ROWS.fullmatch(first):
        return Area(sheet, int(rows[1]), 1, int(rows[2]), MAX_COLUMN)
    return parse_area(sheet, first)


def clipped(area: Area, to: Area) -> Area:
    """As much of a selected area as lies on the used part of its sheet; its first cell where nothing does."""
    bottom, right = max(area.top, min(area.bottom, to.bottom)), max(area.left, min(area.right, to.right))
    return Area(area.sheet, area.top, area.left, bottom, right)
