"""A number of few digits is read without a double: it is the same one, to the last digit."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.hosts.xlsx.cell_values import decimal_of, number, short_number

_DIGITS = st.text("0123456789", min_size=1, max_size=15)


@given(_DIGITS, st.one_of(st.just(""), _DIGITS.map(".{}".format)))
@example("0", ".00001")
@example("000", "")
@example("007", ".5")
@example("0", ".0")
@example("1", ".10")
@example("999999999999999", "")
@example("99999999999999", ".9")
@example("0", ".00000000000001")
def test_number_is_that_of_the_double(whole: str, decimals: str) -> None:
    text = whole + decimals
    exact = short_number(text.encode())
    assert exact is None or exact.as_tuple() == number(text).as_tuple() == decimal_of(float(text)).as_tuple()
    is_short = len(text) <= 15 and (not decimals or not decimals.endswith("0"))
    assert (exact is not None) == is_short


@pytest.mark.parametrize(
    "text", ["", ".", "1.", ".5", "-1", "+1", "1e3", "1.5.2", " 1", "1 ", "１", "1_0", "NaN", "0x1"]
)
def test_other_spellings_are_left(text: str) -> None:
    assert short_number(text.encode()) is None
