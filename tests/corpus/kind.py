"""One kind of workbook of the corpus: how it is built, and what is to be expected of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Build = Callable[[Path], None]

KINDS: list["Kind"] = []


@dataclass(frozen=True)
class Kind:
    """``build`` writes the workbook to a path. ``default``: it is in the default tests, else in the long ones only.

    ``refused``: commands that write leave it alone (a signature would break).
    """

    name: str
    build: Build
    suffix: str = ".xlsx"
    default: bool = True
    refused: bool = False

    def __str__(self) -> str:
        return self.name

    def made_in(self, folder: Path) -> Path:
        """The workbook, built in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}{self.suffix}"
        self.build(path)
        return path


def kind(suffix: str = ".xlsx", *, default: bool = True, refused: bool = False) -> Callable[[Build], Build]:
    """Enter a builder into the corpus under its own name."""

    def enter(build: Build) -> Build:
        KINDS.append(Kind(build.__name__, build, suffix, default, refused))
        return build

    return enter
