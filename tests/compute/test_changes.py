"""Growth, shares and derived bases: the bounds hold every value that the figures can give, and little else."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jixiao.compute.changes import among, growth, growth_over, share, total
from jixiao.compute.formula import evaluate_interval
from jixiao.compute.formula.weighted import weighted_mean
from jixiao.compute.intervals import Interval
from jixiao.model.decimals import EXACT, round_half_up
from jixiao.model.formula import parse_formula


def printed(text: str, decimals: int = 2) -> Interval:
    return Interval.of_printed(Decimal(text), decimals)


def test_growth_is_narrower_than_that_of_two_figures() -> None:
    current, prior = printed("75.00"), printed("100.00")
    rate, loose = growth(current, prior), (current - prior) / prior
    assert Decimal("-0.25") in rate
    assert loose.low < rate.low < rate.high < loose.high
    assert Decimal("-0.2502") < rate.low < rate.high < Decimal("-0.2498")


def test_growth_over_a_derived_base() -> None:
    rate = growth_over(printed("120.00"), printed("20.00"))
    assert Decimal("0.1999") < rate.low < Decimal("0.2") < rate.high < Decimal("0.2001")
    none = growth_over(printed("120.00"), printed("0.00"))
    assert Decimal(0) in none
    assert none.high < Decimal("0.0001")


@pytest.mark.parametrize(("current", "change"), [("1.00", "1.00"), ("0.00", "0.00")])
def test_a_base_that_may_be_zero_is_refused(current: str, change: str) -> None:
    with pytest.raises(ZeroDivisionError):
        growth_over(printed(current), printed(change))


def test_a_share_of_a_sum_is_at_most_the_whole() -> None:
    assert share(printed("5.00"), printed("0.00").larger(Interval.exact(Decimal(0)))).high == 1
    with pytest.raises(ZeroDivisionError):
        share(printed("0.00").larger(Interval.exact(Decimal(0))), Interval.exact(Decimal(0)))
    with pytest.raises(ZeroDivisionError):
        share(printed("0.00"), printed("1.00"))


def test_the_rate_of_a_total_lies_between_those_of_its_parts() -> None:
    assert among([printed("0.9948", 4), printed("1.4655", 4)]) == Interval(Decimal("0.99475"), Decimal("1.46555"))
    assert among([]) is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("(a - b) / b", "a / b - 1"),
        ("(a + b) / b", "a / b + 1"),
        ("(a - b) / a", "1 - b / a"),
        ("(a + b) / a", "1 + b / a"),
        ("b / (a - b)", "1 / (a / b - 1)"),
    ],
)
def test_formulas_that_use_a_figure_twice_have_narrow_bounds(text: str, same: str) -> None:
    values = {"a": printed("120.00"), "b": printed("50.00")}
    assert evaluate_interval(parse_formula(text), values) == evaluate_interval(parse_formula(same), values)


def test_a_part_of_a_sum_has_narrow_bounds() -> None:
    values = {"a": printed("1.00"), "b": printed("3.00")}
    narrow = evaluate_interval(parse_formula("a / (b + a)"), values)
    loose = evaluate_interval(parse_formula("a / (b + a + 0)"), values)
    assert narrow is not None
    assert loose is not None
    assert loose.low < narrow.low < Decimal("0.25") < narrow.high < loose.high
    assert evaluate_interval(parse_formula("a / (a + b)"), {"a": printed("0.00"), "b": printed("3.00")}) is not None


_amounts = st.integers(-999_999, 99_999_999).map(lambda cents: Decimal(cents).scaleb(-4))
_decimals = st.integers(0, 2)


def _read(value: Decimal, decimals: int) -> Interval:
    """What the printed figure stands for; the exact value lies in it."""
    return Interval.of_printed(round_half_up(value, decimals), decimals)


class EveryOperation:
    """Exact figures, printed in any precision: the bounds from the print hold the result from the exact figures."""

    def sums(self, data: st.DataObject) -> None:
        parts = data.draw(st.lists(_amounts, max_size=6))
        assert sum(parts, Decimal(0)) in total(_read(part, data.draw(_decimals)) for part in parts)

    def differences(self, data: st.DataObject) -> None:
        one, other, decimals = data.draw(_amounts), data.draw(_amounts), data.draw(_decimals)
        assert one - other in _read(one, decimals) - _read(other, decimals)

    def products(self, data: st.DataObject) -> None:
        one, other, decimals = data.draw(_amounts), data.draw(_amounts), data.draw(_decimals)
        assert one * other in _read(one, decimals) * _read(other, decimals)

    def ratios(self, data: st.DataObject) -> None:
        one, other, decimals = data.draw(_amounts), data.draw(_amounts), data.draw(_decimals)
        assume(not _holds_zero(_read(other, decimals)))
        assert one / other in _read(one, decimals) / _read(other, decimals)

    def growth_rates(self, data: st.DataObject) -> None:
        current, prior, decimals = data.draw(_amounts), data.draw(_amounts), data.draw(_decimals)
        assume(not _holds_zero(_read(prior, decimals)))
        assert (current - prior) / prior in _grown(growth(_read(current, decimals), _read(prior, decimals)))

    def rates_on_a_derived_base(self, data: st.DataObject) -> None:
        current, change, decimals = data.draw(_amounts), data.draw(_amounts), data.draw(_decimals)
        base = _read(current, decimals) - _read(change, decimals)
        assume(not _holds_zero(base))
        result = growth_over(_read(current, decimals), _read(change, decimals))
        assert change / (current - change) in _grown(result)

    def shares(self, data: st.DataObject) -> None:
        part, rest, decimals = abs(data.draw(_amounts)), abs(data.draw(_amounts)), data.draw(_decimals)
        whole, others = (_read(value, decimals) for value in (part, rest))
        assume(whole.low >= 0 and others.low >= 0 and whole.low + others.low)
        assert part / (part + rest) in _grown(share(whole, others))

    def weighted_means(self, data: st.DataObject) -> None:
        pairs = data.draw(st.lists(st.tuples(_amounts, _amounts.map(abs)), min_size=1, max_size=5))
        decimals = data.draw(_decimals)
        weights = [_read(weight, decimals) for _, weight in pairs]
        assume(sum(weight for _, weight in pairs) and all(each.low >= 0 for each in weights))
        assume(sum(each.low for each in weights))
        values = [_read(value, decimals) for value, _ in pairs]
        mean = sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
        assert mean in _grown(weighted_mean(values, weights))
        between = among(values)
        assert between is not None
        assert mean in _grown(between)


def _holds_zero(bounds: Interval) -> bool:
    return bounds.low <= 0 <= bounds.high


def _grown(bounds: Interval) -> Interval:
    """The exact value above is itself rounded to fifty digits."""
    noise = Decimal("1e-40")
    return Interval(bounds.low - noise, bounds.high + noise)


OPERATIONS = [name for name in vars(EveryOperation) if not name.startswith("_")]


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_bounds_hold_the_exact_value(operation: str, data: st.DataObject) -> None:
    with localcontext(EXACT):
        getattr(EveryOperation(), operation)(data)


@pytest.mark.long
@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_bounds_hold_the_exact_value_of_ten_thousand_figures(operation: str, data: st.DataObject) -> None:
    with localcontext(EXACT):
        getattr(EveryOperation(), operation)(data)
