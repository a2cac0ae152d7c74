"""The formulas that a write has to look after: those of touched cells, shared ones, and arrays over several cells."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from jixiao.hosts.xlsx.markup import Attributes
from jixiao.hosts.xlsx.refusal import SHARED_FORMULA, unwritable
from jixiao.hosts.xlsx.shared_formulas import SharedFormula
from jixiao.model.cells import Area, CellRef

Place = tuple[int, int]

_WITH_TEXT = ("normal", "array", "shared")


@dataclass(slots=True)
class Span:
    """An element: its first byte, where the parser met its end, the byte behind it, its attributes."""

    start: int
    attributes: Attributes
    stop: int = 0
    end: int = 0


@dataclass(slots=True)
class FormulaUse:
    """One cell's formula; of a shared one only the master has the text."""

    place: Place
    group: str
    text: str
    span: Span


@dataclass
class FormulaUses:
    """``at`` are the formulas of touched cells, ``shared`` all uses of shared ones, ``ranges`` arrays of many cells."""

    at: dict[Place, FormulaUse] = field(default_factory=dict)
    shared: list[FormulaUse] = field(default_factory=list)
    ranges: list[Area] = field(default_factory=list)

    def text_at(self, place: Place) -> str | None:
        """The formula of a touched cell, spelled out; None where it has none, or that of a data table."""
        use = self.at.get(place)
        kind = "" if use is None else use.span.attributes.get("t", "normal")
        if use is None or kind not in _WITH_TEXT:
            return None
        if kind != "shared" or use.text:
            return use.text
        master = self._masters.get(use.group)
        return None if master is None else SharedFormula(master.text, *master.place).at(*place)

    def freed(self, overwritten: Collection[Place]) -> Iterator[tuple[FormulaUse, str]]:
        """The cells of shared formulas whose master cell is overwritten, with the text that each then needs.

        Raises Refusal where a text cannot be told.
        """
        masters = {
            use.group: SharedFormula(use.text, *use.place)
            for use in self.shared
            if use.text and use.place in overwritten
        }
        for use in self.shared:
            if use.group in masters and not use.text and use.place not in overwritten:
                text = masters[use.group].at(*use.place)
                if text is None:
                    raise unwritable(SHARED_FORMULA, CellRef("", *use.place).a1)
                yield use, text

    @cached_property
    def _masters(self) -> dict[str, FormulaUse]:
        return {use.group: use for use in self.shared if use.text}
