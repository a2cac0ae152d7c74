"""Runs the benchmark: clean workbooks first, then each broken in one place after the other."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from benchmarks.mutations.books import our_book, place_of, plan_of, recalculated, typed, with_cells
from benchmarks.mutations.clean.data import measures
from benchmarks.mutations.clean.evaluation import evaluation
from benchmarks.mutations.clean.summary import summary
from benchmarks.mutations.entries import Chance
from benchmarks.mutations.foreign import foreign_book
from benchmarks.mutations.kinds.kind import Kind, Reach, all_kinds
from benchmarks.mutations.world import World
from jixiao import flow
from jixiao.frameworks.load import installed_ids
from jixiao.model.book import Book, Cell
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity

_SORTS = ("ours", "ours", "ours", "foreign", "summary", "foreign_summary")
"""In six workbooks, so many of each sort."""


_REMARKS = ("T002",)
"""Rules whose infos say what is there, not what is wrong."""


@dataclass(frozen=True)
class Clean:
    """A clean workbook; ``places``: the cell of each id. ``findings``: what the check says of it all the same."""

    sort: str
    world: World
    book: Book
    places: Mapping[str, CellRef]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Mutant:
    """A workbook with one thing broken: ``at`` is the cell, ``cause`` the words that name what happened.

    ``findings``: what the check says of it and not of the clean one, in the order of the report.
    """

    family: str
    kind: str
    seed: str
    at: CellRef
    was: str
    now: str
    cause: tuple[str, ...]
    is_observable: bool
    reach: Reach = "cell"
    findings: tuple[Finding, ...] = ()

    @property
    def is_detected(self) -> bool:
        return bool(self.findings)

    @property
    def is_right_cell(self) -> bool:
        """Whether the first finding blames the broken cell."""
        first = self.findings[0].at if self.findings else None
        if first is None or self.reach == "cell":
            return first == self.at
        return first.sheet == self.at.sheet and (self.reach == "sheet" or first.row == self.at.row)

    @property
    def is_named(self) -> bool:
        """Whether the broken cell is among those that the first finding names."""
        return bool(self.findings) and self.at in self.findings[0].all_cells

    @property
    def is_right_cause(self) -> bool:
        return bool(self.findings) and any(word in self.findings[0].cause for word in self.cause)


@cache
def frameworks() -> tuple[str, ...]:
    """The installed frameworks whose base figures measures.toml knows how to draw.

    Accounts have slips of their own, see ``test_account_slips``.
    """
    return tuple(sorted(set(installed_ids()) & measures().keys()))


def clean(seed: str) -> Clean:
    """The clean workbook of a seed, ``ours/donghu_department_2021/7``, as the check sees it."""
    sort, framework, _ = seed.split("/")
    kind = "summary" if sort.endswith("summary") else "evaluation"
    ours = not sort.startswith("foreign")
    world = (summary if kind == "summary" else evaluation)(plan_of(framework, kind), seed, ours)
    if ours:
        form = plan_of(framework, kind).form
        book = our_book(world)
        places = {id: at for id in world.entries if (at := place_of(form, id)) is not None}
    else:
        book, found = foreign_book(world)
        places = dict(found)
        kept = {id: entry for id, entry in world.entries.items() if id in places or entry.live or _is_known(id)}
        world = replace(world, entries=kept)
    return Clean(sort, world, book, places, _report(book, world))


def _is_known(id: str) -> bool:
    """Points may stand inside names; units' figures in their own workbooks."""
    return id.startswith("unit.") or id.endswith(".points")


def _report(book: Book, world: World) -> tuple[Finding, ...]:
    _, report = flow.check(book, world.units)
    return tuple(
        found for found in report.findings if found.severity is not Severity.INFO or found.code not in _REMARKS
    )


def seeds(first: int, last: int) -> Iterator[str]:
    """The seeds of a run, all sorts and frameworks in turn."""
    for number in range(first, last):
        sort = _SORTS[number % len(_SORTS)]
        framework = frameworks()[number // len(_SORTS) % len(frameworks())]
        yield f"{sort}/{framework}/{number}"


def mutant(base: Clean, kind: Kind, chance: Chance) -> Mutant | None:
    """The workbook broken by that kind of slip, None where it has nothing that it could befall."""
    return _rebuilt(base, kind, chance) if kind.rebuild else _retyped(base, kind, chance)


def _rebuilt(base: Clean, kind: Kind, chance: Chance) -> Mutant | None:
    assert kind.rebuild is not None
    found = kind.rebuild(base.world, base.book, dict(base.places), chance)
    if found is None:
        return None
    new = _new(base, _report(found.book, base.world))
    return Mutant(kind.family, kind.name, base.world.seed, found.at, "", "", (), True, found.reach, new)


def _retyped(base: Clean, kind: Kind, chance: Chance) -> Mutant | None:
    world = base.world
    ids = [id for id in kind.choose(world) if id in base.places]
    chance.shuffle(ids)
    for id in ids[:5]:
        slip = kind.slip(world, id, chance)
        if slip is None or slip.entry == world[id]:
            continue
        at, broken = base.places[id], world.changed(id, slip.entry)
        mutated = Mutant(
            kind.family, kind.name, world.seed, at, world[id].text, slip.entry.text, slip.cause, any(broken.broken())
        )
        if not mutated.is_observable:
            return mutated
        if base.sort.startswith("foreign"):
            book = with_cells(base.book, {at: Cell(slip.entry.value, None, slip.entry.look or "General")})
        else:
            cell = typed(plan_of(world.framework.id, world.kind), world, at, slip.entry)
            book = recalculated(with_cells(base.book, {at: cell}))
        return replace(mutated, findings=_new(base, _report(book, world)))
    return None


def _new(base: Clean, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    old = {_key(finding) for finding in base.findings}
    return tuple(finding for finding in findings if _key(finding) not in old)


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.at, finding.all_cells, finding.printed, finding.expected


@dataclass
class Results:
    """All that a run found out."""

    errors: int = 0
    warnings: int = 0
    books: int = 0
    alarms: list[tuple[str, Finding]] = field(default_factory=list)
    mutants: list[Mutant] = field(default_factory=list)

    def add(self, other: "Results") -> None:
        """Put the results of another process with these."""
        self.books += other.books
        self.errors += other.errors
        self.warnings += other.warnings
        self.alarms += other.alarms
        self.mutants += other.mutants


def run(all_seeds: Sequence[str], wanted: int, each: int) -> Results:
    """Check the workbooks of the seeds, and break each ``each`` times until every kind has been ``wanted`` times."""
    results, kinds = Results(), all_kinds()
    made = {kind.name: 0 for kind in kinds}
    for seed in all_seeds:
        base = clean(seed)
        _count(results, base)
        if next(base.world.broken(), None) is not None:
            raise AssertionError(f"{seed}: 生成的工作簿自相矛盾：{next(base.world.broken())}")
        chance, left = random.Random(f"{seed}/mutants"), each
        for kind in sorted(kinds, key=lambda kind: made[kind.name]):
            if left and made[kind.name] < wanted and (found := mutant(base, kind, chance)) is not None:
                results.mutants.append(found)
                made[kind.name] += 1
                left -= 1
    return results


def _count(results: Results, base: Clean) -> None:
    results.books += 1
    for finding in base.findings:
        results.errors += finding.severity is Severity.ERROR
        results.warnings += finding.severity is Severity.WARNING
        results.alarms.append((base.world.seed, finding))
