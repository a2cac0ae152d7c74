"""A formula tree back to text: as a framework file writes it, or as an office writes formulas in a worksheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.model.decimals import format_number
from jixiao.model.formula.tree import (
    Arithmetic,
    Compare,
    CountOf,
    Extreme,
    Formula,
    IfElse,
    IsMissing,
    Join,
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
)

_CHOICE, _OR, _AND, _NOT, _CLAIM, _SUM, _PRODUCT, _SIGN, _ATOM = range(9)

OFFICE_FUNCTIONS: Mapping[str, str] = {
    "round": "ROUND",
    "min": "MIN",
    "max": "MAX",
    "sum": "SUM",
    "count": "COUNT",
    "missing": "ISBLANK",
    "text": "CONCAT",
    "sum_beside": "对应合计",
    "weighted_mean": "加权平均",
}
"""Functions of the formula syntax → their names for an office, those of Excel where it has them."""

OFFICE_CLAIMS: Mapping[str, str] = {"if": "IF", "and": "AND", "or": "OR", "not": "NOT"}
"""What the syntax writes without parentheses → the function that an office knows for it."""

_OFFICE_SIGNS = {"==": "=", "!=": "<>"}


def formula_text(formula: Formula) -> str:
    """The formula as a framework file writes it; ``parse_formula`` gives the same tree again."""
    return _Writer({}, office=False).text(formula, _CHOICE)


def office_text(formula: Formula, words: Mapping[str, str]) -> str:
    """The formula as an office writes it, without ``=``: functions of Excel over ``words``, its words for names."""
    return _Writer(words, office=True).text(formula, _CHOICE)


@dataclass(frozen=True)
class _Writer:
    words: Mapping[str, str]
    office: bool

    def text(self, formula: Formula, least: int) -> str:
        """The text, in parentheses where it binds less than ``least``."""
        text, binding = self._bound(formula)
        return text if binding >= least else f"({text})"

    def _bound(self, formula: Formula) -> tuple[str, int]:
        match formula:
            case Arithmetic(op, left, right):
                binding = _SUM if op in "+-" else _PRODUCT
                return f"{self.text(left, binding)} {op} {self.text(right, binding + 1)}", binding
            case Negate(inner):
                return f"-{self.text(inner, _SIGN)}", _SIGN
            case Compare(op, left, right):
                sign = _OFFICE_SIGNS.get(op, op) if self.office else op
                return f"{self.text(left, _SUM)} {sign} {self.text(right, _SUM)}", _CLAIM
            case Logic() | Not() | IfElse():
                return self._claim(formula)
        return self._leaf(formula), _ATOM

    def _claim(self, formula: Logic | Not | IfElse) -> tuple[str, int]:
        if self.office:
            return self._claim_called(formula), _ATOM
        match formula:
            case Logic(op, items):
                binding = _AND if op == "and" else _OR
                return f" {op} ".join(self.text(item, binding + 1) for item in items), binding
            case Not(item):
                return f"not {self.text(item, _NOT)}", _NOT
            case IfElse(condition, then, otherwise):
                one, claim, other = self.text(then, _OR), self.text(condition, _OR), self.text(otherwise, _CHOICE)
                return f"{one} if {claim} else {other}", _CHOICE

    def _claim_called(self, formula: Logic | Not | IfElse) -> str:
        match formula:
            case Logic(op, items):
                return self._called(OFFICE_CLAIMS[op], *items)
            case Not(item):
                return self._called(OFFICE_CLAIMS["not"], item)
            case IfElse(condition, then, otherwise):
                return self._called(OFFICE_CLAIMS["if"], condition, then, otherwise)

    def _leaf(self, formula: Formula) -> str:
        match formula:
            case Number(value):
                return format_number(value)
            case Literal(text):
                return f"'{text}'" if '"' in text else f'"{text}"'
            case Ref(name):
                return self.words.get(name, name)
            case Extreme(which, items):
                return self._function(which, *items)
            case Rounded(value, decimals):
                return f"{self._name('round')}({self.text(value, _CHOICE)}, {decimals})"
            case Join(items):
                return self._function("text", *items)
        return self._of_refs(formula)

    def _of_refs(self, formula: Formula) -> str:
        match formula:
            case SumOf(area):
                return self._function("sum", area)
            case CountOf(area):
                return self._function("count", area)
            case IsMissing(ref):
                return self._function("missing", ref)
            case SumBeside(one, other):
                return self._function("sum_beside", one, other)
            case WeightedMean(one, other):
                return self._function("weighted_mean", one, other)
        raise TypeError(f"不是公式：{formula}")

    def _name(self, function: str) -> str:
        return OFFICE_FUNCTIONS[function] if self.office else function

    def _function(self, name: str, *items: Formula) -> str:
        return self._called(self._name(name), *items)

    def _called(self, name: str, *items: Formula) -> str:
        return f"{name}({', '.join(self.text(item, _CHOICE) for item in items)})"
