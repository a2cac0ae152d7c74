"""Formula text to formula tree: a small, whitelisted part of Python's expression syntax.

Never evaluates anything. The text may come from a workbook somebody sent, so every string must give either a
tree or a FormulaError.
"""

import ast
import re
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.model.formula.kinds import Kind, kind_of
from jixiao.model.formula.tree import (
    Arithmetic,
    Compare,
    Comparison,
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
    Operator,
    Ref,
    Rounded,
    SumBeside,
    SumOf,
    WeightedMean,
)

MAX_LENGTH = 1_000
MAX_DEPTH = 30
MAX_TEXT = 200
MAX_DIGITS = 15
MAX_DECIMALS = 10

_ALLOWED = "只允许名称、数字、文字、四则运算、比较、条件和规定的函数"
_LINE_BREAKS = str.maketrans("\r\n\t", "   ")
_REFUSED = ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_TABLE_CELL = re.compile(r"tables(?:\.[a-z][a-z0-9_]{0,39}){3}")
_FUNCTIONS = frozenset({"min", "max", "round", "sum", "count", "sum_beside", "weighted_mean", "missing", "text"})
_ARITHMETIC: dict[type[ast.operator], Operator] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], Comparison] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_NUMERIC = (Kind.NUMBER, Kind.CELL)
_COMPARABLE = (Kind.NUMBER, Kind.CELL, Kind.TEXT)
_RESULT = (Kind.NUMBER, Kind.CELL, Kind.TEXT, Kind.MIXED)


class FormulaError(ValueError):
    """A formula text that is not allowed; the text is one Chinese sentence. ``column`` counts from 1."""

    def __init__(self, reason: str, column: int) -> None:
        super().__init__(f"公式第 {column} 个字符处：{reason}。")
        self.reason = reason
        self.column = column


def parse_formula(text: str) -> Formula:
    """The tree of a formula text such as ``round(executed / annual_budget, 4)``.

    Raises FormulaError, and nothing else, for any text that is not in the whitelist.
    """
    text = text.translate(_LINE_BREAKS)
    _check_characters(text)
    padding = len(text) - len(text.lstrip())
    source = text.strip()
    return _Parser(source, padding).formula(_python_tree(source, padding), 1)


def _check_characters(text: str) -> None:
    """Refuse what Python's parser would trip over, warn about or skip."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"公式太长，最多 {MAX_LENGTH} 个字符", MAX_LENGTH + 1)
    for column, character in enumerate(text, 1):
        if unicodedata.category(character) in _REFUSED or character in "\\#":
            raise FormulaError("不允许使用反斜杠、注释符号 # 和控制字符", column)


def _python_tree(source: str, padding: int) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source, mode="eval").body
    except SyntaxError as error:
        column = padding + max(error.offset or 1, 1)
        raise FormulaError("写法不完整或有误，请检查括号、引号和运算符", column) from None
    except (MemoryError, RecursionError, ValueError):
        raise FormulaError("公式嵌套太深，无法读取", padding + 1) from None


@dataclass(frozen=True)
class _Parser:
    """Turns Python's nodes into ours. ``padding`` is how many blanks stood before the source."""

    source: str
    padding: int

    def formula(self, node: ast.expr, depth: int) -> Formula:
        """The formula that a node stands for; ``depth`` is how many it lies in. Raises FormulaError."""
        if depth > MAX_DEPTH:
            raise self._error(node, f"公式嵌套太深，最多 {MAX_DEPTH} 层")
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name() | ast.Attribute():
                return self._name(node)
            case ast.BinOp():
                return self._arithmetic(node, depth)
            case ast.UnaryOp():
                return self._unary(node, depth)
            case ast.BoolOp(op, values):
                items = tuple(self._expect(value, depth, (Kind.CLAIM,)) for value in values)
                return Logic("and" if isinstance(op, ast.And) else "or", items)
            case ast.Compare():
                return self._compare(node, depth)
            case ast.IfExp():
                return self._if_else(node, depth)
            case ast.Call():
                return self._call(node, depth)
        raise self._error(node, _ALLOWED)

    def _error(self, node: ast.expr, reason: str) -> FormulaError:
        """The error at the node's place in characters; Python counts UTF-8 bytes."""
        before = self.source.encode()[: node.col_offset].decode(errors="ignore")
        return FormulaError(reason, self.padding + len(before) + 1)

    def _expect(self, node: ast.expr, depth: int, kinds: tuple[Kind, ...]) -> Formula:
        formula = self.formula(node, depth + 1)
        kind = kind_of(formula)
        if kind not in kinds:
            wanted = "条件" if Kind.CLAIM in kinds else "数字或文字" if Kind.TEXT in kinds else "数字"
            raise self._error(node, f"这里需要{wanted}，不能是{kind.value}")
        return formula

    def _constant(self, node: ast.Constant) -> Formula:
        if isinstance(node.value, str):
            if len(node.value) > MAX_TEXT:
                raise self._error(node, f"文字太长，最多 {MAX_TEXT} 个字符")
            return Literal(node.value)
        if type(node.value) not in (int, float):
            raise self._error(node, "只允许数字和文字两种常量")
        written = ast.get_source_segment(self.source, node) or ""
        if _NUMBER.fullmatch(written) is None:
            raise self._error(node, "数字只能写成 12 或 0.85 这样的十进制数")
        if len(written.replace(".", "").lstrip("0")) > MAX_DIGITS or len(written) > 2 * MAX_DIGITS:
            raise self._error(node, f"数字太长，最多 {MAX_DIGITS} 位有效数字")
        return Number(Decimal(written))

    def _name(self, node: ast.Name | ast.Attribute) -> Ref:
        if isinstance(node, ast.Attribute):
            return self._table_cell(node)
        if _NAME.fullmatch(node.id) is None:
            raise self._error(node, "名称只能由英文字母、数字和下划线组成，最多 64 个字符")
        if node.id in _FUNCTIONS:
            raise self._error(node, f"{node.id} 是函数名，不能用作名称")
        return Ref(node.id)

    def _table_cell(self, node: ast.Attribute) -> Ref:
        """A dotted name is a cell of a table of accounts: ``tables.表.行.列``."""
        name = ast.get_source_segment(self.source, node) or ""
        if _TABLE_CELL.fullmatch(name) is None:
            raise self._error(node, _ALLOWED)
        return Ref(name)

    def _arithmetic(self, node: ast.BinOp, depth: int) -> Formula:
        operator = _ARITHMETIC.get(type(node.op))
        if operator is None:
            raise self._error(node, "只允许加、减、乘、除四种运算")
        left, right = (self._expect(side, depth, _NUMERIC) for side in (node.left, node.right))
        return Arithmetic(operator, left, right)

    def _unary(self, node: ast.UnaryOp, depth: int) -> Formula:
        match node.op:
            case ast.Not():
                return Not(self._expect(node.operand, depth, (Kind.CLAIM,)))
            case ast.USub():
                return Negate(self._expect(node.operand, depth, _NUMERIC))
        raise self._error(node, "数字和名称前面只允许负号")

    def _compare(self, node: ast.Compare, depth: int) -> Formula:
        comparison = _COMPARISONS.get(type(node.ops[0]))
        if comparison is None:
            raise self._error(node, "比较只允许 <、<=、>、>=、== 和 !=")
        if len(node.ops) > 1:
            raise self._error(node, "不允许连续比较，请用 and 连接两个比较")
        kinds = _COMPARABLE if comparison in ("==", "!=") else _NUMERIC
        left, right = (self._expect(side, depth, kinds) for side in (node.left, node.comparators[0]))
        if {kind_of(left), kind_of(right)} == {Kind.NUMBER, Kind.TEXT}:
            raise self._error(node, "数字不能与文字比较")
        return Compare(comparison, left, right)

    def _if_else(self, node: ast.IfExp, depth: int) -> Formula:
        condition = self._expect(node.test, depth, (Kind.CLAIM,))
        then, otherwise = (self._expect(branch, depth, _RESULT) for branch in (node.body, node.orelse))
        return IfElse(condition, then, otherwise)

    def _call(self, node: ast.Call, depth: int) -> Formula:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _FUNCTIONS:
            raise self._error(node, f"只允许这些函数：{'、'.join(sorted(_FUNCTIONS))}")
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise self._error(node, f"函数 {name} 的参数只能逐个列出")
        if name in ("min", "max", "text"):
            return self._call_of_many(name, node, depth)
        if name == "round":
            return self._round(node, depth)
        return self._call_of_refs(name, node)

    def _call_of_many(self, name: str, node: ast.Call, depth: int) -> Formula:
        least, kinds = (1, _RESULT) if name == "text" else (2, _NUMERIC)
        self._count_arguments(name, node, least, MAX_DEPTH)
        items = tuple(self._expect(argument, depth, kinds) for argument in node.args)
        return Join(items) if name == "text" else Extreme("min" if name == "min" else "max", items)

    def _round(self, node: ast.Call, depth: int) -> Formula:
        self._count_arguments("round", node, 2, 2)
        decimals = self.formula(node.args[1], depth + 1)
        if not isinstance(decimals, Number) or decimals.value not in range(MAX_DECIMALS + 1):
            raise self._error(node.args[1], f"保留的小数位数只能是 0 到 {MAX_DECIMALS} 的整数")
        return Rounded(self._expect(node.args[0], depth, _NUMERIC), int(decimals.value))

    def _call_of_refs(self, name: str, node: ast.Call) -> Formula:
        wanted = 2 if name in _OF_TWO_REFS else 1
        self._count_arguments(name, node, wanted, wanted)
        refs = [self._ref(name, argument) for argument in node.args]
        return _OF_TWO_REFS[name](*refs) if name in _OF_TWO_REFS else _OF_ONE_REF[name](*refs)

    def _ref(self, name: str, node: ast.expr) -> Ref:
        if not isinstance(node, ast.Name | ast.Attribute):
            raise self._error(node, f"函数 {name} 的参数只能是名称")
        return self._name(node)

    def _count_arguments(self, name: str, node: ast.Call, least: int, most: int) -> None:
        arguments: Sequence[ast.expr] = node.args
        if not least <= len(arguments) <= most:
            wanted = f"{least}" if least == most else f"{least} 到 {most}"
            raise self._error(node, f"函数 {name} 需要 {wanted} 个参数")


_OF_ONE_REF: dict[str, Callable[[Ref], Formula]] = {"sum": SumOf, "count": CountOf, "missing": IsMissing}
_OF_TWO_REFS: dict[str, Callable[[Ref, Ref], Formula]] = {"sum_beside": SumBeside, "weighted_mean": WeightedMean}
