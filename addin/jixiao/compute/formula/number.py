"""The first reading of a formula: an exact number, a text, a claim, or why there is none.

A tree is read thousands of times, once for each workbook and cell, so it is first put together to functions of what
its names stand for; then no reading walks through the tree again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import zip_longest
from typing import TypeVar

from jixiao.compute.formula.operands import (
    Operand,
    Result,
    area_of,
    cell_of,
    is_weighable,
    numbers_beside,
    numbers_in,
    reason_for_none,
)
from jixiao.compute.formula.operators import COMPARISONS, OPERATIONS
from jixiao.compute.formula.rules import MISSING_TEXT, TIDY_DECIMALS, Needs, is_tested, is_tidy, needs_of, tidied
from jixiao.compute.numbers import EXACT, format_number, round_half_up
from jixiao.model.figures import Missing
from jixiao.model.formula import (
    Arithmetic,
    Compare,
    CountOf,
    Extreme,
    Formula,
    IfElse,
    IsMissing,
    Join,
    Kind,
    Literal,
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
    kind_of,
    per_tree,
)

_UNCOMPARABLE = "\0"
"""Stands for a text that the caller could not hand over; it equals no text that a formula can hold."""


class _ZeroDenominator(Exception):
    """Carries a zero denominator up to the tree that it makes incomputable."""


_Values = Mapping[str, Operand]


def evaluate(formula: Formula, values: Mapping[str, Operand]) -> Result:
    """What a formula comes to; the Excel reading shows ``shown(…)`` of the same result.

    A name that ``values`` lacks is blank. A number that no ``round`` finishes has at most ten decimals.
    """
    with localcontext(EXACT):
        return reading_of(formula)(values)


@per_tree
def reading_of(tree: Formula) -> Callable[[Mapping[str, Operand]], Result]:
    """What a tree comes to, as a function of what its names stand for; to be called in the context ``EXACT``."""
    needs = needs_of(tree)
    result = _Maker(needs).result(tree)

    def read(values: _Values) -> Result:
        """Work the tree out; a division by nothing has no result."""
        try:
            return result(values)
        except _ZeroDenominator:
            return Missing.ZERO_DENOMINATOR

    def read_if_met(values: _Values) -> Result:
        """Say why there is no result, where what the tree needs is missing."""
        missing = reason_for_none(needs, values)
        return read(values) if missing is None else missing

    return read_if_met if needs.any else read


@dataclass(frozen=True)
class _Maker:
    """Makes functions of the parts of one tree; they are called when its needs are met."""

    needs: Needs

    def result(self, formula: Formula) -> Callable[[_Values], Result]:
        """A formula in the place of the result: a bare cell gives what it holds."""
        match formula:
            case IfElse(condition, then, otherwise):
                return _choice(self.claim(condition), self.result(then), self.result(otherwise))
            case Ref(name) if name not in self.needs.cells and name not in self.needs.tested:
                return lambda values: cell_of(values, name)
            case Literal() | Join():
                return self.text(formula)
        return self.claim(formula) if kind_of(formula) is Kind.CLAIM else self.tidied(formula)

    def number(self, formula: Formula) -> Callable[[_Values], Decimal]:
        """A formula used as a number."""
        match formula:
            case Arithmetic(op, left, right):
                return self._arithmetic(op, left, right)
            case Negate(inner):
                positive = self.number(inner)
                return lambda values: -positive(values)
            case Extreme(which, items):
                numbers, choose = [self.number(item) for item in items], min if which == "min" else max
                return lambda values: choose([number(values) for number in numbers])
            case Rounded(inner, decimals):
                exact = self.number(inner)
                return lambda values: round_half_up(exact(values), decimals)
            case IfElse(condition, then, otherwise):
                return _choice(self.claim(condition), self.number(then), self.number(otherwise))
        return self._leaf(formula)

    def _leaf(self, formula: Formula) -> Callable[[_Values], Decimal]:
        match formula:
            case Number(value):
                return lambda values: value
            case Ref(name):
                return lambda values: _number_in(values, name)
            case SumOf(area):
                return lambda values: sum(numbers_in(values, area.name), Decimal(0))
            case CountOf(area):
                return lambda values: Decimal(len(numbers_in(values, area.name)))
            case SumBeside():
                return lambda values: sum(numbers_beside(formula, values), Decimal(0))
            case WeightedMean():
                may_be_empty = is_tested(formula, self.needs.tested)
                return lambda values: _weighted_mean(formula, values, may_be_empty)
        raise TypeError(f"不是数字：{formula}")

    def _arithmetic(self, op: str, left: Formula, right: Formula) -> Callable[[_Values], Decimal]:
        one, other, operation = self.number(left), self.number(right), OPERATIONS[op]

        def divide(values: _Values) -> Decimal:
            """A denominator counts as zero when it would be shown as zero."""
            numerator, denominator = one(values), other(values)
            if not tidied(right, denominator):
                raise _ZeroDenominator
            return numerator / denominator

        return divide if op == "/" else lambda values: operation(one(values), other(values))

    def tidied(self, formula: Formula) -> Callable[[_Values], Decimal]:
        """A number as it is shown and compared."""
        number = self.number(formula)
        return number if is_tidy(formula) else lambda values: round_half_up(number(values), TIDY_DECIMALS)

    def claim(self, formula: Formula) -> Callable[[_Values], bool]:
        """A condition. Like in Excel, all claims of an ``and`` or ``or`` are looked at."""
        match formula:
            case Compare(op, left, right):
                side = self.text_to_compare if has_text_side(formula) else self.tidied
                one, other, holds = side(left), side(right), COMPARISONS[op]
                return lambda values: holds(one(values), other(values))
            case Logic(op, items):
                claims, together = [self.claim(item) for item in items], all if op == "and" else any
                return lambda values: together([claim(values) for claim in claims])
            case Not(item):
                opposite = self.claim(item)
                return lambda values: not opposite(values)
            case IsMissing(ref):
                return lambda values: not numbers_in(values, ref.name)
        raise TypeError(f"不是条件：{formula}")

    def text_to_compare(self, formula: Formula) -> Callable[[_Values], Decimal | str | bool]:
        """A side of a comparison of texts; Excel does not tell capitals from small letters."""
        match formula:
            case IfElse(condition, then, otherwise):
                return _choice(self.claim(condition), self.text_to_compare(then), self.text_to_compare(otherwise))
            case Literal() | Join():
                text = self.text(formula)
                return lambda values: text(values).lower()
            case Ref(name):
                return lambda values: _comparable(cell_of(values, name))
        raise TypeError(f"不是文字：{formula}")

    def text(self, formula: Literal | Join) -> Callable[[_Values], str]:
        """A fixed text, or one put together from results; a missing one leaves nothing."""
        if isinstance(formula, Literal):
            fixed = formula.text
            return lambda values: fixed
        items = [reading_of(item) for item in formula.items]
        return lambda values: "".join([_printed(item(values)) for item in items])


_Outcome = TypeVar("_Outcome")


def _choice(
    claim: Callable[[_Values], bool], then: Callable[[_Values], _Outcome], otherwise: Callable[[_Values], _Outcome]
) -> Callable[[_Values], _Outcome]:
    """One of two readings; the other one is not called."""
    return lambda values: then(values) if claim(values) else otherwise(values)


def _number_in(values: _Values, name: str) -> Decimal:
    cell = cell_of(values, name)
    return cell if isinstance(cell, Decimal) else Decimal(0)


def _weighted_mean(mean: WeightedMean, values: _Values, may_be_empty: bool) -> Decimal:
    if may_be_empty and not is_weighable(mean, values):
        return Decimal(0)
    pairs = zip_longest(area_of(values, mean.values.name), area_of(values, mean.weights.name))
    total = sum((value * weight for value, weight in pairs if value and weight), Decimal(0))
    weight = sum(numbers_in(values, mean.weights.name), Decimal(0))
    if not tidied(mean, weight):
        raise _ZeroDenominator
    return total / weight


def _comparable(cell: Result) -> Decimal | str | bool:
    """A cell as Excel compares it with a text: a number equals none, a blank one equals the empty text."""
    if cell is Missing.UNREADABLE or cell is Missing.NOT_COMPUTED:
        return _UNCOMPARABLE
    text = MISSING_TEXT[cell] if isinstance(cell, Missing) else cell
    return text.lower() if isinstance(text, str) else text


def _printed(result: Result) -> str:
    if isinstance(result, Decimal):
        return format_number(result)
    return result if isinstance(result, str) else ""
