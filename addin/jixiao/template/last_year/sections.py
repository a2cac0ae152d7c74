"""The sections that hold a unit's own indicators: last year's, and the open ones of a new workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.form import IndicatorForm, IndicatorRow
from jixiao.model.framework import Framework
from jixiao.model.scoring_table import Group
from jixiao.read.pages import plain
from jixiao.read.values import printed, read_points_label

_LONGEST_NAME = 60


@dataclass
class OwnSection:
    """A second-level indicator of last year with the unit's own indicators; ``points`` are those it states."""

    level1: str
    level2: str
    points: Decimal | None
    rows: list[IndicatorRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.level2 or f"{self.level1}下没有名称的二级指标"

    def names(self, first: int = 0) -> str:
        """The names of its indicators from one of them on."""
        return "；".join(map(short_name, self.rows[first:]))


def short_name(row: IndicatorRow) -> str:
    """An indicator's name as messages print it: cut where it is a whole story."""
    return row.name if len(row.name) <= _LONGEST_NAME else f"{row.name[:_LONGEST_NAME]}…"


@dataclass
class Home:
    """An open section of the new workbook with its rows; without a name any may move in."""

    level1: str
    group: Group
    rows: Sequence[IndicatorRow]
    is_taken: bool = False

    @property
    def name(self) -> str:
        """Its name in the framework, else the one that the unit has typed already."""
        return self.group.name or (self.rows[0].level2 if self.rows else "")

    def room_for(self, own: OwnSection) -> Iterator[tuple[IndicatorRow, IndicatorRow | None]]:
        """Each indicator with the row of its name, else the next row without a name; None where there is no room."""
        named = {plain(row.name): row for row in self.rows if row.name}
        free = (row for row in self.rows if not row.name)
        for row in own.rows:
            yield row, named.pop(plain(row.name), None) or next(free, None)


def own_sections(last: Review, framework: Framework) -> list[OwnSection]:
    """Last year's sections with indicators that neither framework fixes, from top to bottom."""
    form = last.form.indicators
    fixed = {_key(*key) for known in (last.framework, framework) for key in known.fixed}
    found: dict[tuple[str, str, int], OwnSection] = {}
    for row in form.rows if form else ():
        if form is None or not row.name or _key(row.level1, row.level2, row.name) in fixed:
            continue
        top = form.heading_row(2, row.row)
        key = plain(row.level1), plain(row.level2), 0 if row.level2 else top
        if key not in found:
            heading = row.level2 and (label_at(last, form.at("level2", top)) or row.level2)
            points = next((group.points for group in form.groups if group.level == 2 and group.first == top), None)
            found[key] = OwnSection(row.level1, heading, points)
        found[key].rows.append(row)
    return [*found.values()]


def label_at(last: Review, at: CellRef | None) -> str:
    """A name as it was typed, without points written into it."""
    text = "" if at is None else printed(last.book.cell(at)).strip()
    label, points = read_points_label(text)
    return text if points is None else label


def _key(*names: str) -> tuple[str, ...]:
    return tuple(map(plain, names))


def homes(form: IndicatorForm, framework: Framework) -> Iterator[Home]:
    """The open sections of a workbook, whose rows stand in the order of the framework.

    Where somebody inserted or deleted rows, only sections with a name of their own are known again.
    """
    groups = [(level.name, group) for level in framework.levels for group in level.groups]
    if sum(_rows_of(group) for _, group in groups) != len(form.rows):
        yield from _homes_by_name(form, groups)
        return
    rows = iter(form.rows)
    for level1, group in groups:
        own = tuple(islice(rows, _rows_of(group)))
        if group.is_open:
            yield Home(level1, group, own)


def _rows_of(group: Group) -> int:
    """How many rows a blank workbook has for it."""
    return (group.rows or 0) + group.spare or len(group.indicators)


def _homes_by_name(form: IndicatorForm, groups: Iterable[tuple[str, Group]]) -> Iterator[Home]:
    for level1, group in groups:
        names = plain(level1), plain(group.name)
        rows = [row for row in form.rows if (plain(row.level1), plain(row.level2)) == names]
        if group.is_open and group.name and rows:
            yield Home(level1, group, rows)


def home_of(own: OwnSection, homes: Iterable[Home]) -> Home | None:
    """The section of the same names, else the first without a name that has room, or is at least free."""
    free = [home for home in homes if plain(home.level1) == plain(own.level1) and not home.is_taken]
    named = next((home for home in free if home.name and plain(home.name) == plain(own.level2)), None)
    unnamed = [home for home in free if not home.name]
    roomy = next((home for home in unnamed if len(home.rows) >= len(own.rows)), None)
    return named or roomy or next(iter(unnamed), None)


def why_homeless(own: OwnSection, framework: Framework) -> str:
    """Why a section of last year has no place in the new framework."""
    level = next((level for level in framework.levels if plain(level.name) == plain(own.level1)), None)
    if level is None:
        return f"新体系没有一级指标“{own.level1}”"
    if any(plain(group.name) == plain(own.level2) and not group.is_open for group in level.groups):
        return "新体系在这里只有固定的三级指标"
    if any(group.is_open and not group.name for group in level.groups):
        return "新体系留给单位自设的二级指标不够"
    return "新体系没有这个二级指标"
