from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.figures import Figure, Missing, Text
from jixiao.read.measures import measure_of


@pytest.mark.parametrize(
    ("text", "value", "decimals", "comparator", "unit"),
    [
        ("100%", "1", 2, "", "%"),
        ("100", "100", 0, "", ""),
        (">100%", "1", 2, ">", "%"),
        ("<5%", "0.05", 2, "<", "%"),
        ("≥98%", "0.98", 2, "≥", "%"),
        (">=98.5%", "0.985", 3, "≥", "%"),
        ("＞９５％", "0.95", 2, ">", "%"),
        ("> 100 %", "1", 2, ">", "%"),
        ("2. 0", "2", 1, "", ""),
        ("200000件", "200000", 0, "", "件"),
        ("200,000件", "200000", 0, "", "件"),
        ("6万以上", "60000", -4, "≥", ""),
        ("13.02万", "130200", -2, "", ""),
        ("13.02万人次", "130200", -2, "", "人次"),
        ("335.33万元", "335.33", 2, "", "万元"),
        ("20000人以上", "20000", 0, "≥", "人"),
        ("95%及以上", "0.95", 2, "≥", "%"),
        ("3个工作日以内", "3", 0, "≤", "个工作日"),
        ("不低于95%", "0.95", 2, "≥", "%"),
        ("不超过5%", "0.05", 2, "≤", "%"),
        ("低于5%", "0.05", 2, "<", "%"),
        ("高于 5 %", "0.05", 2, ">", "%"),
        ("-3.5%", "-0.035", 3, "", "%"),
        ("5‰", "0.005", 3, "", "‰"),
    ],
)
def test_figures(text, value, decimals, comparator, unit):
    assert measure_of(text) == Figure(Decimal(value), decimals, comparator, unit)


@pytest.mark.parametrize(
    "text",
    ["是", "达标", "12月底前", "2021年", "3月", "95%-100%", "约30", "12 5件", "10²", "①", ">6万以上", "1.2.3", "1,23件",
     "完成100%", "A4", "％", "超", "1" * 200],
)  # fmt: skip
def test_everything_else_stays_the_text_it_is(text):
    assert measure_of(f" {text}\n") == Text(text)


@pytest.mark.parametrize(("text", "missing"), [("-", Missing.NIL), (" — ", Missing.NIL), ("  ", Missing.BLANK)])
def test_nothing(text, missing):
    assert measure_of(text) is missing


@given(st.one_of(st.text(), st.text("><≥≤不低于超过0123456789.,%万亿元件人以上 ０％²", max_size=12)))
def test_nothing_raises(text):
    assert isinstance(measure_of(text), Figure | Text | Missing)
