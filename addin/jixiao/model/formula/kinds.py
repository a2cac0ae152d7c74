"""What a formula comes to: a number, a text or a claim. Known before any cell is read."""

from enum import Enum

from jixiao.model.formula.per_tree import per_tree
from jixiao.model.formula.tree import (
    Compare,
    Formula,
    IfElse,
    IsMissing,
    Join,
    Literal,
    Logic,
    Not,
    Ref,
)


class Kind(Enum):
    """What a formula comes to. A CELL alone may hold a number or a text; MIXED is now one, now the other."""

    NUMBER = "数字"
    TEXT = "文字"
    CLAIM = "条件"
    CELL = "单元格"
    MIXED = "有时是数字、有时是文字"


@per_tree
def kind_of(formula: Formula) -> Kind:
    """What a formula comes to."""
    match formula:
        case Ref():
            return Kind.CELL
        case Literal() | Join():
            return Kind.TEXT
        case Compare() | Logic() | Not() | IsMissing():
            return Kind.CLAIM
        case IfElse(_, then, otherwise):
            return _either(kind_of(then), kind_of(otherwise))
    return Kind.NUMBER


def _either(one: Kind, other: Kind) -> Kind:
    """The kind of a choice between two formulas: a cell adapts to what stands on the other side."""
    if one is other or other is Kind.CELL:
        return one
    return other if one is Kind.CELL else Kind.MIXED


@per_tree
def has_text_side(comparison: Compare) -> bool:
    """Whether a comparison is one of texts. Two bare cells are compared as numbers."""
    return Kind.TEXT in (kind_of(comparison.left), kind_of(comparison.right))
