from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.decimals import EXACT, decimals_of, format_number, round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.1249999", 2, "0.12"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("335.33", 2, "335.33"),
        ("335.3", 4, "335.3"),
        ("65000", -4, "70000"),
        ("64999", -4, "60000"),
        ("9.995", 2, "10.00"),
        ("0.004", 2, "0"),
        ("1E+308", 2, "1E+308"),
    ],
)
def test_rounds_half_away_from_zero_like_excel(value, decimals, rounded):
    assert round_half_up(Decimal(value), decimals) == Decimal(rounded)


def test_a_rounded_zero_has_no_sign():
    assert str(round_half_up(Decimal("-0.001"), 2)) == "0.00"


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_no_number_is_not_rounded(value):
    with pytest.raises(ValueError, match="不是有限数字"):
        round_half_up(Decimal(value), 2)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(-6, 12))
def test_rounding_moves_a_value_by_half_a_unit_at_most(value, decimals):
    rounded = round_half_up(value, decimals)
    assert abs(EXACT.subtract(rounded, value)) <= Decimal(5).scaleb(-decimals - 1)
    assert round_half_up(rounded, decimals) == rounded


def test_the_context_lets_nothing_become_nan():
    with pytest.raises(InvalidOperation):
        EXACT.divide(Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.50", "1.5"), ("100", "100"), ("1E+2", "100"), ("0.0000001", "0.0000001"), ("-0.00", "0"), ("-3.10", "-3.1")],
)
def test_plain_numbers(value, text):
    assert format_number(Decimal(value)) == text


def test_decimals_of_a_written_number():
    assert [decimals_of(Decimal(text)) for text in ("335.30", "2", "1E+4", "NaN")] == [2, 0, 0, 0]
