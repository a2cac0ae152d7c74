"""What a kind of mutation is, and the list of all of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from benchmarks.mutations.entries import Chance, Entry
from benchmarks.mutations.world import World
from jixiao.model.book import Book
from jixiao.model.cells import CellRef

Places = dict[str, CellRef]
Reach = Literal["cell", "row", "sheet"]


@dataclass(frozen=True)
class Typed:
    """What someone typed instead of the right thing. ``cause``: words of which the finding's cause has one."""

    entry: Entry
    cause: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rebuilt:
    """A workbook changed otherwise than by typing, and the cell to blame, or all of its ``row`` or ``sheet``."""

    book: Book
    at: CellRef
    reach: Reach = "cell"


@dataclass(frozen=True)
class Kind:
    """One kind of mutation of one cell.

    ``choose``: the ids of cells that it can befall. ``slip``: what happens to one of them, None where it cannot.
    ``rebuild``: for changes to the workbook itself, instead of the two.
    """

    family: str
    name: str
    choose: Callable[[World], Sequence[str]] = lambda world: ()
    slip: Callable[[World, str, Chance], Typed | None] = lambda world, id, chance: None
    rebuild: Callable[[World, Book, Places, Chance], Rebuilt | None] | None = None


_FAMILIES = ("weights", "scores", "rates", "funds", "replay", "stated", "texts", "structure", "summaries")


def all_kinds() -> tuple[Kind, ...]:
    """Every kind, family by family."""
    return tuple(kind for family in _FAMILIES for kind in _kinds_of(family))


def _kinds_of(family: str) -> Iterator[Kind]:
    yield from import_module(f"benchmarks.mutations.kinds.{family}").KINDS
