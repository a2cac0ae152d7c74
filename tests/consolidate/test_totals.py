"""Partial sums: any order and any tree of additions gives the same digits."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.consolidate.adding.money import converted, power_of
from jixiao.consolidate.adding.sums import Scores, Sum
from jixiao.consolidate.adding.totals import Totals, read_totals, total_of
from jixiao.model.figures import Missing

doubles = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: Decimal(format(number, ".15g")))
amounts = st.one_of(doubles, st.decimals(-(10**9), 10**9, places=2), st.sampled_from([Missing.BLANK, Missing.NIL]))
names = st.sampled_from(["甲", "乙", "annual_budget", "executed"])


@st.composite
def totals(draw: st.DrawFn) -> Totals:
    sums = {name: Sum.of(draw(amounts)) for name in draw(st.sets(names))}
    levels = {name: (draw(doubles), draw(doubles)) for name in draw(st.sets(names))}
    grades = {name: draw(st.integers(1, 9)) for name in draw(st.sets(names))}
    return Totals(draw(st.integers(0, 9)), sums, Scores.of(draw(amounts), draw(amounts)), levels, grades, grades, 1)


@given(st.lists(totals(), max_size=8), st.randoms(use_true_random=False))
def test_any_order_and_any_tree_gives_the_same_digits(parts: list[Totals], chance: random.Random) -> None:
    whole = total_of(parts)
    shuffled = chance.sample(parts, len(parts))
    while len(shuffled) > 1:
        one, other = (shuffled.pop(chance.randrange(len(shuffled))) for _ in range(2))
        shuffled.append(one + other)
    tree = shuffled[0] if shuffled else Totals()
    assert (tree, tree.to_text()) == (whole, whole.to_text()) if parts else tree == whole


@given(totals())
def test_text_reads_back_as_it_was_written(found: Totals) -> None:
    assert (read_totals(found.to_text()), read_totals(found.to_text()).to_text()) == (found, found.to_text())


def test_nothing_is_rounded_off() -> None:
    found = total_of(Totals(sums={"a": Sum.of(Decimal(figure))}) for figure in ("1e308", "1e-308", "-1e308"))
    assert found.sum_of("a").total == Decimal("1e-308")


def test_what_nobody_reports_is_absent_and_never_zero() -> None:
    found = Totals(units=1) + Totals(1, {"a": Sum.of(Missing.NIL)}) + Totals(1, {"b": Sum.of(Decimal(1))})
    assert [found.absent(fact) for fact in "abc"] == [2, 2, 3]
    assert [found.sum_of(fact).value for fact in "abc"] == [Missing.NIL, 1, Missing.BLANK]


BAD = (
    "", "[]", "{}", '{"scores":["1"]}', '{"scores":["NaN",1,"0","0",0]}', '{"scores":["0",-1,"0","0",0]}', "[" * 9999,
    '{"scores":["0",0,"0","0",0],"sums":{"a":["1e"]}}', '{"scores":["0",0,"0","0",0],"n":true}',
)  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_text_that_was_made_of_no_totals_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_totals(text)


@pytest.mark.parametrize(
    ("amount", "unit", "into", "right"),
    [
        ("1234567.89", "元", "万元", "123.456789"),
        ("123.456789", "万元", "元", "1234567.89"),
        ("1.5", "亿元", "万元", "15000"),
        ("3", "千元", "万元", "0.3"),
        ("2", "百万元", "元", "2000000"),
        ("7", "", "万元", "7"),
        ("7", "美元", "万元", "7"),
        ("0", "元", "万元", "0"),
        ("12345678901234567890123456789012345.678", "元", "万元", "1234567890123456789012345678901.2345678"),
    ],
)
def test_money_is_converted_exactly(amount: str, unit: str, into: str, right: str) -> None:
    assert converted(Decimal(amount), unit, into) == Decimal(right)


def test_money_units_are_told_from_others() -> None:
    assert [power_of(unit) for unit in ("元", "万元", "千万元", "亿元", "万亿元", "美元", "人", "")] == [
        0, 4, 7, 8, 12, None, None, None]  # fmt: skip
