"""The desk: files beside the open workbook, the same for every host."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.desk import Returned
from jixiao.hosts.folders import read_units, workbooks_in


def _unheard(text: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class FileDesk:
    """``say`` shows how far the work is and raises Stopped where the user has pressed Esc."""

    say: Callable[[str], None] = _unheard

    def units(self, folder: Path, without: Path | None) -> Returned:
        """The workbooks in a folder and below it, without one of them."""
        own = without.resolve() if without is not None else None
        paths = [path for path in workbooks_in(folder) if path.resolve() != own]
        return read_units(paths, lambda number: self.say(f"{number}/{len(paths)}"))
