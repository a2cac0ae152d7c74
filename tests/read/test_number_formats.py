from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.read.number_formats import look_of


@pytest.mark.parametrize(
    ("code", "value", "text", "decimals"),
    [
        ("General", "335.33", "335.33", 2),
        ("General", "100", "100", 0),
        ("", "1.5", "1.5", 1),
        ("@", "1.5", "1.5", 1),
        ("0", "6.4", "6", 0),
        ("0.00", "335.3", "335.30", 2),
        ("0.00", "0.125", "0.13", 2),
        ("0.00", "-0.125", "-0.13", 2),
        ("0.00", "-0.001", "0.00", 2),
        ("#,##0.00", "1234567.5", "1,234,567.50", 2),
        ("0.00%", "1.26591716", "126.59%", 4),
        ("0%", "0.95", "95%", 2),
        ('0.##"分"', "6", "6分", 0),
        ('0.##"分"', "2.5", "2.5分", 1),
        ('0.##"分"', "2.555", "2.56分", 2),
        ("¥#,##0.00_ ;[Red]-¥#,##0.00", "-12", "-¥12.00", 2),
        ("0.00;(0.00)", "-12", "(12.00)", 2),
        ('0.00;-0.00;"—"', "0", "—", None),
        ('0.00;-0.00;"—"', "3", "3.00", 2),
        (";;;", "3", "", None),
        ("[$￥-804]#,##0.00", "1234", "￥1,234.00", 2),
        ('0.00"万元"', "12.345", "12.35万元", 2),
        ("0.00,", "1234567", "1234.57", -1),
        ('G/通用格式"分"', "9.5", "9.5分", 1),
        ('"▲"0.00', "-9.5", "-▲9.50", 2),
        (r"\▲0.0", "9.5", "▲9.5", 1),
    ],
)
def test_numbers_look_as_their_code_says(code, value, text, decimals):
    look, number = look_of(Decimal(value), code)
    assert look.show(number) == text
    assert decimals is None or look.decimals(Decimal(value)) == decimals


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "0.00E+00", "# ?/?", "[>100]0.0;0", "[h]:mm", "0 0", ",", "a;b;c;d;e"])
def test_codes_for_other_than_plain_numbers_count_as_general(code):
    look, number = look_of(Decimal("44197.5"), code)
    assert look.show(number) == "44197.5"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.text('0#?.,;%"\\[]$-_*@年a ▲', max_size=20))
def test_any_code_shows_something(value, code):
    look, number = look_of(value, code)
    assert isinstance(look.show(number), str)
    assert isinstance(look.decimals(value), int)
