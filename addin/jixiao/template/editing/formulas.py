"""Formulas as an office writes them: names in Chinese, the signs and functions of a worksheet."""

import ast
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from jixiao.model.formula import (
    MAX_LENGTH,
    OFFICE_CLAIMS,
    OFFICE_FUNCTIONS,
    FormulaError,
    Rounded,
    formula_text,
    office_text,
    parse_formula,
)

_SIGNS = {"×": "*", "÷": "/", "−": "-", "－": "-", "＋": "+", "＊": "*", "／": "/", "＝": "=", "≥": ">=", "≤": "<=",
          "≠": "<>", "（": "(", "）": ")", "，": ",", "“": '"', "”": '"', "％": "%", "＜": "<", "＞": ">",
          "\u3000": " ", "\n": " ", "\r": " ", "\t": " "}  # fmt: skip
_CALLS = {word: name for name, word in OFFICE_FUNCTIONS.items()}
_CLAIMS = {word: f"{name}_" for name, word in OFFICE_CLAIMS.items()}
_FUNCTIONS = {**_CALLS, **_CLAIMS}
_COMPARISONS = {"=": "==", "<>": "!="}
_TOKEN = re.compile(
    r"(?P<blank> +)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<percent>%)?"
    r"|(?P<compare><=|>=|<>|==|!=|[<>=])|(?P<sign>[-+*/(),])|(?P<word>[^-+*/(),<>=!\"'% &^#:;|\\]+)|(?P<odd>.)"
)
_TIMES_ALL = re.compile(r"\* *100 *% *$")


def written(text: str, words: Mapping[str, str]) -> str:
    """A framework's formula as an office reads it; ``words``: id → word."""
    return office_text(parse_formula(text), words)


def read(text: str, words: Mapping[str, str], share: bool = False) -> str:
    """The framework's formula for what an office wrote; ``share``: it tells a rate, and is rounded like one.

    ``words``: id → word. ValueError, one sentence, where it cannot be understood.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"公式太长，最多 {MAX_LENGTH} 个字符")
    plain = _TIMES_ALL.sub("", _like_signs(text).strip().removeprefix("=")).strip()
    if not plain:
        raise ValueError("公式是空的")
    code = "".join(_translated(plain, {_like_signs(word): id for id, word in words.items()}))
    law = _law(code)
    return law if not share or isinstance(parse_formula(law), Rounded) else _law(f"round({law}, 4)")


def _like_signs(text: str) -> str:
    """The signs of Chinese typing as those of a formula, character by character."""
    return "".join(_SIGNS.get(character, character) for character in text)


def _translated(text: str, ids: Mapping[str, str]) -> Iterator[str]:
    """Piece by piece in the syntax of a framework; the longest name that stands there is meant."""
    known = sorted((word for word in ids if word), key=len, reverse=True)
    place = 0
    while place < len(text):
        word = next((word for word in known if text.startswith(word, place)), None)
        if word is not None:
            yield f" {ids[word]} "
            place += len(word)
            continue
        match = _TOKEN.match(text, place)
        assert match is not None
        yield _piece(match, known, text[match.end() :].lstrip().startswith("("))
        place = match.end()


def _piece(match: re.Match[str], known: list[str], called: bool) -> str:
    kind = match.lastgroup
    if kind == "word":
        return _function(match["word"], known, called)
    if kind in ("number", "percent"):
        return f"({match['number']} / 100)" if match["percent"] else match["number"]
    if kind == "compare":
        return f" {_COMPARISONS.get(match['compare'], match['compare'])} "
    if kind == "odd":
        raise ValueError(f"公式里不能用“{match['odd']}”")
    return match[0]


def _function(word: str, known: list[str], called: bool) -> str:
    if called and word.upper() in _FUNCTIONS:
        return _FUNCTIONS[word.upper()]
    if called:
        raise ValueError(f"没有“{word}”这个函数，可以用的是 {'、'.join(_FUNCTIONS)}")
    raise ValueError(f"公式用了没有的名称“{word}”{nearest(word, known)}")


def nearest(word: str, known: Sequence[str]) -> str:
    """A question for what was perhaps meant; "" where nothing is like it."""
    near = difflib.get_close_matches(word, known, 1, 0.5)
    return f"；是不是“{near[0]}”" if near else ""


def _law(code: str) -> str:
    """The text in the one way that a framework writes it; ValueError where it is no formula."""
    try:
        tree = ast.parse(code.strip(), mode="eval")
        return formula_text(parse_formula(ast.unparse(_Called().visit(tree))))
    except FormulaError as error:
        raise ValueError(f"公式不对：{error.reason}") from None
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueError("公式写得不完整或有误，请检查括号、逗号和运算符") from None


class _Called(ast.NodeTransformer):
    """IF, AND, OR, NOT as functions → as a framework writes them."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """One call, and those inside it."""
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        match name, node.args:
            case "if_", [condition, then, otherwise]:
                return ast.IfExp(condition, then, otherwise)
            case (("and_" | "or_"), [_, _, *_]):
                return ast.BoolOp(ast.And() if name == "and_" else ast.Or(), node.args)
            case "not_", [claim]:
                return ast.UnaryOp(ast.Not(), claim)
        if name in _CLAIMS.values():
            raise SyntaxError(name)
        return node
