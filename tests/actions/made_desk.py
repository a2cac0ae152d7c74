"""A desk for actions that are tried without files: it remembers what it was asked to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.actions import Action, Form, Press
from jixiao.actions.desk import LedgerInfo, Listed, Slips
from jixiao.errors import JixiaoError, Stopped
from jixiao.model.book import Book
from jixiao.model.cells import Area
from jixiao.model.names import INNER_SHEET


@dataclass
class MadeDesk:
    """``books`` are on disk; ``stops`` after so many words."""

    books: Mapping[Path, Book] = field(default_factory=dict)
    found: LedgerInfo | None = None
    listed: Listed | None = None
    due: Slips = field(default_factory=lambda: Slips(()))
    stops: int = 1_000
    said: list[str] = field(default_factory=list)
    written: dict[Path, bytes] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.said.append(text)
        if len(self.said) > self.stops:
            raise Stopped

    def is_there(self, path: Path) -> bool:
        return path in self.books or path in self.written

    def read(self, path: Path) -> Book:
        if path not in self.books:
            raise JixiaoError(f"没有找到文件“{path.name}”。")
        return self.books[path]

    def write_new(self, path: Path, content: bytes) -> None:
        assert not self.is_there(path)
        self.written[path] = content

    def write_beside(self, path: Path, content: bytes) -> Path:
        self.written[path] = content
        return path

    def ledger(self, path: Path | None) -> LedgerInfo | None:
        return self.found

    def reminders(self, ledger: Path, names: Path | None) -> Listed:
        assert self.listed is not None
        return self.listed

    def changes(self, ledger: Path) -> Listed:
        return self.reminders(ledger, None)

    def slips(self, ledger: Path, folder: Path | None) -> Slips:
        return self.due if folder is not None else Slips(self.due.names)

    def write_slips(self, ledger: Path, folder: Path, *, replace: bool) -> tuple[str, ...]:
        return self.due.names


def pressed(book: Book | None, desk: MadeDesk | None = None, selected: Area | None = None, **answers: str) -> Press:
    """A press with these answers."""
    return Press(desk or MadeDesk(), book, selected=selected, answers=answers, time="2026-03-01 09:00:00")  # type: ignore[arg-type]


def of_somebody_else(book: Book) -> Book:
    """The same sheets in a workbook that is not of our templates."""
    return Book("别人的.xlsx", {name: sheet for name, sheet in book.sheets.items() if name != INNER_SHEET})


def asked(action: Action, press: Press) -> Form:
    """The form that an action shows next."""
    form = action.ask(press)
    assert form is not None
    return form
