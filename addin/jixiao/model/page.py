"""The few parts that a printed page is made of, on a screen as in a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A line of its own in bold; ``level`` 1 is the title of the page."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text, so many characters from the left; ``name`` stands before it and hangs out."""

    text: str
    indent: int = 2
    name: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a grid: its heading and its width; 0 takes a share of what the others leave."""

    heading: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; a cell's leading blanks move all of its lines in."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    indent: int = 2


Part = Heading | Paragraph | Grid
