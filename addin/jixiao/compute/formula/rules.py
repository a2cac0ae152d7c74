"""What all readings of a formula agree on: which cells it needs, what it shows without, how it is tidied.

A tree is read eagerly for missing cells (any needed cell that is missing makes the whole result missing) and
lazily for zero denominators (only in the branch that is taken). Each item of a ``Join`` is a tree of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from jixiao.model.decimals import round_half_up
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
    Negate,
    Number,
    Ref,
    Rounded,
    SumBeside,
    SumOf,
    WeightedMean,
    has_text_side,
    kind_of,
    names,
    parts,
    per_tree,
)

MISSING_TEXT: Mapping[Missing, str] = MappingProxyType(
    {
        Missing.BLANK: "",
        Missing.UNREADABLE: "",
        Missing.NOT_COMPUTED: "",
        Missing.NIL: "—",
        Missing.ZERO_DENOMINATOR: "无法计算",
    }
)
"""What a formula cell shows for each kind of missing result."""

TIDY_DECIMALS = 10
"""A computed number that no ``round`` finishes is rounded to so many decimals: doubles are noisy."""


def shown(result: Decimal | str | bool | Missing) -> Decimal | str | bool:
    """What a cell with the formula shows for a result."""
    return MISSING_TEXT[result] if isinstance(result, Missing) else result


@dataclass(frozen=True)
class Needs:
    """What a tree needs before it says anything. All in the order of the text, without repetition.

    ``cells``: names whose cell must hold a number or a nil mark. ``areas``: names whose area must hold a
    number. ``means``: the weighted means, whose two areas must hold equally many numbers. ``besides``: the sums
    beside another area, of which at least one cell must count. ``tested``: names that a ``missing(…)`` somewhere
    in the tree asks about; they are not needed, and read as 0 where missing.
    """

    cells: tuple[str, ...]
    areas: tuple[str, ...]
    means: tuple[WeightedMean, ...]
    besides: tuple[SumBeside, ...]
    tested: frozenset[str]

    @property
    def any(self) -> bool:
        """Whether the tree needs anything."""
        return bool(self.cells or self.areas or self.means or self.besides)

    @property
    def may_be_nil(self) -> bool:
        """Whether nil marks in all needed cells make the result nil: not where an area gives a number."""
        return bool(self.cells) and not (self.areas or self.means or self.besides)


@per_tree
def needs_of(tree: Formula) -> Needs:
    """What a tree needs; see the top of this file."""
    tested = frozenset(part.ref.name for part in _walk(tree) if isinstance(part, IsMissing))
    cells = _numeric_refs(tree, kind_of(tree) is Kind.NUMBER)
    results = _result_refs(tree)
    if isinstance(tree, IfElse) and kind_of(tree) is Kind.CELL and (tested | set(cells)) & set(results):
        cells = [*cells, *results]
    areas = [part.area.name for part in _walk(tree) if isinstance(part, SumOf)]
    of_two = [
        part for part in _walk(tree) if isinstance(part, WeightedMean | SumBeside) and not is_tested(part, tested)
    ]
    return Needs(
        tuple(dict.fromkeys(name for name in cells if name not in tested)),
        tuple(dict.fromkeys(name for name in areas if name not in tested)),
        tuple(dict.fromkeys(part for part in of_two if isinstance(part, WeightedMean))),
        tuple(dict.fromkeys(part for part in of_two if isinstance(part, SumBeside))),
        tested,
    )


def is_tested(of_two: WeightedMean | SumBeside, tested: frozenset[str]) -> bool:
    """Whether a ``missing(…)`` asks about one of the two areas."""
    return not tested.isdisjoint(names(of_two))


def _walk(tree: Formula) -> Iterator[Formula]:
    """A tree and all that stands in it, without the insides of its joins."""
    yield tree
    if not isinstance(tree, Join):
        for part in parts(tree):
            yield from _walk(part)


def _numeric_refs(formula: Formula, numeric: bool) -> list[str]:
    """The names of cells that are used as numbers; ``numeric`` tells whether the formula itself is."""
    match formula:
        case Ref(name):
            return [name] if numeric else []
        case Join() | SumOf() | CountOf() | SumBeside() | WeightedMean() | IsMissing():
            return []
        case IfElse(condition, then, otherwise):
            inner = numeric or kind_of(formula) is Kind.NUMBER
            branches = (_numeric_refs(branch, inner) for branch in (then, otherwise))
            return [*_numeric_refs(condition, numeric=False), *(name for found in branches for name in found)]
        case Compare():
            numeric = not has_text_side(formula)
        case Arithmetic() | Negate() | Extreme() | Rounded():
            numeric = True
    return [name for part in parts(formula) for name in _numeric_refs(part, numeric)]


def _result_refs(formula: Formula) -> list[str]:
    """The names of cells that may be the result as they stand."""
    match formula:
        case Ref(name):
            return [name]
        case IfElse(_, then, otherwise):
            return [*_result_refs(then), *_result_refs(otherwise)]
    return []


@per_tree
def is_tidy(formula: Formula) -> bool:
    """Whether a number comes out without the noise of doubles: nothing was calculated, or it was rounded."""
    match formula:
        case Number() | Literal() | Ref() | Rounded() | CountOf():
            return True
        case Negate(inner):
            return is_tidy(inner)
        case Extreme(_, items):
            return all(is_tidy(item) for item in items)
        case IfElse(_, then, otherwise):
            return is_tidy(then) and is_tidy(otherwise)
    return False


def tidied(formula: Formula, value: Decimal) -> Decimal:
    """A number as it is shown, compared, and asked whether it is a zero denominator."""
    return value if is_tidy(formula) else round_half_up(value, TIDY_DECIMALS)
