from dataclasses import fields, replace
from decimal import Decimal

import pytest
from formula_strategies import AREAS, CELLS, numbers, sheets
from hypothesis import given, settings
from hypothesis import strategies as st
from spreadsheet import operand

from jixiao.compute.formula import evaluate, evaluate_interval
from jixiao.compute.intervals import Interval
from jixiao.model.figures import Missing
from jixiao.model.formula import Compare, Formula, IfElse, Rounded, parse_formula

NOISE = Decimal("1e-9")  # the point value is rounded to ten decimals, its bounds are not


def printed(text, decimals=2):
    return Interval.of_printed(Decimal(text), decimals)


def bounds(text, **values):
    return evaluate_interval(parse_formula(text), values)


def exact(value):
    return Interval.exact(Decimal(value))


def test_an_execution_rate_has_narrow_bounds():
    rate = bounds("round(a / b, 4)", a=printed("424.5"), b=printed("335.33"))
    assert Decimal("1.2658") < rate.low < Decimal("424.5") / Decimal("335.33") < rate.high < Decimal("1.2660")


@pytest.mark.parametrize("text", ["1 / a", "b / a", "1 / (b - b)", "sum(none)", "a + missing_cell", "text(b)", "b > 1"])
def test_what_cannot_be_bounded(text):
    assert bounds(text, a=printed("0.00"), b=printed("1.00"), none=[None, None]) is None


def test_sums_and_counts_pass_over_missing_cells():
    parts = [exact("1.5"), None, printed("2.0", 1)]
    assert bounds("sum(parts)", parts=parts) == Interval(Decimal("3.45"), Decimal("3.55"))
    assert bounds("count(parts)", parts=parts) == exact(2)
    assert bounds("1 if missing(parts) else 2", parts=parts) == exact(2)
    assert bounds("sum(a)", a=exact(3)) == exact(3)


def test_a_sum_beside_counts_what_stands_beside_a_number():
    weights, parts = [printed("2.0", 1), exact(3), exact(4), None], [exact(1), None, printed("0", 0), exact(5)]
    assert bounds("sum_beside(w, x)", w=weights, x=parts) == Interval(Decimal("5.95"), Decimal("6.05"))
    assert bounds("sum_beside(w, x)", w=weights, x=[None] * 3 + [exact(5)]) is None
    assert bounds("sum_beside(w, x) if missing(w) else 1", w=None, x=parts) == exact(0)


def test_an_exact_zero_may_be_a_nil_mark():
    assert bounds("1 if missing(a) else 2", a=exact(0)) == Interval(Decimal(1), Decimal(2), high_open=False)


def test_tested_cells_read_as_zero():
    assert bounds("0 if missing(a) else 1 + a", a=None) == exact(0)
    assert bounds("b + a + (0 if missing(a) else 1)", a=None, b=exact(2)) == exact(2)
    assert bounds("weighted_mean(a, b) if missing(a) else 1", a=None, b=exact(2)) == exact(0)


class TestConditions:
    def test_a_decided_one_takes_its_branch(self):
        assert bounds("1 if a > 2 else 1 / 0", a=printed("3.00")) == exact(1)
        assert bounds("1 if a > 2 and not a > 5 else 0", a=printed("3.00")) == exact(1)

    def test_an_undecided_one_gives_both(self):
        assert bounds("1 if a > 2 else 5", a=printed("2.00")) == Interval(Decimal(1), Decimal(5), high_open=False)

    def test_a_half_open_end_decides(self):
        assert bounds("1 if a < 2 else 5", a=Interval(Decimal(1), Decimal(2))) == exact(1)
        assert bounds("1 if a == 2 else 5", a=Interval(Decimal(1), Decimal(2))) == exact(5)

    def test_of_texts_nothing_is_known(self):
        assert bounds('1 if grade == "优" else 5', grade=None) == Interval(Decimal(1), Decimal(5), high_open=False)

    def test_roundings_decide(self):
        assert bounds("1 if round(a, 1) == round(b, 1) else 5", a=exact("1.11"), b=exact("1.14")) == exact(1)


class TestWeightedMean:
    def test_equal_values_do_not_depend_on_the_weights(self):
        values, weights = [exact(95)] * 2, [printed("300.00"), printed("100.00")]
        assert bounds("weighted_mean(x, w)", x=values, w=weights) == exact(95)

    def test_bounds_are_where_weights_pull_to_one_side(self):
        values, weights = [exact(90), exact(80)], [printed("1", 0), printed("1", 0)]
        mean = bounds("weighted_mean(x, w)", x=values, w=weights)
        assert mean == Interval(Decimal("82.5"), Decimal("87.5"), high_open=False)

    def test_weights_that_may_be_zero_or_negative(self):
        assert bounds("weighted_mean(x, w)", x=[exact(90)], w=[printed("0.00")]) is None
        assert bounds("weighted_mean(x, w)", x=[exact(90)], w=[exact(0)]) is None
        mean = bounds("weighted_mean(x, w)", x=[exact(90), exact(80)], w=[printed("0.00"), exact(100)])
        assert mean is not None
        assert Decimal(80) in mean


def without_roundings(formula):
    """The tree whose unrounded result the bounds speak of; roundings inside comparisons stay."""
    if isinstance(formula, Rounded):
        return without_roundings(formula.value)
    if isinstance(formula, Compare):
        return formula
    changed = {}
    for field in fields(formula):
        part = getattr(formula, field.name)
        if isinstance(part, Formula):
            changed[field.name] = without_roundings(part)
        elif isinstance(part, tuple):
            changed[field.name] = tuple(map(without_roundings, part))
    return replace(formula, **changed)


def _around(content, width):
    if not isinstance(content, Decimal):
        return Interval.exact(Decimal(0)) if operand(content) is Missing.NIL else None
    return Interval(content - width, content + width)


def _moved(content, width, tenths):
    return content + width * tenths / 10 if isinstance(content, Decimal) else operand(content)


@settings(max_examples=400)
@given(numbers, sheets, st.sampled_from(["0", "0.005", "0.5"]).map(Decimal), st.randoms(use_true_random=False))
def test_every_possible_result_is_within_the_bounds(formula, sheet, width, random):
    given_bounds = {name: _around(sheet[name], width) for name in CELLS}
    given_bounds |= {
        name: [_around(content, width) if isinstance(content, Decimal) else None for content in sheet[name]]
        for name in AREAS
    }
    point = {name: _moved(sheet[name], width, random.randint(-10, 9)) for name in CELLS}
    point |= {name: [_moved(content, width, random.randint(-10, 9)) for content in sheet[name]] for name in AREAS}
    formula = without_roundings(formula)
    found, result = evaluate_interval(formula, given_bounds), evaluate(formula, point)
    if found is not None and isinstance(result, Decimal):
        assert found.low - NOISE <= result <= found.high + NOISE


def test_an_if_inside_keeps_its_roundings_in_the_condition():
    formula = parse_formula("round(1 if round(a, 0) == 1 else 2, 1)")
    assert isinstance(without_roundings(formula), IfElse)
