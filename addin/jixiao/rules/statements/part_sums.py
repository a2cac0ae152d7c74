"""Parts of a total in the report's text: what they add up to, and which figure is to blame where that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from jixiao.compute.intervals import Interval, meets
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.rules.causes import slip, sum_cause
from jixiao.rules.causes.slip import significant_digits
from jixiao.rules.remembered import remembered
from jixiao.rules.sameness.stated_twice import questioned
from jixiao.rules.statements.repairs import with_value
from jixiao.rules.statements.shares import Share, contradicts
from jixiao.rules.statements.stated_rows import Stated, StatedRow, stated_rows
from jixiao.rules.units import unit_of

_TELLING = 3
"""Digits of a figure that a slip of the pen can be told of."""


@dataclass(frozen=True)
class PartSum:
    """A total and the rows that name it, all of them stated. ``value`` is what they add up to."""

    total: StatedRow
    parts: tuple[StatedRow, ...]
    value: Decimal
    bounds: Interval


@dataclass(frozen=True)
class PartFault:
    """A total that its parts do not add up to: ``blamed`` should be ``right``.

    ``is_sure``: the parts come to more than the total, or a share says so; else the list may not be complete.
    """

    sums: PartSum
    blamed: StatedRow
    right: Decimal
    cause: str
    is_sure: bool = False


def groups(review: Review) -> Iterator[tuple[StatedRow, tuple[StatedRow, ...]]]:
    """Each total with the rows that name it, top to bottom."""
    rows = stated_rows(review)
    parts: dict[int, list[StatedRow]] = {}
    for row in rows.values():
        if row.total in rows:
            parts.setdefault(row.total, []).append(row)
    yield from ((rows[total], tuple(found)) for total, found in sorted(parts.items()))


def sum_of(total: StatedRow, parts: Sequence[StatedRow]) -> PartSum | None:
    """What the parts add up to; None where one of them, or the total, is not stated as an exact figure."""
    figures = [part.value for part in parts if part.value is not None and part.value.figure.unit == _unit(total)]
    if total.value is None or len(figures) < len(parts) or any(part.unit != total.unit for part in parts):
        return None
    value = sum((figure.value for figure in figures), Decimal(0))
    return PartSum(total, tuple(parts), value, reduce(Interval.__add__, (figure.bounds for figure in figures)))


def _unit(total: StatedRow) -> str:
    return total.value.figure.unit if total.value else ""


@remembered
def part_faults(review: Review) -> tuple[PartFault, ...]:
    """Where parts do not add up to their total, by rounding neither."""
    found = (sum_of(total, parts) for total, parts in groups(review))
    wrong = [sums for sums in found if sums and sums.total.value and not meets(sums.bounds, sums.total.value.bounds)]
    return tuple(_fault(sums, questioned(review)) for sums in wrong)


def is_told(row: StatedRow, right: Decimal, known: Mapping[CellRef, Decimal | None]) -> bool:
    """Whether the table that states the same fact says that the row's figure should be just that."""
    told, stated = known.get(row.at), _moved(row.value, right)
    if told is None or stated is None:
        return False
    return told.scaleb(-unit_of(row.unit).power, context=EXACT) in stated.bounds


def _fault(sums: PartSum, known: Mapping[CellRef, Decimal | None]) -> PartFault:
    """The figure that most speaks against; the total where nothing does, or as much against two of them."""
    total = sums.total.value
    assert total is not None  # else there is no sum
    addends = [(part.item, part.value.value) for part in sums.parts if part.value]
    cause = sum_cause(total.figure, sums.value, addends, bounds=sums.bounds)
    of_total = PartFault(sums, sums.total, sums.value, cause)
    pen = bool(cause) and _is_telling(total)
    weighed = [(_signs_of_total(sums, total) + 2 * is_told(sums.total, sums.value, known) + pen, of_total)]
    for part in sums.parts:
        right = part.value.value - (sums.value - total.value) if part.value else Decimal(0)
        if part.value and right > 0:
            cause = slip(part.value.figure, right) if _is_telling(part.value) else ""
            signs = 2 * _speaks_for(part, total, right) + 2 * is_told(part, right, known) + bool(cause)
            weighed.append((signs, PartFault(sums, part, right, cause)))
    most = max(signs for signs, _ in weighed)
    best = [fault for signs, fault in weighed if signs == most]
    is_sure = most > 1 or sums.value > total.value
    return replace(best[0] if len(best) == 1 else of_total, is_sure=is_sure)


def _is_telling(stated: Stated) -> bool:
    """Whether a figure has so many digits that a slip of the pen can be told from chance."""
    return significant_digits(stated.value) >= _TELLING


def _speaks_for(part: StatedRow, total: Stated, right: Decimal) -> bool:
    """Whether the share stated beside a part contradicts its figure and fits the other one."""
    return _fits_better(part, part.value, total, _moved(part.value, right), total)


def _signs_of_total(sums: PartSum, total: Stated) -> int:
    """A share that fits only the other total, and none that contradicts it."""
    moved = _moved(total, sums.value)
    better = any(_fits_better(part, part.value, total, part.value, moved) for part in sums.parts)
    return 2 * (better and moved is not None and not any(contradicts(Share(part, moved)) for part in sums.parts))


def _fits_better(
    part: StatedRow, now: Stated | None, whole: Stated, other: Stated | None, other_whole: Stated | None
) -> bool:
    if now is None or other is None or other_whole is None or part.percentage is None:
        return False
    is_wrong = contradicts(Share(part, whole))
    return is_wrong and not contradicts(Share(replace(part, value=other), other_whole))


def _moved(stated: Stated | None, value: Decimal) -> Stated | None:
    """The same figure with another value."""
    return None if stated is None else with_value(stated, value)
