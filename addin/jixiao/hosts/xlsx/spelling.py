"""How the places of a worksheet were spelled before marks were put there, so that clearing restores every byte.

A cell that is emptied again can be spelled in many ways, or not be there at all; so can its row. What stood there
travels as text in the worksheet itself (``private_extension``). It comes from a file and is not trusted: whoever
restores from it checks that no cell reads differently afterwards.
"""

import json
from dataclasses import dataclass, field

from jixiao.hosts.xlsx.sheet_places import whole_number
from jixiao.model.cells import CellRef, parse_a1

Place = tuple[int, int]


@dataclass
class Spelling:
    """What stood at the touched places; "" for what was not there.

    ``rows`` are start tags, where these changed. ``dimension`` is the tag of the used range, before and after;
    ``sheet_data`` the tag of an empty list of rows. ``added``: the whole sheet came with the marks.
    """

    cells: dict[Place, str] = field(default_factory=dict)
    rows: dict[int, str] = field(default_factory=dict)
    dimension: tuple[str, str] | None = None
    sheet_data: str = ""
    added: bool = False

    def __bool__(self) -> bool:
        return self != Spelling()

    def followed_by(self, later: "Spelling") -> "Spelling":
        """What stood there before both of two writes."""
        first, last = self.dimension, later.dimension
        both = (first[0], last[1]) if first and last and first[1] == last[0] else last or first
        return Spelling(
            later.cells | self.cells,
            later.rows | self.rows,
            both,
            self.sheet_data or later.sheet_data,
            self.added,
        )


def text_of(spelling: Spelling) -> str:
    """The spelling as text, in ASCII."""
    if spelling.added:
        return json.dumps({"added": True})
    cells = {CellRef("", *place).a1: raw for place, raw in spelling.cells.items()}
    found = {"cells": cells, "rows": spelling.rows, "dimension": spelling.dimension, "sheetData": spelling.sheet_data}
    return json.dumps({key: value for key, value in found.items() if value}, separators=(",", ":"))


def spelling_of(text: str) -> Spelling:
    """The spelling that a text tells, without what is none of ours."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Spelling()
    if not isinstance(found, dict):
        return Spelling()
    cells, rows = _texts(found.get("cells")), _texts(found.get("rows"))
    sheet_data = found.get("sheetData")
    return Spelling(
        {place: raw for a1, raw in cells.items() if (place := parse_a1(a1)) is not None},
        {number: tag for key, tag in rows.items() if (number := whole_number(key)) is not None},
        _before_and_after(found.get("dimension")),
        sheet_data if isinstance(sheet_data, str) else "",
        found.get("added") is True,
    )


def _texts(found: object) -> dict[str, str]:
    entries = found.items() if isinstance(found, dict) else ()
    return {key: text for key, text in entries if isinstance(text, str)}


def _before_and_after(found: object) -> tuple[str, str] | None:
    match found:
        case [str(before), str(after)]:
            return before, after
    return None
