"""Sums in the tables of accounts that do not come out, and the cell that is to blame for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from jixiao.compute.intervals import Interval, meets
from jixiao.compute.live_accounts import account_sums
from jixiao.compute.review import Review
from jixiao.model.account_form import AccountForm, PanelForm
from jixiao.model.account_tables import AccountTable
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure, Missing
from jixiao.rules.causes import slip, sum_cause
from jixiao.rules.funds.account_cells import amount_at, begun_tables, bounds_at, is_handed_in
from jixiao.rules.funds.account_codes import below, codes_of
from jixiao.rules.remembered import remembered

_MOST = 200
"""So many sums are looked at together for a cell that would put two of them right."""

_NONE = Interval.exact(Decimal(0))


@dataclass(frozen=True)
class Part:
    """A cell that enters a sum, with what it comes to; one left blank counts as 0."""

    at: CellRef
    label: str
    value: Decimal
    bounds: Interval


@dataclass(frozen=True)
class Sum:
    """A total that is stated, and its parts. ``by_code``: the parts are the lines of the codes below."""

    at: CellRef
    label: str
    total: Decimal
    bounds: Interval
    parts: tuple[Part, ...]
    is_complete: bool
    by_code: bool

    @property
    def value(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def part_bounds(self) -> Interval:
        """What the parts can add up to, given that they were rounded."""
        return reduce(Interval.__add__, (part.bounds for part in self.parts), _NONE)

    @property
    def fails(self) -> bool:
        """Whether the total cannot be the sum; where parts are blank, only if it is less than the others."""
        if meets(self.bounds, self.part_bounds):
            return False
        return self.is_complete or self.bounds.high < self.part_bounds.low

    @property
    def is_open(self) -> bool:
        """Whether nobody knows, as parts are blank."""
        return not self.is_complete and not self.fails and not meets(self.bounds, self.part_bounds)


@dataclass(frozen=True)
class Fault:
    """A cell that should be ``right``: the total of ``sum``, or one of its parts."""

    sum: Sum
    at: CellRef
    label: str
    value: Decimal
    right: Decimal
    cause: str

    @property
    def is_part(self) -> bool:
        """Whether the total is right."""
        return self.at != self.sum.at


@remembered
def sums(review: Review) -> tuple[Sum, ...]:
    """Every total of the tables that was typed in, with its parts."""
    found: list[Sum] = []
    for law in review.framework.tables:
        form = review.form.tables.get(law.id)
        if form is not None and law.id in begun_tables(review):
            found += _fixed(review, law, form)
            for panel in form.panels:
                found += _by_code(review, law, panel)
    return tuple(found)


def _fixed(review: Review, law: AccountTable, form: AccountForm) -> Iterator[Sum]:
    for each in account_sums(law, form):
        if each.parts:
            yield from _sum(review, each.at, each.label, {at: _name(review, at) for at in each.parts})


def _by_code(review: Review, law: AccountTable, panel: PanelForm) -> Iterator[Sum]:
    """Each line by code against those below it, the total line against those that no other contains."""
    codes = dict(codes_of(review, panel))
    total = next((row for id, row in panel.lines.items() if law.lines[id].parts), None)
    inside = below(codes)
    for column in panel.columns:
        for row, code in ((total, ""), *codes.items()):
            at = None if row is None else panel.at(row, column)
            parts = [(panel.at(part, column), codes[part]) for part in inside.get(code, ())]
            cells = {cell: f"科目{part}" for cell, part in parts if cell is not None}
            if at is not None and cells:
                yield from _sum(review, at, _name(review, at), cells, by_code=True)


def _sum(review: Review, at: CellRef, label: str, cells: Mapping[CellRef, str], by_code: bool = False) -> Iterator[Sum]:
    """The sum, where its total was typed in and some of its parts are known."""
    computed = at in review.calculation.computed and at not in review.calculation.stated
    total, bounds = amount_at(review, at), bounds_at(review, at)
    if computed or not isinstance(total, Decimal) or bounds is None:
        return
    values = {cell: amount_at(review, cell) for cell in cells}
    known = {cell: value for cell, value in values.items() if isinstance(value, Decimal)}
    if not any(isinstance(review.reported(cell), Figure) or cell in review.calculation.computed for cell in known):
        return
    others = [value for value in values.values() if not isinstance(value, Decimal)]
    if any(value is not Missing.BLANK for value in others):
        return  # V002 speaks of what is no number
    parts = tuple(Part(cell, cells[cell], value, bounds_at(review, cell) or _NONE) for cell, value in known.items())
    yield Sum(at, label, total, bounds, parts, not others, by_code)


def _name(review: Review, at: CellRef) -> str:
    fact = review.facts.get(at)
    return fact.label if fact is not None else at.a1


@remembered
def account_faults(review: Review) -> tuple[Fault, ...]:
    """One cell for each sum that does not come out; of a cell that puts two of them right, only that."""
    failing = [each for each in sums(review) if each.fails]
    found: list[Fault] = []
    while failing:
        shared = _shared(failing[:_MOST])
        fault = shared or _alone(failing[0])
        found.append(fault)
        failing = [each for each in failing[0 if shared else 1 :] if not (shared and _explains(fault, each))]
    return tuple(_once(found))


def _once(found: Sequence[Fault]) -> Iterator[Fault]:
    seen = set[CellRef]()
    for fault in found:
        if fault.at not in seen:
            seen.add(fault.at)
            yield fault


def _suspects(each: Sum) -> Iterator[tuple[CellRef, str, Decimal, Decimal]]:
    """The cells of a sum, each with what it is and what it would have to be."""
    yield each.at, each.label, each.total, each.value
    for part in each.parts:
        yield part.at, part.label, part.value, part.value + each.total - each.value


def _shared(failing: Sequence[Sum]) -> Fault | None:
    """The one cell that stands in two sums and would put both right, by the same figure."""
    seen: dict[tuple[CellRef, Decimal], Sum] = {}
    for each in failing:
        for at, label, value, right in _suspects(each):
            first = seen.setdefault((at, right), each)
            if first is not each and right >= 0:
                return Fault(each, at, label, value, right, slip(_figure(value), right))
    return None


def _explains(fault: Fault, each: Sum) -> bool:
    return any(at == fault.at and right == fault.right for at, _, _, right in _suspects(each))


def _alone(each: Sum) -> Fault:
    """The total, unless a slip of the pen in just one part explains what nothing explains in the total."""
    cause = sum_cause(_figure(each.total), each.value, [(part.label, part.value) for part in each.parts],
                      bounds=each.part_bounds)  # fmt: skip
    if not cause:
        slips = [(*suspect, found) for suspect in [*_suspects(each)][1:]
                 if suspect[3] > 0 and (found := slip(_figure(suspect[2]), suspect[3]))]  # fmt: skip
        if len(slips) == 1:
            return Fault(each, *slips[0])
    return Fault(each, each.at, each.label, each.total, each.value, cause)


def _figure(value: Decimal) -> Figure:
    return Figure(value, max(2, decimals_of(value)))


def open_sums(review: Review) -> Iterator[Sum]:
    """Sums that cannot be checked, as some of their parts are blank."""
    return (each for each in sums(review) if each.is_open and not is_handed_in(review))
