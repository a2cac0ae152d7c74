"""The fourth reading of a formula: between which bounds its result lies, given that inputs were rounded.

Roundings inside the formula are left out: the bounds are those of the unrounded value. A name that occurs
twice counts as two independent figures, so the bounds are safe but not always the narrowest; quotients whose
numerator and denominator share a figure (growth rates, shares of a sum) are read as one, see ``shared``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from jixiao.compute.formula.operators import COMPARISONS, OPERATIONS
from jixiao.compute.formula.rules import Needs, is_tested, needs_of
from jixiao.compute.formula.shared import shared
from jixiao.compute.formula.weighted import weighted_mean
from jixiao.compute.intervals import Interval, meets
from jixiao.compute.numbers import round_half_up
from jixiao.model.formula import (
    Arithmetic,
    Compare,
    CountOf,
    Extreme,
    Formula,
    IfElse,
    IsMissing,
    Logic,
    Negate,
    Not,
    Number,
    Ref,
    Rounded,
    SumBeside,
    SumOf,
    WeightedMean,
    has_text_side,
)

Bounds = Interval | Sequence[Interval | None] | None
"""What a name stands for: the bounds of a cell's number, None without one; for an area, one per cell."""

_ZERO = Interval.exact(Decimal(0))
_EITHER = frozenset({True, False})
"""What a claim can turn out to be, where the intervals do not decide it."""


class _Unbounded(Exception):
    """Nothing can be said: a needed figure is missing, a denominator may be zero, or it is no number."""


def evaluate_interval(formula: Formula, values: Mapping[str, Bounds]) -> Interval | None:
    """The bounds of a formula's unrounded result, or None where there are none.

    A nil mark in a cell is handed over as the exact 0, in an area as None; so is any other missing figure.
    """
    needs = needs_of(formula)
    reading = _Reading(values, needs)
    if any(reading.cell(name) is None for name in needs.cells):
        return None
    if any(not reading.area(name) for name in needs.areas) or not all(map(reading.is_weighable, needs.means)):
        return None
    if not all(map(reading.beside, needs.besides)):
        return None
    try:
        return reading.number(formula)
    except (_Unbounded, ZeroDivisionError):
        return None


@dataclass(frozen=True)
class _Reading:
    """Reads one tree whose needs are met. ``rounds`` is on inside conditions, where roundings decide."""

    values: Mapping[str, Bounds]
    needs: Needs
    rounds: bool = False

    def cell(self, name: str) -> Interval | None:
        """The bounds of a cell's number."""
        bounds = self.values.get(name)
        return bounds if isinstance(bounds, Interval) else None

    def cells(self, name: str) -> Sequence[Interval | None]:
        """The bounds of an area, cell by cell. A single cell is an area of one."""
        bounds = self.values.get(name)
        return (bounds,) if bounds is None or isinstance(bounds, Interval) else bounds

    def area(self, name: str) -> list[Interval]:
        """The bounds of the numbers in an area."""
        return [bounds for bounds in self.cells(name) if bounds is not None]

    def is_weighable(self, mean: WeightedMean) -> bool:
        """Whether both areas hold equally many numbers, and some."""
        return 0 < len(self.area(mean.values.name)) == len(self.area(mean.weights.name))

    def beside(self, formula: SumBeside) -> list[Interval]:
        """The bounds of the numbers in its one area that stand beside a number in the other."""
        pairs = zip(self.cells(formula.weights.name), self.cells(formula.parts.name), strict=False)
        return [weight for weight, part in pairs if weight is not None and part is not None]

    def number(self, formula: Formula) -> Interval:
        """The bounds of a number."""
        match formula:
            case Arithmetic(op, left, right):
                found = shared(formula, self.number)
                return OPERATIONS[op](self.number(left), self.number(right)) if found is None else found
            case Negate(inner):
                return -self.number(inner)
            case Extreme(which, items):
                choose = Interval.smaller if which == "min" else Interval.larger
                return reduce(choose, [self.number(item) for item in items])
            case Rounded(inner, decimals):
                return _rounded(self.number(inner), decimals) if self.rounds else self.number(inner)
            case IfElse(condition, then, otherwise):
                outcomes = self.claim(condition)
                branches = [self.number(then)] if True in outcomes else []
                return reduce(Interval.hull, branches + ([self.number(otherwise)] if False in outcomes else []))
        return self._leaf(formula)

    def _leaf(self, formula: Formula) -> Interval:
        match formula:
            case Number(value):
                return Interval.exact(value)
            case Ref(name):
                return self._ref(name)
            case SumOf(area):
                return sum(self.area(area.name), _ZERO)
            case CountOf(area):
                return Interval.exact(Decimal(len(self.area(area.name))))
            case SumBeside():
                return sum(self.beside(formula), _ZERO)
            case WeightedMean(values, weights):
                if is_tested(formula, self.needs.tested) and not self.is_weighable(formula):
                    return _ZERO
                return weighted_mean(self.cells(values.name), self.cells(weights.name))
        raise _Unbounded

    def _ref(self, name: str) -> Interval:
        bounds = self.cell(name)
        if bounds is None and name not in self.needs.tested:
            raise _Unbounded
        return _ZERO if bounds is None else bounds

    def claim(self, formula: Formula) -> frozenset[bool]:
        """What a condition can turn out to be. Of texts nothing is known."""
        match formula:
            case Compare(_, left, right):
                return _EITHER if has_text_side(formula) else self._compared(formula.op, left, right)
            case Logic(op, items):
                return _together(all if op == "and" else any, [self.claim(item) for item in items])
            case Not(item):
                return frozenset(not outcome for outcome in self.claim(item))
            case IsMissing(ref):
                numbers = self.area(ref.name)
                return _EITHER if numbers and set(numbers) == {_ZERO} else frozenset({not numbers})
        raise _Unbounded

    def _compared(self, op: str, left: Formula, right: Formula) -> frozenset[bool]:
        inner = replace(self, rounds=True)
        one, other = inner.number(left), inner.number(right)
        orders = [-1] * (one.low < other.high) + [0] * meets(one, other) + [1] * (one.high > other.low)
        return frozenset(COMPARISONS[op](order, 0) for order in orders)


def _together(decide: Callable[[Iterable[bool]], bool], outcomes: list[frozenset[bool]]) -> frozenset[bool]:
    """What claims joined by ``all`` or ``any`` can turn out to be: all at their best, all at their worst."""
    return frozenset({decide(map(max, outcomes)), decide(map(min, outcomes))})


def _rounded(bounds: Interval, decimals: int) -> Interval:
    low, high = round_half_up(bounds.low, decimals), round_half_up(bounds.high, decimals)
    return Interval(low, high, high_open=False)
