"""Figures are compared in one unit; where a unit can be meant in two ways, either is allowed."""

from decimal import Decimal

import pytest

from jixiao.model.figures import Figure
from jixiao.read.measures import measure_of
from jixiao.rules.units import Unit, readings, unit_of


def read(text: str, unit: str, goal: str) -> list[str]:
    """The readings of a text, each with as many decimals as are known of it."""
    figure = measure_of(text)
    assert isinstance(figure, Figure)
    found = readings(figure, text, unit, goal)
    return [f"{each.value.normalize():f}±{each.decimals}" for each in found]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("万元", Unit(4, "元")), ("元", Unit(0, "元")), ("亿元", Unit(8, "元")), ("百万元", Unit(6, "元")),
     ("", Unit(0, "")), ("(万件)", Unit(4, "件")), ("万", Unit(4, "")), ("件", Unit(0, "件"))],
)  # fmt: skip
def test_unit_is_a_power_of_ten_and_what_is_counted(text: str, unit: Unit) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "unit", "goal", "expected"),
    [
        ("933.10", "万元", "万元", ["933.1±2"]),
        ("9331000", "元", "万元", ["933.1±4"]),
        ("933.10", "万元", "元", ["9331000±-2"]),
        ("0.09331", "亿元", "万元", ["933.1±1"]),
        ("933.10万元", "", "元", ["9331000±-2"]),
        ("933.10万元", "万元", "万元", ["933.1±2"]),
        ("10.5万", "人", "人", ["105000±-3"]),
        ("10.5万", "万人", "人", ["105000±-3"]),
        ("10.5", "万人", "人", ["105000±-3"]),
        ("10.5万", "万元", "万元", ["10.5±1"]),
        ("10.5万", "", "万元", ["10.5±1"]),
        ("10.5万", "", "", ["105000±-3"]),
        ("11", "", "人", ["11±0"]),
        ("11", "人", "", ["11±0"]),
        ("95分", "分", "分", ["95±0"]),
        ("100", "", "万元", ["0.01±4", "100±0", "1000000±-4"]),
    ],
)
def test_quantities(text: str, unit: str, goal: str, expected: list[str]) -> None:
    assert read(text, unit, goal) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("126.59%", "", ["1.2659±4"]),
        ("126.59%", "%", ["1.2659±4"]),
        ("126.59", "%", ["126.59±2", "1.2659±4"]),
        ("0.8793", "", ["0.8793±4", "0.008793±6"]),
        ("1", "", ["1±1", "0.01±2"]),
        ("5‰", "", ["0.005±3"]),
    ],
)
def test_shares(text: str, unit: str, expected: list[str]) -> None:
    assert read(text, unit, "%") == expected


@pytest.mark.parametrize(
    ("text", "unit", "goal"),
    [("11", "人", "万元"), ("11", "名", "人"), ("11%", "", "人"), ("11", "%", "万元"), ("11", "元", "%"),
     ("11件", "", "人"), ("11%", "", "")],
)  # fmt: skip
def test_other_units_are_not_compared(text: str, unit: str, goal: str) -> None:
    assert read(text, unit, goal) == []


def test_no_precision_is_lost() -> None:
    figure = Figure(Decimal("76216768.37"), 2)
    (shifted,) = readings(figure, "", "元", "亿元")
    assert (shifted.value, shifted.decimals) == (Decimal("0.7621676837"), 10)
