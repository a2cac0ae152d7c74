"""The fund table's sums: the stated total and the ways to split it, and which cell is to blame."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from jixiao.compute.calculate import interval_of
from jixiao.compute.formula import evaluate, evaluate_interval
from jixiao.compute.intervals import Agreement, Interval, agreement, meets
from jixiao.compute.live_cell import AMOUNTS
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import decimals_of
from jixiao.model.figures import Figure, Missing
from jixiao.model.form import FundForm, FundLine
from jixiao.model.framework import FUND_SPLITS
from jixiao.rules.causes import slip
from jixiao.rules.verdicts import Verdict, verdict


@dataclass(frozen=True)
class Part:
    """One amount of a split; a nil mark counts as 0."""

    line: FundLine
    at: CellRef
    value: Decimal
    bounds: Interval


@dataclass(frozen=True)
class Sum:
    """A total: stated in one cell (no ``parts``), or the sum of a split."""

    name: str
    value: Decimal
    bounds: Interval
    parts: tuple[Part, ...] = ()
    at: CellRef | None = None


@dataclass(frozen=True)
class Fault:
    """Two sums that contradict each other: ``wrong`` should come to ``right``.

    ``part`` is the one amount to blame, where one can be named, and ``part_right`` what it should be.
    """

    role: str
    wrong: Sum
    right: Sum
    part: Part | None = None
    part_right: Decimal = Decimal(0)

    @property
    def part_bounds(self) -> Interval | None:
        """What the part to blame can be, given that all other figures were rounded."""
        return None if self.part is None else bounds_of_part(self, self.part)


@dataclass(frozen=True)
class FundSums:
    """The sums of one column of amounts, as far as they are reported: None where one is not complete.

    ``splits``: way of splitting (source, structure, tier) → its sum, for those that the table has.
    """

    role: str
    total: Sum | None
    splits: Mapping[str, Sum | None]
    begun: bool


def fund_sums(review: Review) -> Iterator[FundSums]:
    """The sums of each column. Lines that the framework does not know make splits incomplete."""
    fund, law = review.form.fund, review.framework.fund
    for role in law.amounts if fund and law else ():
        assert fund is not None
        total = _total(review, fund, role)
        splits = {group: _split(review, fund, role, group) for group in FUND_SPLITS if fund.group(group)}
        cells = [fund.at(role, line) for line in fund.lines if line.group != "total"]
        begun = total is not None or any(review.reported(at) is not Missing.BLANK for at in cells if at)
        yield FundSums(role, total, splits, begun)


def _total(review: Review, fund: FundForm, role: str) -> Sum | None:
    at = fund.at(role, fund.line("total"))
    fact = review.facts.get(at) if at else None
    if at is None or fact is None or (at in review.calculation.computed and at not in review.calculation.stated):
        return None
    bounds = interval_of(fact)
    if bounds is None or (fact.reported is Missing.NIL and not review.form.ours):
        return None
    value = fact.reported.value if isinstance(fact.reported, Figure) else Decimal(0)
    return Sum("合计", value, bounds, at=at)


def _split(review: Review, fund: FundForm, role: str, group: str) -> Sum | None:
    """The sum of a split that is complete; in anyone's table one line alone is not the whole of a split."""
    lines = fund.group(group)
    if len(lines) < (1 if review.form.ours else 2) or any(line.group == "other" for line in fund.lines):
        return None
    parts = [part for line in lines if (part := _part(review, fund, role, line)) is not None]
    if len(parts) < len(lines):
        return None
    value = sum((part.value for part in parts), Decimal(0))
    bounds = reduce(Interval.__add__, (part.bounds for part in parts))
    return Sum(f"{FUND_SPLITS[group]}各项之和", value, bounds, tuple(parts))


def parts_of(review: Review, role: str, group: str) -> list[Part]:
    """The amounts of one way to split the total, as far as they are reported."""
    fund = review.form.fund
    found = [_part(review, fund, role, line) for line in fund.group(group)] if fund else []
    return [part for part in found if part is not None]


def _part(review: Review, fund: FundForm, role: str, line: FundLine) -> Part | None:
    at = fund.at(role, line)
    fact = review.facts.get(at) if at else None
    bounds = interval_of(fact) if fact else None
    if at is None or fact is None or bounds is None:
        return None
    value = fact.reported.value if isinstance(fact.reported, Figure) else Decimal(0)
    return Part(line, at, value, bounds)


def faults(review: Review) -> Iterator[Fault]:
    """Contradictions between the sums, each with what is to blame, as far as the other figures tell."""
    for sums in fund_sums(review):
        yield from _faults(review, sums)


def _faults(review: Review, sums: FundSums) -> Iterator[Fault]:
    total, known = sums.total, [split for split in sums.splits.values() if split is not None]
    if total is None:
        yield from _among(review, sums.role, known)
        return
    off = [split for split in known if not _same(split, total)]
    if len(off) > 1 and len(off) == len(known):  # every split contradicts the total
        yield Fault(sums.role, total, known[0])
        yield from _among(review, sums.role, known)
        return
    for split in off:
        found = _blame(review, Fault(sums.role, split, total))
        alike = len({other.value for other in known}) == 1
        against_total = alike if len(known) > 1 else found.part is None
        yield Fault(sums.role, total, split) if against_total else found


def _among(review: Review, role: str, splits: Sequence[Sum]) -> Iterator[Fault]:
    """Splits that contradict each other; where two agree against a third, that one is wrong."""
    for one in splits:
        others = [other for other in splits if other is not one]
        if len(others) > 1 and not any(_same(one, other) for other in others) and _same(others[0], others[-1]):
            yield _blame(review, Fault(role, one, others[0]))
            return
    for other in splits[1:]:
        if not _same(splits[0], other):
            yield _between(review, role, other, splits[0])
            return


def _same(one: Sum, other: Sum) -> bool:
    return meets(one.bounds, other.bounds)


def _between(review: Review, role: str, other: Sum, first: Sum) -> Fault:
    """Two splits, and nothing says which is right: a part that explains the difference is to blame."""
    candidates = [_blame(review, Fault(role, other, first)), _blame(review, Fault(role, first, other))]
    named = [fault for fault in candidates if fault.part is not None]
    return named[0] if len(named) == 1 else Fault(role, other, first)


def _blame(review: Review, fault: Fault) -> Fault:
    """The fault with the part to blame, where one part alone has signs of a slip that makes up the difference."""
    weighed: list[tuple[int, Part, Decimal]] = []
    for part in fault.wrong.parts:
        right = part.value - (fault.wrong.value - fault.right.value)
        if right > 0:
            signs = 2 * _rate_speaks_for(review, fault.role, part, right) + bool(_slip(fault, part, right))
            weighed.append((signs, part, right))
    most = max((signs for signs, _, _ in weighed), default=0)
    best = [(part, right) for signs, part, right in weighed if signs == most]
    if not most or len(best) > 1:
        return fault
    return Fault(fault.role, fault.wrong, fault.right, *best[0])


def bounds_of_part(fault: Fault, part: Part) -> Interval:
    """The right sum less the other parts of the wrong one."""
    others = (other.bounds for other in fault.wrong.parts if other is not part)
    return reduce(Interval.__sub__, others, fault.right.bounds)


def _slip(fault: Fault, part: Part, right: Decimal) -> str:
    return slip(_figure(part.value), right, bounds_of_part(fault, part))


def _figure(value: Decimal) -> Figure:
    return Figure(value, max(2, decimals_of(value)))


def _rate_speaks_for(review: Review, role: str, part: Part, right: Decimal) -> bool:
    """Whether the rate stated for the line contradicts the amount as it is and agrees with the other one."""
    fund = review.form.fund
    at = fund.at("execution_rate", part.line) if fund else None
    computed = review.calculation.computed.get(at) if at else None
    fact = review.calculation.stated.get(at) if at else None
    if computed is None or fact is None or verdict(computed, fact) is not Verdict.DISAGREES:
        return False
    amounts = {name: right if name == role else review.operand(computed, name) for name in AMOUNTS}
    bounds = {name: Interval.of_printed(value, 2) for name, value in amounts.items() if isinstance(value, Decimal)}
    point, stated = evaluate(computed.live.formula, amounts), fact.reported
    if not isinstance(point, Decimal) or not isinstance(stated, Figure):
        return False
    return agreement(stated, point, evaluate_interval(computed.live.formula, bounds)) is not Agreement.IMPOSSIBLE
