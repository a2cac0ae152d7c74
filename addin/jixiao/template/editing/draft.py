"""What was read of a 指标体系编制 workbook: plain tables, the cell that each value came from, and what is wrong."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.model.book import Cell
from jixiao.model.cells import CellRef
from jixiao.template.editing import cells
from jixiao.template.editing.schema import LATE, Column
from jixiao.template.editing.tree import Path, find, put
from jixiao.template.editing.words import Words, words_of

Placed = tuple[CellRef, Cell]
NO_WORDS = Words({}, {}, {}, {})


@dataclass(frozen=True, order=True)
class Fault:
    """A mistake and the cell to look at."""

    at: CellRef
    words: str

    def __str__(self) -> str:
        return f"{self.at.sheet}!{self.at.a1}：{self.words.rstrip('。')}。"


@dataclass
class Draft:
    """The tables as far as they are read. ``later``: what waits until all names are known.

    ``labels``: what the cell of a path is called; a section by its title.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, CellRef] = field(default_factory=dict)
    labels: dict[Path, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    later: list[Callable[[Words], None]] = field(default_factory=list)

    def fault(self, at: CellRef, words: str) -> None:
        """Something is wrong at a cell."""
        self.faults.append(Fault(at, words))

    def place(self, path: Path, at: CellRef) -> None:
        """What stands at a path belongs to a cell; the first one counts."""
        self.places.setdefault(path, at)

    def set(self, path: Path, value: object, at: CellRef) -> None:
        """A value from a cell."""
        self.place(path, at)
        try:
            put(self.data, path, value)
        except ValueError as error:
            self.fault(at, str(error))

    def read(self, path: Path, column: Column, placed: Placed) -> None:
        """Whatever a cell of that column says; nothing where it is blank."""
        at, cell = placed
        self.place(path, at)
        self.labels.setdefault(path, column.label)
        if is_blank(cell):
            return
        if column.kind in LATE:
            self.later.append(lambda words: self.read_now(path, column, placed, words))
        else:
            self.read_now(path, column, placed, NO_WORDS)

    def read_now(self, path: Path, column: Column, placed: Placed, words: Words) -> None:
        """The value of a cell, with the words for what it may name."""
        at, cell = placed
        try:
            self.set(path, cells.read(cell, column, words), at)
        except ValueError as error:
            self.fault(at, str(error))

    def finish(self) -> None:
        """Read what waited for names."""
        words = words_of(self.data.get("framework", {}))
        for read in self.later:
            read(words)
        self.later.clear()

    def at(self, location: Path) -> CellRef:
        """The cell that a place in the tables came from, or the nearest above it."""
        for depth in range(len(location), 0, -1):
            if location[:depth] in self.places:
                return self.places[location[:depth]]
        return next(iter(self.places.values()), CellRef("", 1, 1))


def is_blank(cell: Cell) -> bool:
    """Whether nothing was entered there."""
    return cell.formula is None and (cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()))


def tell_repeats(draft: Draft, path: Path) -> None:
    """Names that stand twice in a list: formulas and references go by them."""
    seen: set[str] = set()
    items = find(draft.data, path)
    for number, item in enumerate(items if isinstance(items, list) else []):
        label = item.get("label")
        if isinstance(label, str) and label in seen:
            draft.fault(draft.at((*path, number, "label")), f"“{label}”前面已经有了，请另取一个名称")
        seen.add(str(label))


def give_ids(draft: Draft, path: Path, prefix: str, known: Mapping[str, str]) -> None:
    """Ids for the things of a list that have none yet, or that of a row they were copied from.

    An id follows from the name: the same name gives the same id wherever its row stands. ``known``: name or group → id.
    """
    items = find(draft.data, path)
    taken: set[str] = set()
    for item in items if isinstance(items, list) else []:
        id, label = item.get("id"), item.get("label")
        if (not isinstance(id, str) or id in taken) and isinstance(label, str):
            ids = [known[word] for word in (label, item.get("group")) if word in known]
            item["id"] = next(each for each in (*ids, *_ids(prefix, label)) if each not in taken)
        taken.add(str(item.get("id")))


def _ids(prefix: str, label: str) -> Iterator[str]:
    digest = hashlib.sha256(label.encode()).hexdigest()
    yield from (f"{prefix}_{digest[:length]}" for length in range(6, 30))
