"""The same content typed anew by another office: no defined names, sheets and columns as it likes, merged headings."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.mutations.entries import Entry, exactly
from benchmarks.mutations.world import Row, World
from jixiao.model.book import Book, Cell, Sheet
from jixiao.model.cells import Area, CellRef

_MEASURES = ("target", "actual")


@dataclass
class Paper:
    """A sheet that is being typed, from a corner on, and where each id went."""

    name: str
    top: int
    left: int
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    places: dict[str, CellRef] = field(default_factory=dict)

    def write(self, column: int, content: Entry | str, id: str = "") -> None:
        """Something in the current row; columns are counted from 0."""
        entry = content if isinstance(content, Entry) else Entry(content)
        at = self.top, self.left + column
        if entry.value is not None:
            self.cells[at] = Cell(entry.value, None, entry.look or "General")
        if id:
            self.places[id] = CellRef(self.name, *at)

    def merge(self, column: int, first: int, last: int) -> None:
        """Cells of a column as one."""
        if last > first:
            self.merged.append(Area(self.name, first, self.left + column, last, self.left + column))

    def next(self, rows: int = 1) -> None:
        """Go on below."""
        self.top += rows


def foreign_book(world: World) -> tuple[Book, Mapping[str, CellRef]]:
    """The workbook, and the place of every id that it has."""
    chance = random.Random(f"{world.seed}/layout")
    write = _write_summary if world.kind == "summary" else _write_evaluation
    papers = write(world, chance)
    sheets = {paper.name: Sheet(paper.name, paper.cells, tuple(paper.merged)) for paper in papers}
    return Book("报来的表.xlsx", sheets), {id: at for paper in papers for id, at in paper.places.items()}


def _paper(chance: random.Random, name: str) -> Paper:
    return Paper(name, chance.randint(1, 3), chance.randint(1, 3))


def _word(chance: random.Random, words: Sequence[str]) -> str:
    """The printed heading, mostly, or another office's word for it."""
    return words[0] if chance.random() < 0.7 else chance.choice(words)


def _write_evaluation(world: World, chance: random.Random) -> list[Paper]:
    paper = _paper(chance, chance.choice(["Sheet1", "自评", "部门整体"]))
    papers = [paper]
    paper.write(0, "部门整体支出绩效自评表")
    paper.next()
    paper.write(0, "单位名称")
    paper.write(1, world["field.unit"], "field.unit")
    paper.write(5, f"单位：{world.money_unit}")
    paper.next()
    if world.framework.fund is not None:
        if chance.random() < 0.3:
            papers.append(fund := _paper(chance, "资金"))
            _write_fund(world, chance, fund)
        else:
            _write_fund(world, chance, paper)
            paper.next()
    _Scoring(world, chance, paper).write()
    return papers


def _write_fund(world: World, chance: random.Random, paper: Paper) -> None:
    law = world.framework.fund
    assert law is not None
    roles = ("annual_budget", "executed", "execution_rate")
    paper.write(0, _word(chance, law.columns["label"]))
    for column, role in enumerate(roles, 1):
        paper.write(column, _word(chance, law.columns[role]))
    for line in law.lines:
        paper.next()
        paper.write(0, line.label if chance.random() < 0.5 else line.keys[0])
        for column, role in enumerate(roles, 1):
            paper.write(column, world[f"fund.{line.id}.{role}"], f"fund.{line.id}.{role}")
    paper.next()


class _Scoring:
    """The scoring table in one of several layouts."""

    def __init__(self, world: World, chance: random.Random, paper: Paper) -> None:
        self._world, self._chance, self._paper = world, chance, paper
        law = world.framework.indicators
        self._in_names = law.points_in_names and chance.random() < 0.5
        inner = [*_MEASURES, "points"] if chance.random() < 0.7 else ["points", *_MEASURES]
        if "target" not in law.columns:
            inner = ["points"]
        if self._in_names:
            inner.remove("points")
        self._roles = ["level1", "level2", "level3", *inner, "score"]
        if "variance_note" in law.columns:
            self._roles.append("variance_note")
        self._spread = chance.choice(["merged", "repeated", "once"])
        self._with_points = chance.random() < 0.6

    def write(self) -> None:
        paper, law = self._paper, self._world.framework.indicators
        for column, role in enumerate(self._roles):
            paper.write(column, _word(self._chance, law.columns[role]))
        rows = [*self._rows()]
        first = paper.top + 1
        for row in rows:
            paper.next()
            self._row(row, above=rows[rows.index(row) - 1] if row is not rows[0] else None)
        if self._spread == "merged":
            self._merge(rows, first)
        self._total()

    def _rows(self) -> Iterator[Row]:
        """The rows that are filled, in order, with those that say there is nothing."""
        return iter(sorted(self._world.rows, key=lambda row: row.number))

    def _row(self, row: Row, above: Row | None) -> None:
        for column, role in enumerate(self._roles):
            id = f"row.{row.number}.{role}"
            if role in ("level1", "level2"):
                same = above is not None and _heading(above, role) == _heading(row, role)
                if not same or self._spread == "repeated":
                    self._paper.write(column, self._named(row, role))
            elif role == "level3":
                points = self._world[f"row.{row.number}.points"]
                name = self._world[id].text or row.name
                self._paper.write(column, f"{name}（{points.value}分）" if self._in_names else name, id)
            else:
                self._paper.write(column, self._world[id], id)

    def _named(self, row: Row, role: str) -> str:
        name = getattr(row, role)
        if not (self._with_points or self._in_names):
            return str(name)
        rows = [other for other in self._rows() if _heading(other, role) == _heading(row, role)]
        points = sum((self._world[f"row.{other.number}.points"].value for other in rows), Decimal(0))  # type: ignore[misc]
        return f"{name}（{exactly(points).value}分）"

    def _merge(self, rows: Sequence[Row], first: int) -> None:
        for column, role in enumerate(("level1", "level2")):
            start = 0
            for number in range(1, len(rows) + 1):
                if number == len(rows) or _heading(rows[number], role) != _heading(rows[start], role):
                    self._paper.merge(column, first + start, first + number - 1)
                    start = number

    def _total(self) -> None:
        paper, world = self._paper, self._world
        paper.next()
        paper.write(0, self._chance.choice(["总分", "合计"]))
        for role in ("points", "score"):
            if role in self._roles:
                paper.write(self._roles.index(role), world[f"total.{role}"], f"total.{role}")
        if world["grade"].value is not None:
            paper.next()
            paper.write(0, "自评等级")
            paper.write(2, world["grade"], "grade")


def _heading(row: Row, role: str) -> tuple[str, ...]:
    return (row.level1,) if role == "level1" else (row.level1, row.level2)


def _write_summary(world: World, chance: random.Random) -> list[Paper]:
    law = world.framework.summary
    paper = _paper(chance, chance.choice(["Sheet1", "汇总", "自评汇总"]))
    paper.write(0, "自评情况汇总表")
    paper.next()
    paper.write(4, f"单位：{world.framework.money_unit}")
    paper.next()
    roles = ["number", "unit", "annual_budget", "executed", "execution_rate", "self_score"]
    if chance.random() < 0.6:
        roles.append("review_score")
    for column, role in enumerate(roles):
        paper.write(column, _word(chance, law.columns[role]))
    numbers = sorted(
        {int(id.split(".")[1]) for id in world.entries if id.startswith("summary.") and ".total." not in id}
    )
    for number in [*map(str, numbers), "total"]:
        paper.next()
        for column, role in enumerate(roles):
            id = f"summary.{number}.{role}"
            paper.write(column, world[id], id)
        if number == "total":
            paper.write(0, "合计")
    return [paper]
