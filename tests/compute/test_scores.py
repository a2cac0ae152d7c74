"""Has an indicator met its target? Only what is sure is said."""

from decimal import Decimal

import pytest

from jixiao.compute.scores import is_met, score_if_met
from jixiao.model.figures import Figure, Missing, Reported, Text
from jixiao.model.framework import Direction
from jixiao.read.measures import measure_of

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("target", "actual", "direction", "met"),
    [
        ("100%", "100%", UP, True),
        ("100%", "98%", UP, False),
        ("100%", ">100%", UP, True),
        ("100%", "≥100%", UP, True),
        ("100%", "<100%", UP, False),
        ("100%", "≤100%", UP, None),
        ("100%", ">100%", DOWN, False),
        ("<5%", "≥5%", DOWN, False),
        ("100%", ">98%", UP, None),
        ("5%", "3%", DOWN, True),
        ("5%", "<5%", DOWN, True),
        ("5%", "8%", DOWN, False),
        ("5%", ">3%", DOWN, None),
        ("5%", ">8%", DOWN, False),
        ("5%", "<8%", DOWN, None),
        ("200000件", "239197件", UP, True),
        ("200000件", "239197户", UP, None),
        ("20万件", "239197件", UP, True),
        ("≥90%", "90%", None, True),
        ("≥90%", "89.9%", None, False),
        (">90%", "90%", None, False),
        (">90%", ">90%", None, True),
        ("≤5%", "8%", UP, False),
        ("<5%", "5%", DOWN, False),
        ("<5%", "≤5%", DOWN, None),
        ("不超过10天", "8天", UP, True),
        ("100%", "100%", None, True),
        ("100%", "120%", None, None),
        ("100%", ">100%", None, None),
        ("是", "是", None, True),
        ("是", "否", UP, None),
        ("是", "100%", UP, None),
        ("-", "100%", UP, None),
        ("", "", UP, None),
    ],
)
def test_what_is_sure(target: str, actual: str, direction: Direction | None, met: bool | None) -> None:
    assert is_met(measure_of(target), measure_of(actual), direction) is met


@pytest.mark.parametrize("actual", [Missing.BLANK, Missing.NIL, Missing.UNREADABLE, Text("达标")])
def test_no_figure_no_judgement(actual: Reported) -> None:
    assert is_met(Figure(Decimal(1), 0), actual, UP) is None


def test_full_points_only_where_the_target_is_surely_met() -> None:
    points = Decimal("4.5")
    assert score_if_met(points, measure_of("100%"), measure_of("100%"), UP) == points
    assert score_if_met(points, measure_of("100%"), measure_of("99%"), UP) is None
    assert score_if_met(points, measure_of("100%"), measure_of("<100%"), UP) is None
