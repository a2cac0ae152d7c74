"""Rows gathered one after another: of units while they fit, else put together by department or level of the 名单."""

from collections.abc import Iterator
from dataclasses import replace

from jixiao.consolidate.adding.semantics import figures_of
from jixiao.consolidate.adding.totals import Running, Totals, total_of
from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.judging.keys import is_own_office, unit_key
from jixiao.consolidate.judging.organisation import Expected, Organisation
from jixiao.consolidate.namesakes import told_apart
from jixiao.consolidate.plan import Plan
from jixiao.errors import JixiaoError
from jixiao.model.framework import Framework

UNIT, DEPARTMENT, LEVEL = "unit", "department", "level"
_LAST = 10**9


class Gathering:
    """The rows of a 汇总表 to be. Memory: at most ``plan.most_rows`` rows of units, or one a department."""

    def __init__(self, plan: Plan, framework: Framework, spelled: dict[str, str]) -> None:
        _refuse_unknown(plan)
        self.by = plan.by or UNIT
        self._plan, self._framework, self._spelled = plan, framework, spelled
        self._units: list[Row] = []
        self._groups: dict[str, _Group] = {}

    @property
    def totals(self) -> Totals:
        """The sum of all rows."""
        units = (row.totals for row in self._units)
        return total_of(units if self.by == UNIT else (group.totals for group in self._groups.values()))

    def take(self, row: Row) -> None:
        """Take one more row of what counts, named."""
        if self.by != UNIT:
            self._put_together(row)
            return
        self._units.append(row)
        if not self._plan.by and len(self._units) > self._plan.most_rows:
            self._fold()

    def rows(self, department: str) -> tuple[Row, ...]:
        """All rows: 本级 first, then in the order of the 名单, else of names."""
        if self.by == UNIT:
            rows = told_apart(self._units, self._framework)
        else:
            rows = [self._with_figures(group.row) for group in self._groups.values()]
        return tuple(sorted(rows, key=lambda row: self._order(row, department)))

    def _fold(self) -> None:
        """Departments instead of units, from now on."""
        self.by = DEPARTMENT
        for row in self._units:
            self._put_together(row)
        self._units.clear()

    def _put_together(self, row: Row) -> None:
        name = self._group(row)
        key = unit_key(name)
        key = self._spelled.get(key, key)
        if key not in self._groups:
            is_itself = unit_key(row.unit) == unit_key(name) and not row.project
            unit = row.unit if is_itself else name
            bare = Row(unit, code=self._code(unit), department=row.department)
            self._groups[key] = _Group(bare, itself=row if is_itself else None)
        self._groups[key].take(row)

    def _with_figures(self, row: Row) -> Row:
        if row.origins:  # one row of a 汇总表 that came in, as it is printed there
            return row
        return replace(row, figures=figures_of(row.totals, self._framework))

    def _group(self, row: Row) -> str:
        """The name of the department, or of the office of the level asked for, that a row belongs to."""
        organisation = self._plan.organisation
        if self.by == DEPARTMENT:
            itself = row.members > 1 and unit_key(row.unit) != unit_key(row.department)
            name = self._department(row)
            return row.unit if itself or not name else name
        level = int(self.by.removeprefix(LEVEL))
        entry = self._entry(row)
        if organisation is None or entry is None:
            return row.department or row.unit
        path = organisation.path(entry)
        return path[min(level, len(path)) - 1].name

    def _department(self, row: Row) -> str:
        organisation = self._plan.organisation
        return organisation.department_name(row.unit, row.department) if organisation else row.department

    def _entry(self, row: Row) -> Expected | None:
        organisation = self._plan.organisation
        if organisation is None:
            return None
        return organisation.find(row.unit, row.department) or organisation.find(row.department)

    def named(self, row: Row) -> Row:
        """The row with the name and the code of the 名单."""
        organisation = self._plan.organisation
        entry = organisation.find(row.unit, row.department) if organisation else None
        return row if entry is None else replace(row, unit=entry.name, code=entry.code)

    def _code(self, name: str) -> str:
        entry = self._plan.organisation.find(name) if self._plan.organisation else None
        return entry.code if entry else ""

    def _order(self, row: Row, department: str) -> tuple[object, ...]:
        """Departments one after the other; in each its own office, then the order of the 名单, else of names."""
        above = department if self.by != UNIT else self._department(row) or department
        key = "" if self.by != UNIT else self._spelled.get(unit_key(above), unit_key(above))
        own = not is_own_office(row.unit, above)
        return (self._rank(above) if self.by == UNIT else 0, key, own, self._rank(row.unit, row.department),
                unit_key(row.unit), unit_key(row.project), unit_key(row.department), row.file)  # fmt: skip

    def _rank(self, name: str, department: str = "") -> int:
        organisation: Organisation | None = self._plan.organisation
        entry = organisation.find(name, department) if organisation and name else None
        return _LAST if entry is None or organisation is None else organisation.rank(entry)


class _Group:
    """Rows put together. ``bare``: its name, code and department; ``itself``: the row of that very office, which stays
    as it is where no other comes to it.
    """

    def __init__(self, bare: Row, itself: Row | None) -> None:
        self._bare, self._itself = bare, itself
        self._rows, self._members, self._running = 0, 0, Running()

    def take(self, row: Row) -> None:
        """Put one more row to it."""
        self._rows += 1
        self._members += row.members
        self._running.take(row.totals)

    @property
    def totals(self) -> Totals:
        """The sum of its rows."""
        return self._running.totals

    @property
    def row(self) -> Row:
        """All of them as one; without figures, which come from the sum."""
        if self._itself is not None and self._rows == 1:
            return self._itself
        return replace(self._bare, totals=self.totals, members=self._members)


def _refuse_unknown(plan: Plan) -> None:
    """Raise JixiaoError where there is no such level to sum up by."""
    if plan.by and plan.by not in (known := [*levels(plan.organisation)]):
        hint = "" if plan.organisation else "；按层级汇总要给出名单"
        raise JixiaoError(f"没有“{plan.by}”这一级，可以用 {'、'.join(known)}{hint}。")


def levels(organisation: Organisation | None) -> Iterator[str]:
    """What rows may be, for ``Plan.by``."""
    yield from (UNIT, DEPARTMENT)
    deepest = max((len(organisation.path(entry)) for entry in organisation.entries), default=0) if organisation else 0
    yield from (f"{LEVEL}{number}" for number in range(1, deepest + 1))
