"""Edits → rectangles that one call writes, as texts that Excel does not take for something else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.hosts.rectangles import rectangles
from jixiao.model.book import Edit, ErrorValue
from jixiao.model.cells import Area

TEXT_FORMAT = "@"
_RETYPED_AT_ONCE = ("=", "+", "-", "@", "'", "#")
_RETYPED_WORDS = ("TRUE", "FALSE")
_OF_NUMBERS_AND_DATES = re.compile(r"[A-Za-z年月日时時分秒上下午\W\d_]*")


@dataclass(frozen=True)
class Block:
    """Edits that fill a rectangle without a gap, by row and column."""

    area: Area
    edits: Mapping[tuple[int, int], Edit]

    def rows(self, formats: Mapping[tuple[int, int], str]) -> list[list[object]]:
        """What to assign to the block's ``formula``: rows of numbers, texts and formulas as if typed in.

        ``formats`` holds the number formats of its cells where they matter, that is if ``has_risky_text``.
        """
        flat = [_typed(self.edits[at.row, at.column], formats.get((at.row, at.column), "")) for at in self.area]
        width = self.area.right - self.area.left + 1
        return [flat[start : start + width] for start in range(0, len(flat), width)]

    @property
    def has_risky_text(self) -> bool:
        """Whether Excel would take one of the texts for a number, a date or a formula."""
        return any(isinstance(edit.value, str) and is_retyped(edit.value) for edit in self.edits.values())


def plan(edits: Sequence[Edit]) -> dict[str, list[Block]]:
    """The blocks to write on each sheet, in the order the sheets come up; the last edit of a cell wins."""
    edit_by_place: dict[str, dict[tuple[int, int], Edit]] = {}
    for edit in edits:
        edit_by_place.setdefault(edit.at.sheet, {})[edit.at.row, edit.at.column] = edit
    return {
        sheet: [_block(area, places) for area in rectangles(sheet, places)] for sheet, places in edit_by_place.items()
    }


def _block(area: Area, edits: Mapping[tuple[int, int], Edit]) -> Block:
    return Block(area, {(at.row, at.column): edits[at.row, at.column] for at in area})


def is_retyped(text: str) -> bool:
    """Whether Excel might take a typed text for a number, date, truth value, error or formula.

    Rather once too often: which dates and currencies Excel knows depends on the country it is set to.
    """
    if text.startswith(_RETYPED_AT_ONCE) or text.strip().upper() in _RETYPED_WORDS:
        return True
    return any(sign.isdigit() for sign in text) and _OF_NUMBERS_AND_DATES.fullmatch(text) is not None


def _typed(edit: Edit, number_format: str) -> object:
    """What to type into a cell to get the edit; text cells take every text as it is."""
    if edit.formula is not None:
        return f"={edit.formula}"
    match edit.value:
        case str() as text:
            return f"'{text}" if is_retyped(text) and number_format != TEXT_FORMAT else text
        case Decimal() as number:
            return float(number)  # Excel stores doubles; a Decimal would arrive as currency of four decimals
        case ErrorValue(text):
            return text
        case value:
            return "" if value is None else value
