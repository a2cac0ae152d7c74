import pytest
from formula_strategies import formulas
from hypothesis import given
from hypothesis import strategies as st

from jixiao.compute.formula import to_chinese
from jixiao.model.formula import parse_formula

LABELS = {
    "executed": "全年执行数",
    "budget": "全年预算数",
    "now": "本年“三公经费”",
    "last": "上年“三公经费”",
    "a": "甲",
    "b": "乙",
    "c": "丙",
    "score": "得分",
    "parts": "各项得分",
    "weights": "预算数",
    "grade": "等级",
    "year": "年度",
}


def sentence(text, percent=False):
    return to_chinese(parse_formula(text), LABELS, percent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("round(executed / budget, 4)", "全年执行数 ÷ 全年预算数 × 100%（保留两位小数）"),
        ("executed / budget", "全年执行数 ÷ 全年预算数 × 100%"),
        ("(now - last) / last", "（本年“三公经费” − 上年“三公经费”）÷ 上年“三公经费” × 100%"),
        ("1 - executed / budget", "（1 − 全年执行数 ÷ 全年预算数）× 100%"),
        ("round(a / b, 2)", "甲 ÷ 乙 × 100%（取整数）"),
        ("round(a / b, 1)", "甲 ÷ 乙 × 100%（四舍五入到 10%）"),
        ("min(a, b)", "（甲 与 乙 中较小者）× 100%"),
        ("0.955", "95.5%"),
        ("a / b if b > 0 else 1", "如果乙大于 0，则为甲 ÷ 乙 × 100%，否则为 100%"),
    ],
)
def test_percentages(text, expected):
    assert sentence(text, percent=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a - (b - c)", "甲 −（乙 − 丙）"),
        ("a - b - c", "甲 − 乙 − 丙"),
        ("a + (b - c)", "甲 + 乙 − 丙"),
        ("a / (b * c)", "甲 ÷（乙 × 丙）"),
        ("a * (b / c)", "甲 × 乙 ÷ 丙"),
        ("(a + b) * c", "（甲 + 乙）× 丙"),
        ("-(a + b)", "−（甲 + 乙）"),
        ("a + -b", "甲 +（−乙）"),
        ("min(a, b)", "甲 与 乙 中较小者"),
        ("max(a, b + 1, c) * 2", "（甲、乙 + 1、丙 中最大者）× 2"),
        ("round(a, 2)", "甲（保留两位小数）"),
        ("round(a / b, 2) * c", "（甲 ÷ 乙，保留两位小数）× 丙"),
        ("sum(parts)", "各项得分合计"),
        ("count(parts)", "各项得分个数"),
        ("sum_beside(weights, parts)", "填有各项得分的预算数合计"),
        ("weighted_mean(parts, weights)", "各项得分按预算数加权的平均值"),
        ('text("（", year, "年度）")', "“（”、年度、“年度）”连成的文字"),
        ("unknown / 2", "unknown ÷ 2"),
    ],
)
def test_calculations(text, expected):
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a if a > b else b", "如果甲大于乙，则为甲，否则为乙"),
        (
            '"优" if score >= 90 else "良" if score >= 80 else "差"',
            "如果得分大于或等于 90，则为“优”；否则，如果得分大于或等于 80，则为“良”；否则为“差”",
        ),
        ('1 if grade == "优" else 0', "如果等级为“优”，则为 1，否则为 0"),
        ("1 if a / b > 1 else 0", "如果甲 ÷ 乙 大于 1，则为 1，否则为 0"),
        ("0 if missing(a) or not missing(b) else c", "如果甲未填数字，或乙已填数字，则为 0，否则为丙"),
        (
            "1 if not a < b and (a == 1 or b == 1) else 0",
            "如果甲大于或等于乙，且（甲等于 1，或乙等于 1），则为 1，否则为 0",
        ),
        ("1 if not (a < b and b < c) else 0", "如果并非（甲小于乙，且乙小于丙），则为 1，否则为 0"),
        ("round(a if a > b else b, 2)", "如果甲大于乙，则为甲，否则为乙；结果保留两位小数"),
        ("1 + (a if a > b else b)", "1 +（如果甲大于乙，则为甲，否则为乙）"),
        ('"" if a > b else "无"', "如果甲大于乙，则为空白，否则为“无”"),
        ("a != b", "甲不等于乙"),
    ],
)  # fmt: skip
def test_conditions(text, expected):
    assert sentence(text) == expected


@given(formulas, st.booleans())
def test_every_formula_has_words(formula, percent):
    assert to_chinese(formula, LABELS, percent).count("（") >= 0
