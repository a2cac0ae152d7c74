"""What can be seen after a press, alike from every host."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from hosts.contract.contract_books import NAME
from jixiao.actions import Form
from jixiao.actions.form import CONFIRMED
from jixiao.hosts import file
from jixiao.model.book import Book, Cell
from jixiao.model.cells import CellRef
from workbook_changes import is_of_runs

_LINES, _SIGNS = 30, 1000
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_QUOTED_SHEET = re.compile(r"'(\w+)'!")
Cells = dict[tuple[str, int, int], Cell]


@dataclass(frozen=True)
class Seen:
    """The cells, what was said, what was asked of the host, the files beside the workbook.

    ``refused``: why nothing was done; ``asked_again``: the last form came back with this on top.
    """

    cells: Cells = field(default_factory=dict)
    message: str = ""
    told: tuple[str, ...] = ()
    show: CellRef | None = None
    jobs: tuple[tuple[str, str], ...] = ()
    files: Mapping[str, object] = field(default_factory=dict)
    refused: str = ""
    asked_again: str = ""

    def without_looks(self) -> "Seen":
        """For a host that does not calculate: formulas without results, no number formats."""
        files = {name: _bare(found) if isinstance(found, dict) else found for name, found in self.files.items()}
        return replace(self, cells=_bare(self.cells), files=files)


def told_differences(found: Seen, wanted: Seen, own_words: bool) -> str:
    """What differs, a line each, "" where nothing does. ``own_words``: what is said may differ."""
    names = [each.name for each in fields(Seen) if not (own_words and each.name in ("message", "told", "refused"))]
    lines = [line for name in names for line in _unlike(name, getattr(found, name), getattr(wanted, name))]
    return "\n".join(line[:_SIGNS] for line in lines[:_LINES])


def _unlike(name: str, found: object, wanted: object) -> Iterator[str]:
    if found == wanted:
        return
    if isinstance(found, dict) and isinstance(wanted, dict):
        for key in sorted({*found, *wanted}):
            yield from _unlike(f"{name} {key}", found.get(key), wanted.get(key))
    else:
        yield f"{name}: {found!r:.400} where the file host has {wanted!r:.400}"


def _bare(cells: Cells) -> Cells:
    return {at: Cell(None if cell.formula else cell.value, cell.formula) for at, cell in cells.items()}


def shown(book: Book) -> Cells:
    """Every cell that holds something, with its look, but the lines of runs; an empty text shows nothing."""
    found = {
        (sheet.name, *place): _shown(each) for sheet in book.sheets.values() for place, each in sheet.cells.items()
    }
    return {
        (sheet, row, column): cell
        for (sheet, row, column), cell in found.items()
        if (cell.formula is not None or cell.value is not None) and not is_of_runs(sheet, column)
    }


def _shown(cell: Cell) -> Cell:
    """LibreOffice leaves out spaces at the end of a text that a file keeps as the result of a formula, and, in a
    formula, quotes about names of sheets that do without (公开01表).
    """
    formula = None if cell.formula is None else _QUOTED_SHEET.sub(r"\1!", cell.formula)
    if not isinstance(cell.value, str):
        return cell._replace(formula=formula)
    value = _TIME.sub("{time}", cell.value if formula is None else cell.value.rstrip())
    return Cell(value or None, formula, cell.number_format)


def seen(
    book: Book,
    here: Path,
    message: str = "",
    told: Sequence[str] = (),
    show: CellRef | None = None,
    jobs: Sequence[tuple[str, Path | None]] = (),
) -> Seen:
    """What is to be compared; paths are told from the host's folder."""
    lines = tuple(_from_here(line, here) for line in told)
    asked = tuple((str(task), "" if path is None else path.name) for task, path in jobs)
    return Seen(shown(book), _from_here(message, here), lines, show, asked, files_in(here))


def refusal(book: Book, here: Path, sentence: str) -> Seen:
    """The same where nothing was done."""
    return replace(seen(book, here), refused=_from_here(sentence, here))


def asked_again(book: Book, here: Path, problem: str) -> Seen:
    """The same where a form came back."""
    return replace(seen(book, here), asked_again=_from_here(problem, here))


def _from_here(text: str, here: Path) -> str:
    return _TIME.sub("{time}", text.replace(str(here), "{here}"))


def files_in(here: Path) -> dict[str, object]:
    """The files that stand beside the workbook: of a workbook the cells, of others that they are there."""
    found = (path for path in sorted(here.rglob("*")) if path.is_file() and not _is_own(path, here))
    return {path.relative_to(here).as_posix(): _content(path) for path in found}


def _is_own(path: Path, here: Path) -> bool:
    """Whether it is the workbook itself, or what only one host needs."""
    return path == here / NAME or any(part.startswith(".") for part in path.relative_to(here).parts)


def _content(path: Path) -> object:
    return shown(file.read_book(path)) if path.suffix == ".xlsx" else path.suffix


class Answering:
    """Somebody who answers forms as it was decided beforehand, else leaves what stands there; gives up at an old form.

    ``problem``: what stood on top of a form that came back.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers, self.given, self.problem = answers, set[str](), ""

    def __call__(self, form: Form) -> dict[str, str] | None:
        present = {each.key: each.value for each in form.fields} or {CONFIRMED: ""}
        if self.given.issuperset(present):
            self.problem = form.text[0]
            return None
        self.given.update(present)
        return {key: self.answers.get(key, value) for key, value in present.items()}
