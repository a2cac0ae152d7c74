"""Which whole numbers give a printed share."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.compute.counts import Count, counts_within, is_countable, nearest_counts
from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import format_percent, round_half_up


def printed(text: str) -> Interval:
    value = Decimal(text.rstrip("%")).scaleb(-2)
    return Interval.of_printed(value, max(0, -int(value.as_tuple().exponent)))


@pytest.mark.parametrize(
    ("share", "whole", "numbers"),
    [
        ("89.80%", 647, [581]),
        ("89.79%", 647, []),
        ("89.8%", 647, [581]),
        ("90%", 647, list(range(580, 586))),
        ("33.33%", 3, [1]),
        ("33.34%", 3, []),
        ("0%", 1000, [0, 1, 2, 3, 4]),
        ("100%", 1000, list(range(995, 1001))),
        ("100.00%", 7, [7]),
        ("126.59%", 7, []),
        ("-5%", 7, []),
        ("0.5%", 2, []),
        ("50%", 2, [1]),
    ],
)
def test_counts_that_print_like_a_share(share: str, whole: int, numbers: list[int]) -> None:
    assert [*counts_within(printed(share), whole)] == numbers


def test_ends_that_are_out_are_left_out() -> None:
    half = Decimal("0.5")
    assert [*counts_within(Interval(half, Decimal(1)), 4)] == [2, 3]
    assert [*counts_within(Interval(half, Decimal(1), low_open=True, high_open=False), 4)] == [3, 4]


def test_nearest_counts() -> None:
    below, above = nearest_counts(Decimal("0.8979"), 647)
    assert (below.number, format_percent(below.share)) == (580, "89.64%")
    assert (above.number, format_percent(above.share)) == (581, "89.80%")
    assert nearest_counts(Decimal("0.5"), 4) == (Count(2, Decimal("0.5")),)
    assert [count.number for count in nearest_counts(Decimal("1.2"), 4)] == [4]
    assert [count.number for count in nearest_counts(Decimal("-0.2"), 4)] == [0]


@pytest.mark.parametrize("whole", [0, -3])
def test_nothing_is_a_share_of_nothing(whole: int) -> None:
    with pytest.raises(ValueError, match="不是正数"):
        counts_within(printed("50%"), whole)
    with pytest.raises(ValueError, match="不是正数"):
        nearest_counts(Decimal("0.5"), whole)


@given(st.integers(1, 5000), st.data())
def test_a_share_that_was_counted_is_found(whole: int, data: st.DataObject) -> None:
    number, decimals = data.draw(st.integers(0, whole)), data.draw(st.integers(0, 6))
    share = round_half_up(Decimal(number) / Decimal(whole), decimals)
    assert number in counts_within(Interval.of_printed(share, decimals), whole)


@given(st.integers(1, 300), st.decimals(0, 2, places=5), st.integers(0, 5))
def test_every_number_found_prints_like_the_share_and_no_other_does(whole: int, share: Decimal, decimals: int) -> None:
    bounds = Interval.of_printed(share, decimals)
    found = [number for number in range(whole + 1) if Decimal(number) / Decimal(whole) in bounds]
    assert [*counts_within(bounds, whole)] == found


def test_what_can_be_counted() -> None:
    assert [is_countable(Decimal(text)) for text in ("0", "647", "647.00", "6.5", "-1", "1E+13")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
