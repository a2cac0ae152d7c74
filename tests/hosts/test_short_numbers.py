"""A number of few digits is read without a double: it is the same one, to the last digit."""

from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.hosts.xlsx.cell_values import decimal_of, number

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
    assert number(whole + decimals).as_tuple() == decimal_of(float(whole + decimals)).as_tuple()
