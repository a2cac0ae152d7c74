"""The third reading of a formula: a Chinese sentence that an accountant can hold against the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.compute.numbers import format_number, format_percent
from jixiao.model.decimals import decimals_of
from jixiao.model.formula import (
    Arithmetic,
    Compare,
    Comparison,
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

_LOOSE, _SUM, _PRODUCT, _ATOM = 0, 1, 2, 3
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_RIGHT = {"+": _SUM, "-": _PRODUCT, "*": _PRODUCT, "/": _ATOM}
"""How strongly the right side must bind to need no parentheses: a + (b − c) needs none, a − (b − c) does."""

_WORDS = {"<": "小于", "<=": "小于或等于", ">": "大于", ">=": "大于或等于", "==": "等于", "!=": "不等于"}
_OPPOSITES: dict[Comparison, Comparison] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}
_COUNTS = "零一两三四五六七八九十"


def to_chinese(formula: Formula, labels: Mapping[str, str], percent: bool = False) -> str:
    """The formula in words: ``全年执行数 ÷ 全年预算数 × 100%（保留两位小数）``.

    ``labels`` gives each name its official term; a name without one stands as it is. ``percent`` tells that
    the result is printed as a percentage.
    """
    return _Wording(labels).result(formula, percent)


@dataclass(frozen=True)
class _Wording:
    labels: Mapping[str, str]

    def result(self, formula: Formula, percent: bool) -> str:
        """A formula in the place of the result."""
        match formula:
            case IfElse():
                return self._choice(formula, percent)
            case Rounded(IfElse() as inner, decimals):
                return f"{self._choice(inner, percent)}；结果{_kept(decimals, percent)}"
            case Rounded(inner, decimals):
                return f"{self.result(inner, percent)}（{_kept(decimals, percent)}）"
            case Number(value) if percent:
                return format_percent(value, max(0, decimals_of(value) - 2))
        if kind_of(formula) is Kind.CLAIM:
            return self._claim(formula)
        if percent and kind_of(formula) is not Kind.TEXT:
            return _close_up(f"{self._text(formula, _PRODUCT)} × 100%")
        return self._text(formula, _LOOSE)

    def _choice(self, choice: IfElse, percent: bool, pause: str = "，") -> str:
        """``如果…，则为…，否则为…``; a chain of choices is one sentence with longer pauses."""
        condition, then = self._claim(choice.condition), self._branch(choice.then, percent)
        head = _beside("如果", condition) + _beside("，则为", then)
        if isinstance(choice.otherwise, IfElse):
            return f"{head}；否则，{self._choice(choice.otherwise, percent, '；')}"
        return head + _beside(f"{pause}否则为", self._branch(choice.otherwise, percent))

    def _branch(self, formula: Formula, percent: bool) -> str:
        text = self.result(formula, percent)
        return f"（{text}）" if isinstance(formula, IfElse) else text

    def _text(self, formula: Formula, least: int) -> str:
        """A number or text, in parentheses where it binds less than ``least``."""
        text, binding = self._bound(formula)
        return text if binding >= least else f"（{text}）"

    def _bound(self, formula: Formula) -> tuple[str, int]:
        """A number or text, and how strongly its outermost sign binds."""
        match formula:
            case Arithmetic(op, left, right):
                binding = _SUM if op in "+-" else _PRODUCT
                sides = self._text(left, binding), self._text(right, _RIGHT[op])
                return _close_up(f" {_SIGNS[op]} ".join(sides)), binding
            case Negate(inner):
                return f"−{self._text(inner, _ATOM)}", _LOOSE
            case Extreme(which, items):
                return self._extreme(which, items), _LOOSE
            case Rounded(inner, decimals):
                return f"（{self._text(inner, _LOOSE)}，{_kept(decimals, percent=False)}）", _ATOM
            case IfElse():
                return self._choice(formula, percent=False), _LOOSE
        return self._leaf(formula), _ATOM

    def _extreme(self, which: str, items: tuple[Formula, ...]) -> str:
        texts = [self._text(item, _SUM) for item in items]
        if len(texts) == 2:
            return _close_up(f"{' 与 '.join(texts)} 中较{'小' if which == 'min' else '大'}者")
        return f"{'、'.join(texts)} 中最{'小' if which == 'min' else '大'}者"

    def _leaf(self, formula: Formula) -> str:
        match formula:
            case Number(value):
                return format_number(value)
            case Literal(text):
                return f"“{text}”" if text else "空白"
            case Ref():
                return self._label(formula)
            case SumOf(area):
                return f"{self._label(area)}合计"
            case CountOf(area):
                return f"{self._label(area)}个数"
            case SumBeside(weights, parts):
                return f"填有{self._label(parts)}的{self._label(weights)}合计"
            case WeightedMean(values, weights):
                return f"{self._label(values)}按{self._label(weights)}加权的平均值"
            case Join(items):
                return f"{'、'.join(self._text(item, _LOOSE) for item in items)}连成的文字"
        raise TypeError(f"不是数字或文字：{formula}")

    def _label(self, ref: Ref) -> str:
        return self.labels.get(ref.name, ref.name)

    def _claim(self, formula: Formula) -> str:
        match formula:
            case Compare(op, left, right):
                word = {"==": "为", "!=": "不为"}[op] if has_text_side(formula) else _WORDS[op]
                return _compared(self._text(left, _SUM), word, self._text(right, _SUM))
            case Logic(op, items):
                texts = [f"（{self._claim(item)}）" if isinstance(item, Logic) else self._claim(item) for item in items]
                return ("，且" if op == "and" else "，或").join(texts)
            case Not(item):
                return self._opposite(item)
            case IsMissing(ref):
                return f"{self._label(ref)}未填数字"
        raise TypeError(f"不是条件：{formula}")

    def _opposite(self, claim: Formula) -> str:
        match claim:
            case Compare(op, left, right):
                return self._claim(Compare(_OPPOSITES[op], left, right))
            case IsMissing(ref):
                return f"{self._label(ref)}已填数字"
            case Not(item):
                return self._claim(item)
        return f"并非（{self._claim(claim)}）"


def _kept(decimals: int, percent: bool) -> str:
    """The words for a rounding; a percentage shows two decimals less than its share has."""
    kept = decimals - 2 if percent else decimals
    if kept < 0:
        return f"四舍五入到 {10**-kept}%"
    return f"保留{_COUNTS[kept]}位小数" if kept else "取整数"


def _close_up(text: str) -> str:
    """Full-width parentheses bring their own space."""
    return text.replace(" （", "（").replace("） ", "）")


def _beside(left: str, right: str) -> str:
    """Two texts, with a space between where one has a letter or digit at its edge."""
    apart = left[-1:].isascii() or right[:1].isascii()
    return _close_up(f"{left} {right}" if apart else left + right)


def _compared(left: str, word: str, right: str) -> str:
    """A comparison, with spaces where a side is a calculation."""
    if " " in left or " " in right:
        return _close_up(f"{left} {word} {right}")
    return _beside(_beside(left, word), right)
