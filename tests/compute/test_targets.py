"""Has an indicator met its target, and by how much? Only what is sure is said."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.compute.targets import compare
from jixiao.model.figures import Figure
from jixiao.model.parts import Direction
from jixiao.model.targets import Quantity, Stated
from jixiao.read.targets import stated_in
from target_texts import concluded, files

UP, DOWN = Direction.UP, Direction.DOWN
PAIRS = [pytest.param(*pair, id=f"{pair[0]} | {pair[1]}") for pairs in files("pairs").values() for pair in pairs]
TEXTS = sorted({text for texts in files("texts").values() for text, _ in texts})


@pytest.mark.parametrize(("target", "actual", "direction", "conclusion"), PAIRS)
def test_pairs(target: str, actual: str, direction: str, conclusion: str) -> None:
    found = compare(stated_in(target), stated_in(actual), Direction(direction) if direction else None)
    assert concluded(found) == conclusion


@pytest.mark.parametrize(
    ("target", "actual", "sure"),
    [("≥95%", "94%", True), ("≥94.4%", "94%", False), ("≥60500人", "6万人", False), ("≥95%", "95%", False),
     ("≥95%", "96%", True), ("≤3天", "5天", True), ("是", "否", True)],
)  # fmt: skip
def test_rounding_of_what_is_printed_may_leave_it_open(target: str, actual: str, sure: bool) -> None:
    assert compare(stated_in(target), stated_in(actual)).sure is sure


def test_a_gap_is_measured_in_the_unit_of_the_target() -> None:
    found = compare(stated_in("≥95%"), stated_in("90%"))
    assert (found.gap, found.unit) == (Decimal("-0.05"), "%")
    found = compare(stated_in("≤50万元"), stated_in("520000元"))
    assert (found.gap, found.unit) == (-2, "万元")


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_text_meets_itself(text: str) -> None:
    assert compare(stated_in(text), stated_in(text)).met


def tiers(quick: int, full: int) -> pytest.MarkDecorator:
    """How many inputs the default tests try, and the long ones."""
    return pytest.mark.parametrize("count", [quick, pytest.param(full, marks=pytest.mark.long)])


texts = st.one_of(st.sampled_from(TEXTS), st.text(max_size=30))
directions = st.sampled_from([None, UP, DOWN])
hundredths = st.integers(-500, 500)
signs = st.sampled_from(["", ">", "≥", "<", "≤"])


@tiers(300, 10_000)
def test_nothing_raises(count: int) -> None:
    @settings(max_examples=count)
    @given(texts, texts, directions)
    def attempt(target: str, actual: str, direction: Direction | None) -> None:
        found = compare(stated_in(target), stated_in(actual), direction)
        assert (found.met is None) == bool(found.reason)
        assert found.gap is None or found.met is None or not found.gap or (found.gap > 0) is found.met

    attempt()


def quantity(hundredth: int, sign: str = "") -> Stated:
    return Quantity(Figure(Decimal(hundredth).scaleb(-2), 2, sign))


def holds(sign: str, value: int, bound: int) -> bool:
    return {"": value == bound, ">": value > bound, "≥": value >= bound, "<": value < bound, "≤": value <= bound}[sign]


@tiers(300, 10_000)
def test_a_verdict_on_a_bound_holds_for_every_number_within_it(count: int) -> None:
    @settings(max_examples=count)
    @given(signs, hundredths, signs, hundredths, hundredths, directions)
    def attempt(sign: str, target: int, bound_sign: str, bound: int, value: int, direction: Direction | None) -> None:
        of_bound = compare(quantity(target, sign), quantity(bound, bound_sign), direction).met
        of_value = compare(quantity(target, sign), quantity(value), direction).met
        if of_bound is not None and holds(bound_sign, value, bound) and bound_sign not in ("", sign):
            assert of_value is of_bound
        if sign:
            assert of_value is holds(sign, value, target)

    attempt()


@tiers(300, 10_000)
def test_a_better_number_never_meets_less(count: int) -> None:
    @settings(max_examples=count)
    @given(hundredths, hundredths, hundredths, st.sampled_from([UP, DOWN]))
    def attempt(target: int, one: int, other: int, goal: Direction) -> None:
        worse, better = sorted((one, other), reverse=goal is DOWN)
        if compare(quantity(target), quantity(worse), goal).met:
            assert compare(quantity(target), quantity(better), goal).met

    attempt()
