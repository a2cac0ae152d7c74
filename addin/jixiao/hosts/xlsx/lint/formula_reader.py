"""One formula, read token by token: what Excel could not read, or would show ``#NAME?`` or ``#REF!`` for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from jixiao.hosts.xlsx.lint.fault import Kind
from jixiao.hosts.xlsx.lint.formula_tokens import Token, tokens
from jixiao.hosts.xlsx.lint.future_functions import FUTURE_FUNCTIONS
from jixiao.hosts.xlsx.shared_formulas import LONGEST_FORMULA
from jixiao.model.cells import parse_a1
from jixiao.model.findings import Severity

_RETYPE = "请重新输入公式"
UNREADABLE_FORMULA = Kind("X501", Severity.ERROR, "公式写法不完整或有误（{formula}）", advice=_RETYPE)
BRACKETS = Kind("X502", Severity.ERROR, "公式的括号不配对（{formula}）", advice=_RETYPE)
EQUALS_SIGN = Kind("X503", Severity.INFO, "公式在文件里多了开头的等号", "有的程序会读错", _RETYPE)
LONG_FORMULA = Kind("X504", Severity.ERROR, "公式超过 8,192 个字符", advice="请把公式拆成几步")
DEEP_FORMULA = Kind("X505", Severity.ERROR, "公式的括号超过 64 层", advice="请把公式拆成几步")
NO_SHEET = Kind("X506", Severity.ERROR, "公式引用了没有的工作表“{name}”", advice="请改正公式，或补上这张表")
NO_NAME = Kind(
    "X507", Severity.WARNING, "公式用到没有定义的名称“{name}”", "Excel 会显示 #NAME?", "请改正公式，或补上这个名称"
)
DELETED = Kind("X508", Severity.WARNING, "公式引用的单元格已被删除（#REF!）", "Excel 会显示 #REF!", _RETYPE)
NO_PREFIX = Kind("X509", Severity.WARNING, "新函数 {name} 在文件里缺少前缀 _xlfn.", "Excel 会显示 #NAME?", _RETYPE)
NO_LINK = Kind("X510", Severity.ERROR, "公式引用了没有登记的外部工作簿 [{name}]", advice=_RETYPE)

DEEPEST = 64
_PREFIX = re.compile(r"(?:\[(?P<link>[0-9]+)\])?(?P<sheets>.*)", re.DOTALL)
_FORMS = re.compile(r"\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}")
_CONSTANTS = frozenset({"true", "false"})
_OWN_PREFIXES = ("_xlpm.", "_xlfn.", "_xlnm.", "_xlws.")

Oddity = tuple[Kind, str]
"""A kind of fault and the word that it is about."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a formula may refer to, in lower case; ``links`` is the number of external workbooks."""

    sheets: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    links: int = 0


def oddities(formula: str, known: Known) -> Iterator[Oddity]:
    """What is wrong with the decoded text of a formula: kinds, each with the word that it is about."""
    if len(formula) > LONGEST_FORMULA:
        yield LONG_FORMULA, ""
        return
    if formula.startswith("="):
        yield EQUALS_SIGN, ""
    try:
        found = list(tokens(formula.removeprefix("=").strip()))
    except ValueError:
        yield UNREADABLE_FORMULA, ""
        return
    reader = _Reader(known)
    yield from reader.read(found)


class _State(Enum):
    """What went before: nothing since the bracket or comma, an operator, a value, the name of a sheet."""

    START = 0
    OPERATOR = 1
    VALUE = 2
    SHEET = 3


@dataclass(slots=True)
class _Reader:
    """Walks over the tokens; ``open`` are the brackets not closed yet, True for those of a function."""

    known: Known
    open: list[bool] = field(default_factory=list)
    state: _State = _State.START
    sheet: str = ""

    def read(self, found: list[Token]) -> Iterator[Oddity]:
        """What is odd, up to where the formula cannot be read any further."""
        try:
            for number, token in enumerate(found):
                beside = found[max(0, number - 1) : number + 2]
                yield from self._step(token, beside)
        except _Broken as broken:
            yield broken.kind, ""
            return
        if self.open:
            yield BRACKETS, ""
        elif self.state is not _State.VALUE:
            yield UNREADABLE_FORMULA, ""

    def _step(self, token: Token, beside: list[Token]) -> Iterator[Oddity]:
        match token.kind:
            case "space":
                if self.state is _State.SHEET:
                    raise _Broken(UNREADABLE_FORMULA)
            case "operator":
                self._operator(token.text, beside)
            case "function":
                self._begin(beside)
                yield from self._function(token.text[:-1])
                self._bracket(of_function=True)
            case "sheet" | "lost":
                self._begin(beside)
                self.state, self.sheet = _State.SHEET, token.text
                yield from [(DELETED, "")] if token.kind == "lost" else self._sheets(token.text)
            case _:
                self._begin(beside)
                yield from self._operand(token, any(each.text == ":" for each in beside))
                self.state, self.sheet = _State.VALUE, ""

    def _operand(self, token: Token, in_range: bool) -> Iterator[Oddity]:
        if token.kind == "word":
            yield from self._word(token.text, in_range)
        elif token.kind == "table" and token.text.casefold() not in self.known.names and "[" not in self.sheet:
            yield NO_NAME, token.text
        elif token.kind == "item" and self.state is not _State.SHEET:
            raise _Broken(UNREADABLE_FORMULA)
        elif token.text == "#REF!":
            yield DELETED, ""

    def _begin(self, beside: list[Token]) -> None:
        """A value begins: not right behind another, save with a blank between (the intersection of two areas)."""
        if self.state is _State.VALUE and beside[0].kind != "space":
            raise _Broken(UNREADABLE_FORMULA)

    def _operator(self, sign: str, beside: list[Token]) -> None:
        if self.state is _State.SHEET:
            raise _Broken(UNREADABLE_FORMULA)
        if sign == "(" and beside[0].text == ")":  # a LAMBDA called on the spot
            self._bracket(of_function=True)
        elif sign == "(":
            self._begin(beside)
            self._bracket(of_function=False)
        elif sign in ("),"):
            self._separate(sign)
        elif sign in ("%", "#"):
            self._require(self.state is _State.VALUE)
        else:
            self._require(self.state is _State.VALUE or sign in ("+", "-", "@"))
            self.state = _State.OPERATOR

    def _bracket(self, of_function: bool) -> None:
        self.open.append(of_function)
        self.state, self.sheet = _State.START, ""
        if len(self.open) > DEEPEST:
            raise _Broken(DEEP_FORMULA)

    def _separate(self, sign: str) -> None:
        """A comma or a closing bracket: behind a value, or behind nothing among a function's arguments."""
        if sign == ")" and not self.open:
            raise _Broken(BRACKETS)
        in_function = bool(self.open and self.open[-1])
        self._require(self.state is _State.VALUE or (in_function and self.state is _State.START))
        if sign == ")":
            self.open.pop()
        self.state = _State.VALUE if sign == ")" else _State.START

    def _require(self, holds: bool) -> None:
        if not holds:
            raise _Broken(UNREADABLE_FORMULA)

    def _function(self, name: str) -> Iterator[Oddity]:
        if name.upper() in FUTURE_FUNCTIONS and name.casefold() not in self.known.names:
            yield NO_PREFIX, name.upper()

    def _sheets(self, prefix: str) -> Iterator[Oddity]:
        text = prefix[:-1]
        if text.startswith("'"):
            text = text[1:-1].replace("''", "'")
        match = _PREFIX.fullmatch(text)
        if match is None or match["link"] is None:
            names: tuple[str, ...] = () if not text or "[" in text or "|" in text else (text,)
            if text.casefold() not in self.known.sheets:
                names = tuple(name for part in names for name in part.split(":"))
            yield from ((NO_SHEET, name) for name in names if name.casefold() not in self.known.sheets)
        elif int(match["link"][:9]) > self.known.links:
            yield NO_LINK, match["link"]

    def _word(self, word: str, in_range: bool) -> Iterator[Oddity]:
        key = word.casefold()
        if "[" in self.sheet or key in self.known.names or key in _CONSTANTS or key.startswith(_OWN_PREFIXES):
            return
        if parse_a1(word.upper()) is None and not (in_range and _FORMS.fullmatch(word)):
            yield (NO_NAME, word) if _is_name(word) else (UNREADABLE_FORMULA, word)


def _is_name(word: str) -> bool:
    return not word[0].isdigit() and "$" not in word


class _Broken(Exception):
    """The formula cannot be read any further."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.code)
        self.kind = kind
