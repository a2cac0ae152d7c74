"""A collection of returned workbooks in a folder, and its truth.

``generate(folder, count, seed, template)`` writes clean workbooks of so many units; ``mixed`` has them spelled and
filled in as people and programs do it, in folders and archives; a share of ``damaged`` ones is spoilt in one of the
ways of ``KINDS`` each. The same arguments always give the same collection. All figures of the truth follow from what
was typed, by plain sums; nothing of it comes from the product's reader.

>>> truth = generate(folder, 2000, mixed=True, damaged=0.03)
>>> truth.total("executed"), truth.not_counted
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from benchmarks.mutations.clean.data import measures
from corpus.package import Parts
from hosts.old_workbooks import old_copy
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.hosts.xlsx.book_reader import book_of
from jixiao.hosts.xlsx.package import Package
from returns.damage import DAMAGES, damaged_file
from returns.figures import ROLES, Reported, reported
from returns.foreign import is_typed_anew, typed_anew
from returns.mould import Mould, mould_of
from returns.names import PROJECTS, SPELLED, unit_name
from returns.parcels import Parcels, stamped
from returns.people import HABITS
from returns.programs import PROGRAMS, SHARES, as_built
from returns.sheets import CHANGES
from returns.truth import Returned, Truth

DEPARTMENT = "春江市综合服务局"
FIRST_TEMPLATE = "donghu_department_2021"
ARRIVALS = ("resubmitted", "older_beside", "same_file_twice", "other_framework", "accounts")
"""Kinds that are no fault of a single file."""

KINDS = (*DAMAGES, *ARRIVALS)
_ACCOUNTS = "donghu_accounts_2022"
_FOLDERS = ("", "", "直属单位/", "街道/已报/", "街道/补报/", "报送.zip/", "街道/第二批.zip/自评/")
_FOREIGN, _OLD, _HABIT, _CHANGED = 0.05, 0.02, 0.1, 0.15
"""Shares of files in a mixed collection: typed anew, saved as .xls, filled in oddly, sheets changed."""


def generate(
    folder: Path, count: int, seed: int = 1, template: str = FIRST_TEMPLATE, *, mixed: bool = False, damaged: float = 0
) -> Truth:
    """Write the workbooks of so many units into ``folder``; about ``damaged`` of them (a share) are spoilt."""
    mould, parcels = mould_of(template), Parcels(folder)
    author = _Author(mould, seed, mixed)
    chance = random.Random(f"{seed}/damage")
    spoilt = sorted(chance.sample(range(count), round(count * damaged)))
    wanted = [kind for kind in KINDS if kind != "no_project" or mould.plan.framework.lists_projects]
    chance.shuffle(wanted)
    kinds = {number: wanted[place % len(wanted)] for place, number in enumerate(spoilt)}
    files: list[Returned] = []
    for number in range(count):
        for made in author.files(number, kinds.get(number, "")):
            parcels.put(made.returned.file, made.data, made.minute)
            files.append(made.returned)
    parcels.close(litter=mixed)
    law = mould.plan.framework
    return Truth(template, law.id, DEPARTMENT, str(law.year), law.money_unit, tuple(files))


@dataclass(frozen=True)
class _Made:
    returned: Returned
    data: bytes
    minute: int


@dataclass(frozen=True)
class _Author:
    """Makes the files of each unit."""

    mould: Mould
    seed: int
    mixed: bool

    def files(self, number: int, kind: str) -> Iterator[_Made]:
        """What a unit sends: mostly one file."""
        chance = random.Random(f"{self.seed}/{number}")
        if not kind:
            yield self._clean(number, chance)
        elif kind in DAMAGES:
            yield self._damaged(number, kind, chance)
        elif kind == "other_framework":
            yield self._of_another(number, chance)
        elif kind == "accounts":
            yield self._accounts(number, chance)
        else:
            yield from self._twice(number, kind, chance)

    def _said(self, number: int, more: str = "", mould: Mould | None = None) -> Reported:
        plan = (mould or self.mould).plan
        project = f"{PROJECTS[number % len(PROJECTS)]}项目" if plan.framework.lists_projects else ""
        return reported(plan, f"{self.seed}/{number}{more}", unit_name(number), DEPARTMENT, project)

    def _name(self, number: int, chance: random.Random, suffix: str = ".xlsx", more: str = "") -> str:
        folder = chance.choice(_FOLDERS if self.mixed else _FOLDERS[:4])
        name = chance.choice(SPELLED).format(unit=unit_name(number)).removesuffix(".xlsx")
        return f"{folder}{name}{more}{suffix}"

    def _program(self, chance: random.Random) -> str:
        return chance.choices([*SHARES], [*SHARES.values()])[0] if self.mixed else "as_built"

    def _clean(self, number: int, chance: random.Random) -> _Made:
        plan = self.mould.plan
        if self.mixed and is_typed_anew(plan) and chance.random() < _FOREIGN:
            said, data = typed_anew(plan, f"{self.seed}/{number}", unit_name(number))
            name = self._name(number, chance)
            return _Made(Returned(name, said, kind="typed_anew", guessed=True), data, number)
        said, kinds = self._said(number), []
        if self.mixed and chance.random() < _HABIT:
            habit = chance.choice([*HABITS])
            said = HABITS[habit](plan, said, chance)
            kinds.append(habit)
        parts = stamped(self.mould.cast(said.entries), number)
        if self.mixed and chance.random() < _CHANGED:
            change = chance.choice([*CHANGES])
            parts = CHANGES[change](self.mould, parts, chance)
            kinds.append(change)
        elif self.mixed and not plan.framework.summary.amounts and chance.random() < _OLD:
            said = _without_base_figures(said)  # an .xls has no names that the reader knows, headings only
            data = old_copy(book_of(Package(as_built(parts)), ""))
            name = self._name(number, chance, ".xls")
            return _Made(Returned(name, said, kind="/".join([*kinds, "xls"]), guessed=True), data, number)
        program = self._program(chance)
        returned = Returned(self._name(number, chance), said, kind="/".join([*kinds, program]))
        return _Made(returned, PROGRAMS[program](parts), number)

    def _damaged(self, number: int, kind: str, chance: random.Random) -> _Made:
        damage, said = DAMAGES[kind], self._said(number)

        def save(parts: Parts) -> bytes:
            return PROGRAMS["wps" if self.mixed else "as_built"](stamped(parts, number))

        data = damaged_file(damage, self.mould, said, chance, save)
        name = self._name(number, chance, damage.suffix)
        name = name.rpartition("/")[2] if damage.on_top else name
        told = said if damage.readable else None
        return _Made(Returned(name, told, damage.standing, damage.code, kind), data, number)

    @cached_property
    def _other(self) -> Mould:
        """A template of another framework."""
        return mould_of(next(id for id in measures() if id != self.mould.plan.framework.id))

    def _of_another(self, number: int, chance: random.Random) -> _Made:
        said = self._said(number, mould=self._other)
        data = PROGRAMS["excel"](stamped(self._other.cast(said.entries), number))
        name = self._name(number, chance)
        return _Made(Returned(name, said, Standing.SET_ASIDE, "other_framework", "other_framework"), data, number)

    def _accounts(self, number: int, chance: random.Random) -> _Made:
        """Tables of accounts sent instead of an evaluation."""
        data = PROGRAMS["excel"](stamped(mould_of(_ACCOUNTS).parts, number))
        name = self._name(number, chance)
        return _Made(Returned(name, None, Standing.SET_ASIDE, "no_evaluation", "accounts"), data, number)

    def _twice(self, number: int, kind: str, chance: random.Random) -> Iterator[_Made]:
        """Two files of a unit: the later one counts; of equal ones that whose name is later."""
        name, is_same = self._name(number, chance), kind == "same_file_twice"
        later = number if is_same else number + 24 * 60
        second = name.replace(".xlsx", "（旧）.xlsx" if kind == "older_beside" else "（修改）.xlsx")
        counting, other = (name, second) if kind == "older_beside" else (second, name)
        for file, more, minute in ((other, "", number), (counting, "" if is_same else "/again", later)):
            said = self._said(number, more)
            data = PROGRAMS["excel"](stamped(self.mould.cast(said.entries), minute))
            code = "same_file" if is_same else "resubmitted"
            state = (Standing.COUNTED, "") if file == counting else (Standing.SUPERSEDED, code)
            yield _Made(Returned(file, said, *state, kind=kind), data, minute)


def _without_base_figures(said: Reported) -> Reported:
    figures = {key: value for key, value in said.figures.items() if key in ROLES or key.startswith("fund.")}
    return replace(said, figures=figures)
