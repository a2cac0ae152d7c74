"""Where the rows of a consolidation stand in the 汇总表, and where its files are found from there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.consolidate.consolidation import Consolidation, Origin, Row
from jixiao.consolidate.returns.submission import Amount
from jixiao.model.cells import CellRef
from jixiao.model.form import SummaryForm, listed_name
from jixiao.model.framework import Framework
from jixiao.model.links import link, text_link
from jixiao.model.listing import Link
from jixiao.read.pages import plain

Locate = Callable[[str], str]
"""A file of the collection → its path from the folder of the 汇总表, with ``/``; "" where no link can lead there."""

_UNLINKED = frozenset('#"?*<>|')
"""Signs that a link's target takes for something else, or no file's name has."""


@dataclass(frozen=True)
class Placed:
    """The 汇总表 that a consolidation stands in. ``rows``: number of the row, from 0 → row of the sheet.

    ``locate`` finds a file from there; by default as though the collection lay beside the 汇总表.
    """

    summary: SummaryForm
    rows: Sequence[int]
    locate: Locate = str

    def at(self, number: int, role: str) -> CellRef | None:
        """The cell of a role in a row of the consolidation."""
        return self.summary.table.at(role, self.rows[number])

    def file_link(self, file: str, place: str = "") -> Link | str:
        """A file's name that leads to it, and to a place in it; the name alone where no link can."""
        path = archive_of(self.locate(file))
        if not path or _UNLINKED & set(path) or leads_away(path):
            return file
        target = f"{path}#{quoted_place(place)}" if place and not path.lower().endswith(".zip") else path
        formula = text_link(target, file)
        return file if formula is None else Link(file, formula)

    def cell_link(self, at: CellRef | None) -> Link | None:
        """A cell of the 汇总表 as a link."""
        return None if at is None else Link(at.a1, link(at))


def placed(summary: SummaryForm, consolidation: Consolidation, names: Mapping[int, str], locate: Locate) -> Placed:
    """Find the rows by the names that stand there; a row that is not found is taken to be the first of the table."""
    by_name = {plain(name): row for row, name in names.items()}
    rows = [by_name.get(plain(name_of(row)), summary.rows[0]) for row in consolidation.rows]
    return Placed(summary, rows, locate)


def name_of(row: Row) -> str:
    """What tells a row apart: its unit, or unit and project."""
    return listed_name(row.unit, row.project)


def archive_of(path: str) -> str:
    """The path as far as the file system knows it: that of the archive, for a file inside one."""
    parts = path.split("/")
    inside = next((number for number, part in enumerate(parts[:-1], 1) if part.lower().endswith(".zip")), len(parts))
    return "/".join(parts[:inside])


def leads_away(path: str) -> bool:
    """Whether a path would lead to another machine or program; names come from anyone's archive."""
    return path.startswith(("//", "\\\\")) or ":" in path[2:]


def quoted_place(place: str) -> str:
    """``自评表!D5`` as links write it: ``'自评表'!D5``."""
    sheet, _, cell = place.rpartition("!")
    return "'" + sheet.replace("'", "''") + f"'!{cell}"


@dataclass(frozen=True)
class Sourced:
    """One figure of a row. ``origin`` is None where the row sums several submissions up or none is known."""

    number: int
    row: Row
    role: str
    amount: Amount
    origin: Origin | None


SOURCED_ROLES = ("annual_budget", "executed", "self_score", "review_score")


def sourced(consolidation: Consolidation, framework: Framework) -> Iterator[Sourced]:
    """Every figure of the rows that came from elsewhere, row by row in the order of the columns."""
    columns = [role for role in framework.summary.roles if role in SOURCED_ROLES]
    for number, row in enumerate(consolidation.rows):
        for role in columns:
            if role in row.figures:
                yield Sourced(number, row, role, row.figures[role], origin_of(row, role, framework))


def origin_of(row: Row, role: str, framework: Framework) -> Origin | None:
    """Where a figure of a row comes from: told by its role, or by the fact that the framework takes for it."""
    fact = framework.summary.amounts.get(role, f"fund.total.{role}")  # type: ignore[call-overload]
    found = {origin.key: origin for origin in row.origins}
    return found.get(role) or found.get(fact)
