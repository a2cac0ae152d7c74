import operator
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.compute.intervals import Agreement, Interval, agreement, meets
from jixiao.model.decimals import EXACT, round_half_up
from jixiao.model.figures import Figure


def between(low, high):
    return Interval(Decimal(low), Decimal(high))


def printed(text, decimals=2):
    return Interval.of_printed(Decimal(text), decimals)


class TestInterval:
    def test_a_printed_percentage_stands_for_half_a_unit_to_both_sides(self):
        assert printed("0.973", 3) == between("0.9725", "0.9735")
        assert Decimal("0.9725") in printed("0.973", 3)
        assert Decimal("0.9735") not in printed("0.973", 3)

    def test_a_negative_figure_is_rounded_away_from_zero(self):
        assert Decimal("-1.25") in printed("-1.3", 1)
        assert Decimal("-1.35") not in printed("-1.3", 1)

    def test_a_value_with_hidden_decimals_counts_as_printed(self):
        assert printed("1.26591716", 4) == printed("1.2659", 4)

    def test_a_figure_in_tens_of_thousands(self):
        assert printed("60000", -4) == between(55000, 65000)

    def test_equal_ends_are_one_number(self):
        assert Decimal(2) in Interval.exact(Decimal(2))

    def test_ends_in_the_wrong_order_are_refused(self):
        with pytest.raises(ValueError, match="下限"):
            between(2, 1)

    def test_a_denominator_that_may_be_zero_is_refused(self):
        with pytest.raises(ZeroDivisionError):
            between(1, 2) / printed("0.00")

    def test_hull_spans_the_gap(self):
        assert between(1, 2).hull(between(4, 5)) == between(1, 5)


def test_neighbours_do_not_meet_but_a_point_is_a_point():
    assert not meets(between(1, 2), between(2, 3))
    assert meets(between(2, 2), between(2, 3))
    assert not meets(between(2, 2), between(1, 2))
    assert meets(between(1, 3), between(2, 4))
    assert not meets(between(1, 2), between(3, 4))


_numbers = st.integers(-400, 400).map(lambda cents: Decimal(cents) / 100)
_intervals = st.builds(
    lambda low, width, low_open, high_open: Interval(low, low + width, low_open, high_open),
    _numbers,
    st.integers(0, 30).map(lambda cents: Decimal(cents) / 100),
    st.booleans(),
    st.booleans(),
)
_OPERATIONS = (operator.add, operator.sub, operator.mul, operator.truediv, min, max)
_ON_INTERVALS = {min: Interval.smaller, max: Interval.larger}


def _points_of(interval):
    inside = st.integers(0, 10).map(lambda tenths: interval.low + (interval.high - interval.low) * tenths / 10)
    return inside.filter(lambda point: point in interval)


@given(st.data(), st.sampled_from(_OPERATIONS), _intervals, _intervals)
def test_arithmetic_keeps_every_result(data, operation, one, other):
    x, y = data.draw(_points_of(one)), data.draw(_points_of(other))
    try:
        result = _ON_INTERVALS.get(operation, operation)(one, other)
    except ZeroDivisionError:
        assert other.low <= 0 <= other.high
        return
    with localcontext(EXACT):
        assert operation(x, y) in result


@given(st.decimals(-1000, 1000, places=4), st.integers(-2, 4))
def test_a_number_lies_in_the_interval_of_its_print(value, decimals):
    assert value in Interval.of_printed(round_half_up(value, decimals), decimals) or not round_half_up(value, decimals)


class TestAgreement:
    @pytest.mark.parametrize(
        ("executed", "budget", "stated", "expected"),
        [
            ("424.5", "335.33", "1.2659", Agreement.CONSISTENT),
            ("283.04", "193.13", "1.2659", Agreement.IMPOSSIBLE),
            ("283.04", "193.13", "1.4655", Agreement.CONSISTENT),
            ("141.46", "142.2", "0.9948", Agreement.CONSISTENT),
            ("287.97", "239.56", "1.2021", Agreement.CONSISTENT),
            ("136.53", "95.77", "1.4256", Agreement.CONSISTENT),
            ("136.53", "95.77", "1.4257", Agreement.ROUNDING),
            ("136.53", "95.77", "1.4259", Agreement.IMPOSSIBLE),
        ],
    )
    def test_execution_rates_of_the_published_figures(self, executed, budget, stated, expected):
        point = Decimal(executed) / Decimal(budget)
        bounds = printed(executed) / printed(budget)
        assert agreement(Figure(Decimal(stated), 4, unit="%"), point, bounds) is expected

    @pytest.mark.parametrize(
        ("comparator", "bound", "point", "expected"),
        [
            (">", "1", "1.2", Agreement.CONSISTENT),
            (">", "1", "0.98", Agreement.IMPOSSIBLE),
            (">", "1", "1", Agreement.ROUNDING),
            ("<", "0.05", "0.0312", Agreement.CONSISTENT),
            ("<", "0.05", "0.07", Agreement.IMPOSSIBLE),
            ("≥", "0.95", "0.95", Agreement.CONSISTENT),
            ("≥", "0.95", "0.94", Agreement.IMPOSSIBLE),
            ("≤", "0.05", "0.05", Agreement.CONSISTENT),
            ("≤", "0.05", "0.051", Agreement.IMPOSSIBLE),
        ],
    )
    def test_a_bound_agrees_with_what_it_admits(self, comparator, bound, point, expected):
        figure = Figure(Decimal(bound), 2, comparator, "%")
        assert agreement(figure, Decimal(point), printed(point, 4)) is expected

    def test_what_cannot_be_bounded_is_not_impossible(self):
        assert agreement(Figure(Decimal(3), 0), Decimal(1), None) is Agreement.ROUNDING
