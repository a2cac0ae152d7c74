"""The formula tree: written once in a framework, read as a number, an Excel formula and a sentence."""

import typing
from dataclasses import dataclass
from decimal import Decimal

Operator = typing.Literal["+", "-", "*", "/"]
Comparison = typing.Literal["<", "<=", ">", ">=", "==", "!="]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the law, exact as written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Literal:
    """A fixed text: ``"优"``."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A name that stands for a cell, or for an area inside ``sum``, ``count``, ``sum_beside`` and
    ``weighted_mean``.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers joined by ``+ - * /``."""

    op: Operator
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Negate:
    """A number with its sign turned."""

    value: "Formula"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The smallest (``min``) or largest (``max``) of some numbers."""

    which: typing.Literal["min", "max"]
    items: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number rounded half-up to so many decimals."""

    value: "Formula"
    decimals: int


@dataclass(frozen=True, slots=True)
class SumOf:
    """The sum of the numbers in an area."""

    area: Ref


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many numbers an area holds."""

    area: Ref


@dataclass(frozen=True, slots=True)
class SumBeside:
    """The sum of those numbers in area ``weights`` that stand beside a number in area ``parts``, cell by cell."""

    weights: Ref
    parts: Ref


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """The mean of an area's numbers, weighted by a second area, cell by cell."""

    values: Ref
    weights: Ref


@dataclass(frozen=True, slots=True)
class Compare:
    """A claim about two numbers, or (``==`` and ``!=`` only) about two texts."""

    op: Comparison
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Logic:
    """Claims joined by ``and`` or ``or``; all of them are looked at, like in Excel."""

    op: typing.Literal["and", "or"]
    items: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a claim."""

    item: "Formula"


@dataclass(frozen=True, slots=True)
class IsMissing:
    """The claim that a cell holds no number, or an area none at all."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class IfElse:
    """One of two formulas; the other one is not looked at."""

    condition: "Formula"
    then: "Formula"
    otherwise: "Formula"


@dataclass(frozen=True, slots=True)
class Join:
    """Texts and numbers put one after another to one text."""

    items: tuple["Formula", ...]


Formula = (
    Number
    | Literal
    | Ref
    | Arithmetic
    | Negate
    | Extreme
    | Rounded
    | SumOf
    | CountOf
    | SumBeside
    | WeightedMean
    | Compare
    | Logic
    | Not
    | IsMissing
    | IfElse
    | Join
)


def parts(formula: Formula) -> tuple[Formula, ...]:
    """The formulas that stand directly inside a formula, in the order they are written."""
    match formula:
        case Arithmetic(_, left, right) | Compare(_, left, right):
            return left, right
        case Negate(inner) | Rounded(inner) | SumOf(inner) | CountOf(inner) | Not(inner) | IsMissing(inner):
            return (inner,)
        case Extreme(_, items) | Logic(_, items) | Join(items):
            return items
        case SumBeside(one, other) | WeightedMean(one, other):
            return one, other
        case IfElse(condition, then, otherwise):
            return then, condition, otherwise
    return ()


def names(formula: Formula) -> frozenset[str]:
    """Every name that a formula refers to."""
    if isinstance(formula, Ref):
        return frozenset({formula.name})
    return frozenset().union(*(names(part) for part in parts(formula)))
