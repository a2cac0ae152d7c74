"""What is taken over, as cells of the new workbook and in sentences for the person who made it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.model.book import Value
from jixiao.model.cells import CellRef

LONGEST_TEXT = 1000
"""A longer text is no name and no target; it is left out and said so."""


@dataclass(frozen=True)
class Taken:
    """Entries of the new workbook; sentences on what was taken, what was not and why, and what to look at."""

    entries: Mapping[CellRef, Value] = field(default_factory=dict)
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    look_at: tuple[str, ...] = ()

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(
            {**self.entries, **other.entries},
            self.taken + other.taken,
            self.left + other.left,
            self.look_at + other.look_at,
        )
