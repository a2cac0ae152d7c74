"""What must hold of the words and of single cells of an honest workbook."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarks.mutations.entries import Entry
from benchmarks.mutations.world import Row, World

_NOTHING = ("", "-", "—", "无")

_DAY = re.compile(r"(?P<year>[0-9]{4})[年.\-/](?P<month>[0-9]{1,2})[月.\-/](?P<day>[0-9]{1,2})日?")


@dataclass(frozen=True)
class Filled:
    """A cell that may not be left blank."""

    id: str

    def holds(self, world: World) -> bool:
        entry = world[self.id]
        return self.id not in world.entries or entry.live or entry.text.strip() != ""


@dataclass(frozen=True)
class IsNumber:
    """A cell that holds a number, a percentage, or a nil mark: nothing that a person would have to interpret.

    A number kept as text does not count where a spreadsheet's formulas add it up (``ours``); in another office's table
    it is one, with full-width digits, too.
    """

    id: str
    ours: bool = True

    def holds(self, world: World) -> bool:
        entry = world[self.id]
        if entry.live or not isinstance(entry.value, str) or entry.text in _NOTHING:
            return True
        is_rate = "rate" in self.id or self.id.endswith("percentage")
        if not self.ours:
            return Entry(unicodedata.normalize("NFKC", entry.text)).span is not None
        return entry.span is not None and is_rate


@dataclass(frozen=True)
class Whole:
    """People and things are counted in whole numbers."""

    id: str

    def holds(self, world: World) -> bool:
        value = world[self.id].value
        return not isinstance(value, Decimal) or (value >= 0 and value == value.to_integral_value())


@dataclass(frozen=True)
class Explained:
    """Where points were taken off, a reason is given."""

    row: Row

    def holds(self, world: World) -> bool:
        score, points = (world.span(f"row.{self.row.number}.{role}") for role in ("score", "points"))
        if score is None or points is None or score.low >= points.low:
            return True
        return world[f"row.{self.row.number}.variance_note"].text.strip() not in _NOTHING


@dataclass(frozen=True)
class Distinct:
    """Texts that say something of their own: no three of them are the same, word for word."""

    ids: tuple[str, ...]

    def holds(self, world: World) -> bool:
        said = [text for id in self.ids if len(text := world[id].text) >= 8]
        return all(said.count(text) < 3 for text in said)


@dataclass(frozen=True)
class OnlyOnce:
    """Names of which each stands once."""

    ids: tuple[str, ...]

    def holds(self, world: World) -> bool:
        said = [text for id in self.ids if (text := world[id].text)]
        return len(set(said)) == len(said)


@dataclass(frozen=True)
class RunsOn:
    """Serial numbers that are counted through."""

    ids: tuple[str, ...]

    def holds(self, world: World) -> bool:
        said = [world[id].value for id in self.ids if id in world.entries]
        return all(value == number for number, value in enumerate(said, 1))


@dataclass(frozen=True)
class Says:
    """A cell that holds this very text: what the template printed there, or what another place says."""

    id: str
    text: str

    def holds(self, world: World) -> bool:
        return self.id not in world.entries or world[self.id].text == self.text


@dataclass(frozen=True)
class Written:
    """A day of the calendar, after the end of the year that is evaluated."""

    id: str
    year: int

    def holds(self, world: World) -> bool:
        text = world[self.id].text
        match = _DAY.fullmatch(text)
        if not text:
            return True
        try:
            day = date(*(int(match[part]) for part in ("year", "month", "day"))) if match else None
        except ValueError:
            return False
        return day is not None and self.year < day.year <= self.year + 1


@dataclass(frozen=True)
class OwnWords:
    """A text of the office's own: nothing of a form's prompts is left in it."""

    id: str

    def holds(self, world: World) -> bool:
        return re.search("请填写|例如|××|此处填写", world[self.id].text) is None
