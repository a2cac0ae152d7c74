"""What actions want of files beside the open workbook. ``hosts.desk`` does it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jixiao.model.book import Book


@dataclass(frozen=True)
class Returned:
    """Units' workbooks that can be summed up, and a sentence for each file that is none."""

    books: tuple[Book, ...]
    problems: tuple[str, ...]


class Desk(Protocol):
    """Files, as far as actions need them. Everything raises JixiaoError, one sentence, where it cannot be done."""

    def say(self, text: str) -> None:
        """Tell how far the work is. Raises Stopped where the user has pressed Esc."""

    def units(self, folder: Path, without: Path | None) -> Returned:
        """The workbooks in a folder and below it, without one of them (the open one)."""
