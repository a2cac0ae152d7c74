"""The amounts of a workbook that the 汇总表 is about: the figure in force, its cell, and why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.live_cell import AMOUNTS
from jixiao.compute.review import Review, number_of
from jixiao.model.cells import Area, CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import FundForm

NEEDED = AMOUNTS
"""Without these a workbook is not summed up: a total over what some report would not be right."""

_MOST_CELLS = 3
_BLANK, _NIL = Missing.BLANK, Missing.NIL  # those of an enum take long to look up


@dataclass(frozen=True, slots=True)
class InForce:
    """A figure in force. ``at``: its cell, or the cells that it is the sum of; ``lacking``: those that say nothing."""

    value: Decimal | Missing
    at: CellRef | Area | None = None
    lacking: tuple[CellRef, ...] = ()

    @property
    def place(self) -> str:
        """The cell as ``自评表!D5``, "" where there is none."""
        return "" if self.at is None else address(self.at)


def address(at: CellRef | Area) -> str:
    """A cell as ``自评表!D5``, several as ``自评表!D5:D6``."""
    if isinstance(at, CellRef):
        return f"{at.sheet}!{at.a1}"
    return f"{at.sheet}!{at.first.a1}:{at.last.a1}" if at.first != at.last else f"{at.sheet}!{at.first.a1}"


def amount_in_force(review: Review, role: str) -> InForce:
    """The total line in force, or the sum of the sources where the table has none; incomplete sums are Missing.

    A framework without a fund table says which base figure it is.
    """
    fund, law = review.form.fund, review.framework.summary_table
    fact = law.amounts.get(role) if law else None  # type: ignore[call-overload]
    if fact is not None and review.form.ours:
        place = review.form.place(fact)
        return _in_force(review.number(place), place)
    if fund is None:
        return InForce(_BLANK)
    at = fund.at(role, fund.line("total"))
    return _of_sources(review, fund, role) if at is None else in_force(review, at)


def in_force(review: Review, at: CellRef) -> InForce:
    """A stated figure, or what its live formula gives; a sum of which parts are not reported is no figure."""
    computed = None if at in review.calculation.stated else review.calculation.computed.get(at)
    if computed is None:
        return _in_force(review.facts.number(at), at)
    if computed.unreported:
        return InForce(_BLANK, at, computed.unreported)
    return _in_force(number_of(computed), at)


def _in_force(value: Decimal | Missing, at: CellRef | None) -> InForce:
    return InForce(value, at, () if at is None or isinstance(value, Decimal) or value is _NIL else (at,))


def _of_sources(review: Review, fund: FundForm, role: str) -> InForce:
    if any(line.group == "other" for line in fund.lines):  # which of them belong to the total cannot be told
        return InForce(_BLANK)
    sources = fund.group("source")
    cells = [at for line in sources if (at := fund.at(role, line)) is not None]
    values = [review.number(at) for at in cells]
    numbers = [value for value in values if isinstance(value, Decimal)]
    complete = numbers and all(isinstance(value, Decimal) or value is _NIL for value in values)
    if complete:
        return InForce(sum(numbers, Decimal(0)), fund.area(role, sources))
    pairs = zip(cells, values, strict=True)
    lacking = [at for at, value in pairs if not isinstance(value, Decimal) and value is not _NIL]
    return InForce(_BLANK, fund.area(role, sources), tuple(lacking))


def missing_amounts(review: Review, found: dict[str, InForce]) -> Iterator[str]:
    """In words, cell by cell, why needed amounts are not there; a nil mark is nothing to report and no fault."""
    for role in NEEDED:
        amount = found[role]
        if isinstance(amount.value, Decimal) or amount.value is _NIL:
            continue
        label = _label(review, role)
        if not amount.lacking:
            yield f"没有找到{label}"
        for at in amount.lacking[:_MOST_CELLS]:
            yield f"{label}（{address(at)}）{_why(review, at)}"
        if len(amount.lacking) > _MOST_CELLS:
            yield f"{label}另有 {len(amount.lacking) - _MOST_CELLS} 格没有填"


def _label(review: Review, role: str) -> str:
    law, fund = review.framework.summary_table, review.framework.fund
    columns = law.columns if law else fund.columns if fund else {}
    return columns[role][0] if columns.get(role) else role


def _why(review: Review, at: CellRef) -> str:
    said, printed = review.number(at), review.printed(at)
    if said is Missing.NOT_COMPUTED:
        return "的公式还没有计算"
    if said is Missing.ZERO_DENOMINATOR:
        return "无法计算"
    return f"是“{printed[:20]}”，不是数字" if printed.strip() else "没有填"
