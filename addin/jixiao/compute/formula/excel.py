"""The second reading of a formula: a live Excel formula that shows what the first reading comes to.

Only functions that Excel 2010, WPS and LibreOffice 7.4 share. Excel computes in doubles, hence the double
ROUND. What the two readings cannot share: an error value inside an area makes Excel's result that error; a
text that stands alone as the result stays as it was typed; LibreOffice takes TRUE and FALSE for numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.compute.formula.excel_guards import (
    ANY_NUMBER,
    NIL_NAME,
    address_of,
    any_of,
    are_all_nil,
    is_nil,
    lacking,
    quoted,
    unweighable,
)
from jixiao.compute.formula.rules import MISSING_TEXT, TIDY_DECIMALS, Needs, is_tested, is_tidy, needs_of
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
    parts,
)

__all__ = ["EXTRA_DECIMALS", "MAX_EXCEL_LENGTH", "NIL_NAME", "to_excel"]

MAX_EXCEL_LENGTH = 8_192
EXTRA_DECIMALS = 8
"""How many more decimals the inner ROUND keeps: enough to be exact, few enough to shed noise."""

_COMPARISONS = {"==": "=", "!=": "<>"}
_SUM, _PRODUCT, _ATOM = 1, 2, 3
_BINDING = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
_EMPTY_TEXT: Mapping[Missing, str] = dict.fromkeys(Missing, "")


def to_excel(formula: Formula, addresses: Mapping[str, str]) -> str:
    """The live formula, without the leading ``=``.

    ``addresses`` gives each name its address or defined name as it is to be written: ``D8``,
    ``基础数据!$C$5``, ``F6:F17``. Raises ValueError where a name has none, or Excel would refuse the length.
    """
    text = _tree(formula, addresses, MISSING_TEXT)
    if len(text) >= MAX_EXCEL_LENGTH:
        raise ValueError(f"公式转换成 Excel 公式后超过 {MAX_EXCEL_LENGTH} 个字符，请拆成几步。")
    return text


def _tree(tree: Formula, addresses: Mapping[str, str], missing_text: Mapping[Missing, str]) -> str:
    """A tree with the guards that its needs call for."""
    needs = needs_of(tree)
    text = _Writing(addresses, needs, missing_text).result(tree)
    if needs.may_be_nil:
        text = f"IF({are_all_nil(needs, addresses)},{quoted(missing_text[Missing.NIL])},{text})"
    claims = lacking(needs, addresses)
    return f'IF({any_of(claims)},"",{text})' if claims else text


@dataclass(frozen=True)
class _Writing:
    """Writes one tree whose needs are met."""

    addresses: Mapping[str, str]
    needs: Needs
    missing_text: Mapping[Missing, str]

    def result(self, formula: Formula) -> str:
        """A formula in the place of the result, its zero denominators looked after."""
        match formula:
            case IfElse(condition, then, otherwise):
                text = f"IF({self.claim(condition)},{self.result(then)},{self.result(otherwise)})"
                return self._unless_zero(self.zeros(condition), text)
            case Ref(name) if name not in self.needs.cells and name not in self.needs.tested:
                return self._as_it_stands(self._address(name))
            case Literal() | Join():
                return self.text(formula)
        text = self.claim(formula) if kind_of(formula) is Kind.CLAIM else self.tidied(formula)
        return self._unless_zero(self.zeros(formula), text)

    def _address(self, name: str) -> str:
        return address_of(name, self.addresses)

    def _unless_zero(self, zeros: list[str], text: str) -> str:
        if not zeros:
            return text
        return f"IF({any_of(zeros)},{quoted(self.missing_text[Missing.ZERO_DENOMINATOR])},{text})"

    def _as_it_stands(self, cell: str) -> str:
        """What a cell holds; every nil mark becomes the same one."""
        return f'IF({is_nil(cell)},{quoted(self.missing_text[Missing.NIL])},IF({cell}="","",{cell}))'

    def tidied(self, formula: Formula) -> str:
        """A number as it is shown and compared."""
        text = self._number(formula, 0)
        return text if is_tidy(formula) else f"ROUND({text},{TIDY_DECIMALS})"

    def _number(self, formula: Formula, least: int) -> str:
        """A number, in parentheses where it binds less than ``least``."""
        text, binding = self._bound_number(formula)
        return text if binding >= least else f"({text})"

    def _bound_number(self, formula: Formula) -> tuple[str, int]:
        """A number and how strongly its outermost operator binds."""
        match formula:
            case Arithmetic(op, left, right):
                binding = _BINDING[op]
                return f"{self._number(left, binding)}{op}{self._number(right, binding + 1)}", binding
            case Negate(inner):
                return f"-{self._number(inner, _ATOM)}", _SUM
            case Number(value):
                return f"{value:f}", _SUM if value < 0 else _ATOM
            case WeightedMean():
                return self._mean(formula), _PRODUCT
        return self._call(formula), _ATOM

    def _call(self, formula: Formula) -> str:
        match formula:
            case Extreme(which, items):
                return f"{which.upper()}({','.join(self._number(item, 0) for item in items)})"
            case Rounded(inner, decimals):
                value = self._number(inner, 0)
                return f"ROUND(ROUND({value},{decimals + EXTRA_DECIMALS}),{decimals})"
            case IfElse(condition, then, otherwise):
                branches = ",".join(self._number(branch, 0) for branch in (then, otherwise))
                return f"IF({self.claim(condition)},{branches})"
        return self._leaf(formula)

    def _leaf(self, formula: Formula) -> str:
        match formula:
            case Ref(name):
                cell = self._address(name)
                return f"IF(COUNT({cell})=0,0,{cell})" if name in self.needs.tested else f"N({cell})"
            case SumOf(area):
                return f"SUM({self._address(area.name)})"
            case CountOf(area):
                return f"COUNT({self._address(area.name)})"
            case SumBeside(weights, parts):
                return f"SUMIF({self._address(parts.name)},{ANY_NUMBER},{self._address(weights.name)})"
        raise TypeError(f"不是数字：{formula}")

    def _mean(self, mean: WeightedMean) -> str:
        values, weights = self._address(mean.values.name), self._address(mean.weights.name)
        return self._unless_unweighable(mean, "0", f"SUMPRODUCT({values},{weights})/SUM({weights})")

    def _unless_unweighable(self, mean: WeightedMean, instead: str, text: str) -> str:
        """A mean's text; only one that a ``missing(…)`` asks about gets here without anything to weigh."""
        if not is_tested(mean, self.needs.tested):
            return text
        return f"IF({any_of(unweighable(mean, self.addresses))},{instead},{text})"

    def claim(self, formula: Formula) -> str:
        """A condition."""
        match formula:
            case Compare(op, left, right):
                side = self._text_side if has_text_side(formula) else self.tidied
                return f"{side(left)}{_COMPARISONS.get(op, op)}{side(right)}"
            case Logic(op, items):
                return f"{op.upper()}({','.join(self.claim(item) for item in items)})"
            case Not(item):
                return f"NOT({self.claim(item)})"
            case IsMissing(ref):
                return f"COUNT({self._address(ref.name)})=0"
        raise TypeError(f"不是条件：{formula}")

    def _text_side(self, formula: Formula) -> str:
        """A side of a comparison of texts. A cell stays bare: Excel takes a blank one for the empty text."""
        match formula:
            case IfElse(condition, then, otherwise):
                return f"IF({self.claim(condition)},{self._text_branch(then)},{self._text_branch(otherwise)})"
            case Literal() | Join():
                return self.text(formula)
            case Ref(name):
                return self._address(name)
        raise TypeError(f"不是文字：{formula}")

    def _text_branch(self, formula: Formula) -> str:
        """As ``_text_side``, but IF would make a blank cell 0."""
        text = self._text_side(formula)
        return f'IF({text}="","",{text})' if isinstance(formula, Ref) else text

    def text(self, formula: Literal | Join) -> str:
        """A fixed text, or one put together; an empty text more makes a lone number a text."""
        if isinstance(formula, Literal):
            return quoted(formula.text)
        items = [self._item(item) for item in formula.items]
        return "&".join(items if len(items) > 1 else [*items, '""'])

    def _item(self, item: Formula) -> str:
        """An item of a joined text: a tree of its own, of which a missing result leaves nothing."""
        if isinstance(item, Ref):
            cell = self._address(item.name)
            return f'IF({is_nil(cell)},"",{cell})'
        return _tree(item, self.addresses, _EMPTY_TEXT)

    def zeros(self, formula: Formula) -> list[str]:
        """The claims that a denominator which the formula comes to is zero; they fail for no value."""
        match formula:
            case Arithmetic("/", left, right):
                return _unique(self.zeros(left) + _after(self.zeros(right), self._is_zero(right)))
            case IfElse(condition, then, otherwise):
                found = [self.zeros(then), self.zeros(otherwise)]
                branches = ",".join(any_of(zeros) if zeros else "FALSE" for zeros in found)
                own = [f"IF({self.claim(condition)},{branches})"] if any(found) else []
                return _after(self.zeros(condition), own)
            case WeightedMean(_, weights):
                no_weight = f"ROUND(SUM({self._address(weights.name)}),{TIDY_DECIMALS})=0"
                return [self._unless_unweighable(formula, "FALSE", no_weight)]
            case Join():
                return []
        return _unique([zero for part in parts(formula) for zero in self.zeros(part)])

    def _is_zero(self, denominator: Formula) -> list[str]:
        if isinstance(denominator, Number) and denominator.value:
            return []
        return [f"{self.tidied(denominator)}=0"]


def _after(inner: list[str], own: list[str]) -> list[str]:
    """Claims of which ``own`` can only be asked where none of ``inner`` holds."""
    if not inner or not own:
        return inner or own
    return [f"IF({any_of(inner)},TRUE,{any_of(own)})"]


def _unique(claims: list[str]) -> list[str]:
    return list(dict.fromkeys(claims))
