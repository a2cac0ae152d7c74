from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.formula import (
    MAX_DEPTH,
    MAX_LENGTH,
    Arithmetic,
    Compare,
    CountOf,
    Extreme,
    FormulaError,
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
    names,
    parse_formula,
)

A, B, C = Ref("a"), Ref("b"), Ref("c")
ONE = Number(Decimal(1))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("executed / annual_budget", Arithmetic("/", Ref("executed"), Ref("annual_budget"))),
        ("(a - b) / b", Arithmetic("/", Arithmetic("-", A, B), B)),
        ("-a + 0.10", Arithmetic("+", Negate(A), Number(Decimal("0.10")))),
        ("min(a, b, 1)", Extreme("min", (A, B, ONE))),
        ("round(a * b, 4)", Rounded(Arithmetic("*", A, B), 4)),
        ("a if a > b else b", IfElse(Compare(">", A, B), A, B)),
        ("a if missing(b) or not c == '优' else 1", IfElse(
            Logic("or", (IsMissing(B), Not(Compare("==", C, Literal("优"))))), A, ONE)),
        ("sum(a) - count(b)", Arithmetic("-", SumOf(A), CountOf(B))),
        ("weighted_mean(a, b)", WeightedMean(A, B)),
        ("sum(b) * 100 / sum_beside(a, b)", Arithmetic(
            "/", Arithmetic("*", SumOf(B), Number(Decimal(100))), SumBeside(A, B))),
        ('text("（", a, "年度）")', Join((Literal("（"), A, Literal("年度）")))),
        ("  a\n  + b ", Arithmetic("+", A, B)),
        ("a >= 1 and b != c", Logic("and", (Compare(">=", A, ONE), Compare("!=", B, C)))),
    ],
)  # fmt: skip
def test_formulas_become_trees(text, tree):
    assert parse_formula(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("a ** b", 1, "只允许加、减、乘、除四种运算"),
        ("a + b[0]", 5, "只允许名称、数字、文字"),
        ("a + '字'", 5, "这里需要数字，不能是文字"),
        ("'预算' == 1", 1, "数字不能与文字比较"),
        ("text('预算', a.b)", 12, "只允许名称"),
        ("1 < a < 3", 1, "不允许连续比较"),
        ("a < '优'", 5, "这里需要数字"),
        ("a if b else c", 6, "这里需要条件，不能是单元格"),
        ("a + (b > c)", 6, "这里需要数字，不能是条件"),
        ("(1 if a > b else '无') + 1", 2, "有时是数字、有时是文字"),
        ("__import__('os')", 1, "只允许这些函数"),
        ("a.real()", 1, "只允许这些函数"),
        ("min(a)", 1, "函数 min 需要 2 到 30 个参数"),
        ("min(*a, b)", 1, "参数只能逐个列出"),
        ("round(a, ndigits=2)", 1, "参数只能逐个列出"),
        ("round(a, b)", 10, "只能是 0 到 10 的整数"),
        ("round(a, 11)", 10, "只能是 0 到 10 的整数"),
        ("round(a, 2.5)", 10, "只能是 0 到 10 的整数"),
        ("sum(a + b)", 5, "函数 sum 的参数只能是名称"),
        ("sum_beside(a)", 1, "函数 sum_beside 需要 2 个参数"),
        ("sum_beside(a, 1)", 15, "函数 sum_beside 的参数只能是名称"),
        ("sum + 1", 1, "sum 是函数名"),
        ("+a", 1, "只允许负号"),
        ("~a", 1, "只允许负号"),
        ("a in b", 1, "比较只允许"),
        ("True", 1, "只允许数字和文字两种常量"),
        ("1e9", 1, "只能写成 12 或 0.85"),
        ("0x1F", 1, "只能写成 12 或 0.85"),
        ("1_000", 1, "只能写成 12 或 0.85"),
        ("1j", 1, "只允许数字和文字两种常量"),
        ("1234567890123456", 1, "数字太长"),
        ("'" + "字" * 201 + "'", 1, "文字太长"),
        ("执行数 / 预算数", 1, "名称只能由英文字母"),
        ("a # 注释", 3, "不允许使用反斜杠"),
        ("'\\n'", 2, "不允许使用反斜杠"),
        ("  a @ b", 3, "只允许加、减、乘、除"),
        ("-" * 900 + "a", MAX_DEPTH + 1, "嵌套太深"),
        ("a + " * 40 + "a", 1, "嵌套太深"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH + 1, "公式太长"),
        ("f'{a}'", 1, "只允许名称"),
        ("(x := 1)", 2, "只允许名称"),
        ("lambda: 1", 1, "只允许名称"),
    ],
)  # fmt: skip
def test_refuses_with_place_and_reason(text, column, reason):
    with pytest.raises(FormulaError, match="公式第 ") as caught:
        parse_formula(text)
    assert reason in str(caught.value)
    assert caught.value.column == column


@pytest.mark.parametrize("text", ["a +", "", "a（b", "a; b", "(" * 300, "a b", "'a", "if", "a = 1", "\ufeffa"])
def test_refuses_incomplete_writing(text):
    with pytest.raises(FormulaError, match=r"^公式第 \d+ 个字符处：.+。$") as caught:
        parse_formula(text)
    assert 1 <= caught.value.column <= len(text) + 1


def test_column_counts_characters_not_bytes():
    with pytest.raises(FormulaError) as caught:
        parse_formula("text('全年预算数', a, [1])")
    assert caught.value.column == 18


def _parses_or_refuses(text):
    try:
        parse_formula(text)
    except FormulaError as error:
        assert 1 <= error.column <= max(len(text), 1) + 1
        assert str(error).endswith("。")


@given(st.text())
def test_any_text_gives_a_tree_or_a_formula_error(text):
    _parses_or_refuses(text)


_PIECES = (
    *("a", "b", "1", ".5", "(", ")", "+", "-", "/", "**", "min", "round", ",", " if ", " else ", "not ", "<", "=="),
    *("'优'", '"', "[", "]", ".", ":", "=", "lambda", "é", "ａ", "\n", "#", "\ud800", "{", "0x", " "),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
def test_any_heap_of_pieces_gives_a_tree_or_a_formula_error(text):
    _parses_or_refuses(text)


def test_names_of_a_formula():
    tree = parse_formula("weighted_mean(a, b) if missing(c) else round(sum(d) / e, 2)")
    assert names(tree) == {"a", "b", "c", "d", "e"}
    assert names(parse_formula("sum_beside(a, b)")) == {"a", "b"}
    assert names(parse_formula("1 + 2")) == frozenset()
