"""Why a figure may be wrong: each slip is named, and nothing else is."""

from decimal import Decimal

import pytest

from jixiao.model.figures import Figure
from jixiao.rules.causes import rate_cause, slip, sum_cause


def figure(text: str) -> Figure:
    if text.endswith("%"):
        number = Decimal(text[:-1])
        return Figure(number / 100, max(0, -int(number.as_tuple().exponent)) + 2, unit="%")
    return Figure(Decimal(text), max(0, -int(Decimal(text).as_tuple().exponent)))


@pytest.mark.parametrize(
    ("stated", "right", "cause"),
    [
        ("2830400.00", "283.04", "元当成万元"),
        ("0.03", "283.04", "万元当成元"),
        ("28.30", "283.04", "小数点移位"),
        ("2830.40", "283.04", "小数点移位"),
        ("28304.00", "283.04", "小数点移位"),
        ("238.04", "283.04", "数字颠倒"),
        ("280.34", "283.04", "数字颠倒"),
        ("424.05", "424.5", "数字颠倒"),
        ("483.02", "283.04", ""),
        ("283.05", "283.04", ""),
        ("283.04", "283.04", ""),
        ("0", "283.04", ""),
        ("283.04", "0", ""),
        ("-283.04", "283.04", ""),
    ],
)
def test_slips_of_the_pen(stated: str, right: str, cause: str) -> None:
    assert slip(figure(stated), Decimal(right)) == cause


@pytest.mark.parametrize(
    ("stated", "right", "cause"),
    [
        ("68.23%", "1.46554", "分子分母颠倒"),
        ("1465.54%", "1.46554", "小数点移位"),
        ("14.66%", "1.46554", "小数点移位"),
        ("164.55%", "1.46554", "数字颠倒"),
        ("1465541%", "1.46554", ""),
        ("100%", "1.46554", ""),
        ("0%", "1.46554", ""),
        ("50%", "0", ""),
    ],
)
def test_causes_of_rates(stated: str, right: str, cause: str) -> None:
    assert rate_cause(figure(stated), Decimal(right)) == cause


def test_copied_line_comes_first_and_is_named() -> None:
    assert rate_cause(figure("126.59%"), Decimal("1.4655"), "财政拨款") == "抄了“财政拨款”行的比率"


def test_only_a_ratio_can_be_upside_down() -> None:
    assert rate_cause(figure("80%"), Decimal("1.25"), is_ratio=False) == ""


PARTS = [("甲", Decimal(10)), ("乙", Decimal(20)), ("丙", Decimal(0)), ("丁", Decimal(20))]


@pytest.mark.parametrize(
    ("stated", "right", "cause"),
    [
        ("40", "50", "漏加“甲”"),
        ("60", "50", "重复加了“甲”"),
        ("30", "50", ""),
        ("70", "50", ""),
        ("5", "50", "小数点移位"),
        ("0", "50", ""),
        ("47", "50", ""),
    ],
)
def test_causes_of_sums_name_a_part_only_if_it_is_the_only_one(stated: str, right: str, cause: str) -> None:
    assert sum_cause(figure(stated), Decimal(right), PARTS) == cause
