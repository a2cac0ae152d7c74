"""The first reading of a formula: an exact number, a text, a claim, or why there is none."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import zip_longest
from typing import Any

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
from jixiao.compute.formula.rules import MISSING_TEXT, Needs, is_tested, needs_of, tidied
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
)

_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_UNCOMPARABLE = "\0"
"""Stands for a text that the caller could not hand over; it equals no text that a formula can hold."""


class _ZeroDenominator(Exception):
    """Carries a zero denominator up to the tree that it makes incomputable."""


def evaluate(formula: Formula, values: Mapping[str, Operand]) -> Result:
    """What a formula comes to; the Excel reading shows ``shown(…)`` of the same result.

    A name that ``values`` lacks is blank. A number that no ``round`` finishes has at most ten decimals.
    """
    with localcontext(EXACT):
        return _result(formula, values)


def _result(tree: Formula, values: Mapping[str, Operand]) -> Result:
    needs = needs_of(tree)
    missing = reason_for_none(needs, values)
    if missing is not None:
        return missing
    try:
        return _Reading(values, needs).result(tree)
    except _ZeroDenominator:
        return Missing.ZERO_DENOMINATOR


@dataclass(frozen=True)
class _Reading:
    """Reads one tree whose needs are met."""

    values: Mapping[str, Operand]
    needs: Needs

    def result(self, formula: Formula) -> Result:
        """A formula in the place of the result: a bare cell gives what it holds."""
        match formula:
            case IfElse(condition, then, otherwise):
                return self.result(then if self.claim(condition) else otherwise)
            case Ref(name) if name not in self.needs.cells and name not in self.needs.tested:
                return cell_of(self.values, name)
            case Literal() | Join():
                return self.text(formula)
        if kind_of(formula) is Kind.CLAIM:
            return self.claim(formula)
        return tidied(formula, self.number(formula))

    def number(self, formula: Formula) -> Decimal:
        """A formula used as a number."""
        match formula:
            case Arithmetic(op, left, right):
                return self._arithmetic(op, left, right)
            case Negate(inner):
                return -self.number(inner)
            case Extreme(which, items):
                numbers = [self.number(item) for item in items]
                return min(numbers) if which == "min" else max(numbers)
            case Rounded(inner, decimals):
                return round_half_up(self.number(inner), decimals)
            case IfElse(condition, then, otherwise):
                return self.number(then if self.claim(condition) else otherwise)
        return self._leaf(formula)

    def _leaf(self, formula: Formula) -> Decimal:
        match formula:
            case Number(value):
                return value
            case Ref(name):
                cell = cell_of(self.values, name)
                return cell if isinstance(cell, Decimal) else Decimal(0)
            case SumOf(area):
                return sum(numbers_in(self.values, area.name), Decimal(0))
            case CountOf(area):
                return Decimal(len(numbers_in(self.values, area.name)))
            case SumBeside():
                return sum(numbers_beside(formula, self.values), Decimal(0))
            case WeightedMean():
                return self._weighted_mean(formula)
        raise TypeError(f"不是数字：{formula}")

    def _arithmetic(self, op: str, left: Formula, right: Formula) -> Decimal:
        one, other = self.number(left), self.number(right)
        if op == "/" and not tidied(right, other):
            raise _ZeroDenominator
        return _OPERATIONS[op](one, other)

    def _weighted_mean(self, mean: WeightedMean) -> Decimal:
        if is_tested(mean, self.needs.tested) and not is_weighable(mean, self.values):
            return Decimal(0)
        weights = area_of(self.values, mean.weights.name)
        pairs = zip_longest(area_of(self.values, mean.values.name), weights)
        total = sum((value * weight for value, weight in pairs if value and weight), Decimal(0))
        weight = sum(numbers_in(self.values, mean.weights.name), Decimal(0))
        if not tidied(mean, weight):
            raise _ZeroDenominator
        return total / weight

    def claim(self, formula: Formula) -> bool:
        """A condition. Like in Excel, all claims of an ``and`` or ``or`` are looked at."""
        match formula:
            case Compare(op, left, right):
                side = self.text_to_compare if has_text_side(formula) else self.number_to_compare
                return _COMPARISONS[op](side(left), side(right))
            case Logic(op, items):
                claims = [self.claim(item) for item in items]
                return all(claims) if op == "and" else any(claims)
            case Not(item):
                return not self.claim(item)
            case IsMissing(ref):
                return not numbers_in(self.values, ref.name)
        raise TypeError(f"不是条件：{formula}")

    def number_to_compare(self, formula: Formula) -> Decimal:
        """A side of a comparison of numbers."""
        return tidied(formula, self.number(formula))

    def text_to_compare(self, formula: Formula) -> Decimal | str | bool:
        """A side of a comparison of texts; Excel does not tell capitals from small letters."""
        match formula:
            case IfElse(condition, then, otherwise):
                return self.text_to_compare(then if self.claim(condition) else otherwise)
            case Literal() | Join():
                return self.text(formula).lower()
            case Ref(name):
                return _comparable(cell_of(self.values, name))
        raise TypeError(f"不是文字：{formula}")

    def text(self, formula: Literal | Join) -> str:
        """A fixed text, or one put together from results; a missing one leaves nothing."""
        if isinstance(formula, Literal):
            return formula.text
        return "".join(_printed(_result(item, self.values)) for item in formula.items)


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
