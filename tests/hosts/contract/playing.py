"""A case played in a host: the workbook made ready, the buttons pressed, what is seen then."""

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hosts.contract.contract_books import NAME, answers_of, content_of, surroundings
from hosts.contract.contract_cases import Case, Start, case_of
from hosts.contract.pressing_hosts import Host, InFile
from hosts.contract.seen import Seen
from jixiao import flow
from jixiao.hosts.file import read_book
from jixiao.model.cells import CellRef


@dataclass(frozen=True)
class Play:
    """A case on a workbook."""

    case: Case
    start: Start


def workbook(play: Play, folder: Path, host: str) -> Path:
    """The workbook that a host is given, in a folder of its own; equally deep for every host."""
    here = folder / str(play.start) / host / play.case.title
    shutil.copytree(ready(play.start, play.case.ready, folder), here)
    return here / NAME


@cache
def ready(start: Start, titles: tuple[str, ...], folder: Path) -> Path:
    """The folder of a workbook on which some cases were played before."""
    here = folder / str(start) / "-".join(("ready", *titles))
    if not titles:
        here.mkdir(parents=True)
        (here / NAME).write_bytes(content_of(start))
        return here
    shutil.copytree(ready(start, titles[:-1], folder), here)
    _press(InFile(here / NAME), Play(case_of(titles[-1]), start), folder, here)
    shutil.rmtree(here / ".jixiao-backup", ignore_errors=True)
    return here


def played(host: Host, play: Play, folder: Path, path: Path) -> Seen:
    """Press the buttons of a case one after the other: what is seen after the last."""
    for title in play.case.before:
        _press(host, Play(case_of(title), play.start), folder, path.parent)
    return _press(host, play, folder, path.parent)


def _press(host: Host, play: Play, folder: Path, here: Path) -> Seen:
    given = answers_of(play.case.answers, surroundings(play.start.template, folder), here)
    return host.press(play.case.button, given, place(play.start, folder, play.case.at))


@cache
def place(start: Start, folder: Path, at: str) -> CellRef:
    """The cell that is selected."""
    book = read_book(ready(start, (), folder) / NAME)
    findings = flow.check(book)[1].findings if at == "finding" else ()
    first = next(sheet.name for sheet in book.sheets.values() if not sheet.hidden)
    return findings[0].at if findings else CellRef(first, 1, 1)
