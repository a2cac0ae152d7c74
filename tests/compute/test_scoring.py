"""Scoring rules: the cases of tests/cases/scoring, and what holds for every rule and input."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from jixiao.compute.scoring import Inputs, Scored, Tick, choice_of, describe, score_of, tick_of
from jixiao.model.figures import NIL_MARKS, Figure, Missing, Reported
from jixiao.model.framework import Direction
from jixiao.model.scoring import UNIT_CHOICES, Bonus, Proportional, Scoring
from jixiao.read.measures import measure_of

FOLDER = Path(__file__).parents[1] / "cases" / "scoring"
UP, DOWN = Direction.UP, Direction.DOWN
LONGEST_DERIVATION = 60

_FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) for path in FOLDER.glob("*.toml")
}
_RULES = {
    (file, rule["name"]): TypeAdapter(Scoring).validate_python(rule["law"])
    for file, content in _FILES.items()
    for rule in content["rule"]
}
RULES = list(_RULES.values())
CASES = [
    pytest.param(_RULES[file, case["rule"]], case, id=f"{file}-{case['name']}")
    for file, content in _FILES.items()
    for case in content["case"]
]
WORDS = [
    pytest.param(_RULES[file, rule["name"]], rule["words"], id=f"{file}-{rule['name']}")
    for file, content in _FILES.items()
    for rule in content["rule"]
]


def number(given: Any) -> Decimal | None:
    return None if given is None else Decimal(given)


def count(given: Any) -> Decimal | Missing:
    if given is None:
        return Missing.BLANK
    if isinstance(given, str):
        return Missing.NIL if given in NIL_MARKS else Missing.UNREADABLE
    return Decimal(given)


def inputs_of(case: Mapping[str, Any]) -> Inputs:
    target, actual = case.get("target", ""), case.get("actual", "")
    return Inputs(
        points=number(case.get("points")),
        target=measure_of(target),
        actual=measure_of(actual),
        direction=Direction(case["direction"]) if "direction" in case else None,
        target_text=target,
        actual_text=actual,
        ticks=tuple(map(tick_of, case.get("ticks", ()))),
        gains=count(case.get("gains")),
        losses=count(case.get("losses")),
    )


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_cases(rule: Scoring, case: Mapping[str, Any]) -> None:
    score = number(case.get("score"))
    low, high = map(number, case.get("range", (score, score)))
    expected = Scored(score, low, high, case["derivation"])
    assert score_of(rule, inputs_of(case), case.get("not_applicable", "left_out")) == expected
    assert len(case["derivation"]) <= LONGEST_DERIVATION


@pytest.mark.parametrize(("rule", "words"), WORDS)
def test_a_rule_in_words(rule: Scoring, words: str) -> None:
    assert describe(rule) == words


@pytest.mark.parametrize("words", UNIT_CHOICES)
def test_a_unit_chooses_by_words(words: str) -> None:
    assert choice_of(words) == choice_of(f" {words[:2]} {words[2:]}\n　") == UNIT_CHOICES[words]


@pytest.mark.parametrize("words", ["", "  ", "比例", "proportional", "\ud800"])
def test_other_words_are_no_choice(words: str) -> None:
    assert choice_of(words) is None


@pytest.mark.parametrize(
    ("missing", "derivation"),
    [
        (Missing.UNREADABLE, "完成值不是数字"),
        (Missing.ZERO_DENOMINATOR, "完成值无法计算"),
        (Missing.NOT_COMPUTED, "完成值的公式尚未计算"),
    ],
)
def test_why_there_is_no_actual_value(missing: Missing, derivation: str) -> None:
    inputs = Inputs(Decimal(2), measure_of("100%"), missing, UP)
    assert score_of(UNIT_CHOICES["达标得满分"], inputs, "full") == Scored(None, None, None, derivation)


def test_figures_without_a_printed_text_are_printed() -> None:
    inputs = Inputs(Decimal(2), measure_of("≥95%"), measure_of("1200件"))
    assert score_of(UNIT_CHOICES["达标得满分"], inputs, "full").derivation.startswith("目标 ≥95%，完成 1200件，")
    inputs = Inputs(Decimal(2), measure_of("是"), measure_of("否"))
    assert score_of(UNIT_CHOICES["达标得满分"], inputs, "full").derivation.startswith("目标“是”，完成“否”，")


# what holds for every rule

points = st.integers(0, 4_000).map(lambda cents: Decimal(cents) / 100)
_quantities = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", ">", "≥", "<", "≤", "不低于", "不超过"]),
    st.one_of(st.integers(-300, 300), st.decimals(-300, 300, places=2), st.sampled_from([0, 100, 200_000])),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["", "%", "%", "‰", "件", "户", "元", "万元", "亿元", "公里", "米"]),
)
texts = st.one_of(
    _quantities, st.sampled_from(["是", "否", "-", "不适用", "全部达成", "达标", ""]), st.text(max_size=30)
)
counts = st.one_of(st.integers(-2, 9).map(Decimal), st.decimals(allow_infinity=True), st.sampled_from(list(Missing)))
handlings = st.sampled_from(["left_out", "full", "rescaled"])
directions = st.sampled_from([None, UP, DOWN])


@st.composite
def any_inputs(draw: st.DrawFn) -> Inputs:
    target, actual = draw(texts), draw(texts)
    return Inputs(
        draw(st.one_of(points, points, st.none())),
        measure_of(target),
        draw(st.one_of(st.just(measure_of(actual)), st.sampled_from(list(Missing)))),
        draw(directions),
        target,
        actual,
        tuple(draw(st.lists(st.sampled_from(Tick), max_size=6))),
        draw(counts),
        draw(counts),
    )


@settings(max_examples=1_500)
@given(st.sampled_from([*RULES, *UNIT_CHOICES.values()]), any_inputs(), handlings)
def test_every_score_is_within_its_bounds(rule: Scoring, inputs: Inputs, handling: Any) -> None:
    scored = score_of(rule, inputs, handling)
    assert scored.derivation
    assert scored.derivation.isprintable()
    assert (scored.low is None) == (scored.high is None)
    if scored.score is not None:
        assert scored.low == scored.score == scored.high
    if scored.low is None or scored.high is None:
        return
    if isinstance(rule, Bonus):
        assert -rule.cap <= scored.low <= scored.high <= rule.cap
    else:
        assert inputs.points is not None
        assert 0 <= scored.low <= scored.high <= inputs.points


@settings(max_examples=300)
@given(
    st.sampled_from(RULES),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.text(max_size=200),
    st.text(max_size=200),
)
def test_nothing_that_somebody_types_raises(rule: Scoring, points: Decimal, target: str, actual: str) -> None:
    inputs = Inputs(points, measure_of(target), measure_of(actual), UP, target, actual)
    assert score_of(rule, inputs, "full").derivation
    tick_of(target)
    choice_of(target)


@settings(max_examples=300)
@given(
    points,
    st.integers(-500, 500),
    st.lists(st.integers(-50_000, 50_000), min_size=2, max_size=6),
    st.sampled_from([UP, DOWN]),
)
def test_a_better_value_never_scores_less(points: Decimal, target: int, values: list[int], goal: Direction) -> None:
    rule = Proportional(rule="proportional", direction=goal)
    in_order = sorted(values, reverse=goal is DOWN)
    inputs = Inputs(points, Figure(Decimal(target), 0))
    scores = [score_of(rule, replace(inputs, actual=_hundredths(value)), "full").score for value in in_order]
    known = [score for score in scores if score is not None]
    assert known == sorted(known)
    if target > 0:
        assert known == scores


def _hundredths(value: int) -> Reported:
    return Figure(Decimal(value).scaleb(-2), 2)


@settings(max_examples=200)
@given(points, st.integers(1, 999_999), st.integers(0, 999_999))
def test_a_proportion_is_the_exact_share_rounded_half_up(points: Decimal, target: int, actual: int) -> None:
    inputs = Inputs(points, Figure(Decimal(target), 0, "", "件"), Figure(Decimal(actual), 0, "", "件"))
    scored = score_of(UNIT_CHOICES["正向比例"], inputs, "left_out").score
    assert scored is not None
    if actual >= target:
        assert scored == points
    else:
        assert abs(scored * target - points * actual) * 200 <= target


def bound_holds(comparator: str, value: Decimal, bound: Decimal) -> bool:
    return {">": value > bound, "≥": value >= bound, "<": value < bound, "≤": value <= bound}[comparator]


@settings(max_examples=600)
@given(
    st.sampled_from([rule for rule in RULES if rule.rule in ("proportional", "steps", "deduct_over")]),
    points,
    st.integers(0, 150),
    st.integers(0, 150),
    st.integers(0, 1_500),
    st.sampled_from("><≥≤"),
    directions,
)
def test_what_a_bound_gives_holds_for_every_value_within(
    rule: Scoring, points: Decimal, target: int, bound: int, tenths: int, comparator: str, direction: Direction | None
) -> None:
    value, limit = Decimal(tenths) / 1_000, Decimal(bound) / 100
    if not bound_holds(comparator, value, limit):
        return
    inputs = Inputs(points, Figure(Decimal(target) / 100, 2, "", "%"), Figure(limit, 2, comparator, "%"), direction)
    of_bound = score_of(rule, inputs, "left_out")
    of_value = score_of(rule, replace(inputs, actual=Figure(value, 3, "", "%")), "left_out").score
    if of_bound.low is not None and of_bound.high is not None and of_value is not None:
        assert of_bound.low <= of_value <= of_bound.high
