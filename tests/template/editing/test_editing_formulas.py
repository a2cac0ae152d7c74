"""Formulas as an office writes them say the same as those of a framework."""

import pytest
from hypothesis import given

from compute.formula_strategies import formulas
from jixiao.model.formula import formula_text, parse_formula
from jixiao.template.editing.formulas import read, written

WORDS = {"a": "结转结余总额", "b": "支出预算数", "c": "预算数", "d": "“三公经费”控制率（含上级）",
         "a_prior": "上年结转结余总额", "parts": "各项", "weights": "各行预算数"}  # fmt: skip


@given(formulas)
def test_text_of_a_tree_gives_the_tree(formula) -> None:
    assert parse_formula(formula_text(formula)) == formula


@given(formulas)
def test_office_reads_and_writes_the_same_formula(formula) -> None:
    law = formula_text(formula)
    assert parse_formula(read(written(law, WORDS), WORDS)) == formula


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("=ROUND(结转结余总额/支出预算数,4)", "round(a / b, 4)"),
        ("结转结余总额 ÷ 支出预算数", "round(a / b, 4)"),
        ("结转结余总额÷支出预算数×100%", "round(a / b, 4)"),
        ("（结转结余总额－上年结转结余总额）/上年结转结余总额", "round((a - a_prior) / a_prior, 4)"),
        ("round(“三公经费”控制率（含上级）, 2)", "round(d, 2)"),
        ("IF(预算数=0, 0, 支出预算数/预算数)", "round(0 if c == 0 else b / c, 4)"),
        ("MAX(0,(预算数-支出预算数)/预算数)", "round(max(0, (c - b) / c), 4)"),
        ("预算数*50%", "round(c * (50 / 100), 4)"),
    ],
)
def test_usual_ways_of_writing(text: str, law: str) -> None:
    assert read(text, WORDS, share=True) == law


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("预算书/2", "公式用了没有的名称“预算书”；是不是“预算数”"),
        ("SUMIF(预算数)", "没有“SUMIF”这个函数"),
        ("ROUND(预算数,4", "请检查括号、逗号和运算符"),
        ("预算数 支出预算数", "请检查括号、逗号和运算符"),
        ("预算数支出预算数", "请检查括号、逗号和运算符"),
        ("ROUND(预算数,支出预算数)", "保留的小数位数只能是"),
        ("预算数^2", "不能用“^”"),
        ("(" * 900, "请检查括号、逗号和运算符"),
        ("1" * 2000, "公式太长"),
        ("=", "公式是空的"),
        ("预算数&支出预算数", "不能用“&”"),
    ],
)
def test_what_is_no_formula_is_told(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as told:
        read(text, WORDS)
    assert words in str(told.value)
