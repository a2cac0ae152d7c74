"""Why a figure may be wrong: each slip is named, and nothing else is."""

from collections.abc import Callable, Iterable
from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.compute.intervals import Interval
from jixiao.model.decimals import round_half_up
from jixiao.model.figures import Figure
from jixiao.rules.causes import (
    Cause,
    Labelled,
    Likelihood,
    Slip,
    amount_cause,
    cause_of,
    likeliest,
    plain_mean,
    rate_cause,
    reads,
    slip,
    sum_cause,
    wrong_base,
    wrong_growth,
    wrong_numerator,
    wrong_share,
)


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
        ("28304", "283.04", "小数点移位"),
        ("238.04", "283.04", "数字颠倒"),
        ("280.34", "283.04", "数字颠倒"),
        ("424.05", "424.5", "数字颠倒"),
        ("-283.04", "283.04", "多了负号"),
        ("283.04", "-283.04", "漏了负号"),
        ("383.04", "283.04", "数字 2 错成 3"),
        ("283.94", "283.04", "数字 0 错成 9"),
        ("28.04", "283.04", "漏写数字 3"),
        ("283.4", "283.04", "漏写数字 0"),
        ("2883.04", "283.04", "重复写了数字 8"),
        ("283.044", "283.04", "重复写了数字 4"),
        ("283.40", "283.04", "数字颠倒"),
        ("283.05", "283.045678", ""),
        ("283.04", "283.045678", "尾数直接舍去"),
        ("283.05", "283.041", "尾数一律进一"),
        ("-283.04", "-283.045678", "尾数直接舍去"),
        ("483.02", "283.04", ""),
        ("283.05", "283.04", ""),
        ("283.04", "283.04", ""),
        ("300.00", "200.00", ""),
        ("45", "35", ""),
        ("0", "283.04", ""),
        ("0.00", "0.004", ""),
        ("283.04", "0", ""),
    ],
)
def test_slips_of_the_pen(stated: str, right: str, cause: str) -> None:
    assert amount_cause(figure(stated), Decimal(right)) == cause


@pytest.mark.parametrize(("stated", "cause"), [("238.04", "数字颠倒"), ("383.04", ""), ("2830400", "元当成万元")])
def test_what_tells_the_wrong_one_of_several_figures(stated: str, cause: str) -> None:
    assert slip(figure(stated), Decimal("283.04")) == cause


@pytest.mark.parametrize(
    ("stated", "right", "cause"),
    [
        ("68.23%", "1.46554", "分子分母颠倒"),
        ("1465.54%", "1.46554", "小数点移位"),
        ("14655%", "1.46554", "小数点移位"),
        ("14.66%", "1.46554", "小数点移位"),
        ("164.55%", "1.46554", "数字颠倒"),
        ("146.5%", "1.46554", "尾数直接舍去"),
        ("146%", "1.46554", "尾数直接舍去"),
        ("147.55%", "1.46554", "数字 6 错成 7"),
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


LINES = [Labelled("财政拨款", Decimal("424.50")), Labelled("其他", Decimal(20)), Labelled("甲", Decimal("424.50"))]
COLUMNS = [Labelled("全年预算数", Decimal("193.13")), Labelled("年初数", Decimal("88.10"))]


@pytest.mark.parametrize(
    ("stated", "cause"),
    [
        ("424.50", "抄了“财政拨款”行的数"),  # of equal lines the first
        ("424.5", "抄了“财政拨款”行的数"),
        ("20", ""),  # too round to tell
        ("193.13", "填成了“全年预算数”"),
        ("88.10", "填成了“年初数”"),
        ("88.11", ""),
    ],
)
def test_amounts_are_copied_from_other_lines_and_columns(stated: str, cause: str) -> None:
    assert amount_cause(figure(stated), Decimal("283.04"), LINES, COLUMNS) == cause


def test_two_columns_that_read_the_same_leave_the_cause_open() -> None:
    columns = [Labelled("全年预算数", Decimal("193.13")), Labelled("年初数", Decimal("193.13"))]
    assert amount_cause(figure("193.13"), Decimal("283.04"), (), columns) == ""


def _growth(current: str, prior: str, whole: str | None = None) -> Iterable[Slip]:
    return wrong_growth(Decimal(current), Decimal(prior), Decimal(whole) if whole else None)


@pytest.mark.parametrize(
    ("stated", "cause"),
    [
        ("34.17%", "分母用了本年数"),
        ("151.91%", "没有减去 100%"),
        ("-51.91%", "增减方向相反"),
        ("-34.17%", "本年数和上年数颠倒"),
        ("29.35%", "占比当成增长率"),
        ("51.90%", "尾数直接舍去"),
        ("5.19%", "小数点移位"),
        ("15.91%", "数字颠倒"),
        ("60.00%", ""),
        ("51.91%", ""),
    ],
)
def test_growth_rates(stated: str, cause: str) -> None:
    right = Decimal("293.47") / Decimal("193.19") - 1
    assert cause_of(figure(stated), right, _growth("293.47", "193.19", "1000")) == cause


def test_growth_from_or_to_nothing_divides_by_nothing() -> None:
    assert not [each for each in _growth("0", "0") if not each.gives.is_finite()]
    assert not [each for each in wrong_share(Decimal(0), Decimal(0), Decimal(0)) if not each.gives.is_finite()]


@pytest.mark.parametrize(
    ("stated", "cause"),
    [
        ("25.00%", "分子分母颠倒"),
        ("400.00%", ""),
        ("33.33%", "增长率当成占比"),
    ],
)
def test_shares(stated: str, cause: str) -> None:
    assert cause_of(figure(stated), Decimal(4), wrong_share(Decimal(400), Decimal(100), Decimal(300))) == cause


def test_a_share_of_the_rest() -> None:
    assert cause_of(figure("87.66%"), Decimal("0.1234"), wrong_share(Decimal(1234), Decimal(10000))) == (
        "填成了其余部分的占比"
    )


def test_amounts_of_other_lines_under_a_rate() -> None:
    lines = [Labelled("合计", Decimal("335.33")), Labelled("甲", Decimal("142.20")), Labelled("乙", Decimal("142.20"))]
    bases, tops = wrong_base(Decimal("283.04"), lines), wrong_numerator(lines, Decimal("193.13"))
    assert rate_cause(figure("84.41%"), Decimal("1.46554"), others=bases) == "分母用了“合计”行的数"
    assert rate_cause(figure("73.63%"), Decimal("1.46554"), others=tops) == "分子用了“甲”行的数"


def test_the_plain_mean_of_the_rows() -> None:
    assert rate_cause(figure("85%"), Decimal("0.88"), others=plain_mean([Decimal("0.8"), Decimal("0.9")])) == (
        "取了各行比率的平均"
    )
    assert not [*plain_mean([Decimal("0.8")])]


PARTS = [("甲", Decimal(10)), ("乙", Decimal(20)), ("丙", Decimal(0)), ("丁", Decimal(20))]


@pytest.mark.parametrize(
    ("stated", "right", "cause"),
    [
        ("40", "50", "漏加“甲”"),
        ("60", "50", "重复加了“甲”"),
        ("30", "50", ""),
        ("70", "50", ""),
        ("10", "50", "“乙”加减号相反"),  # 丁 as well
        ("5", "50", "小数点移位"),
        ("0", "50", ""),
        ("47", "50", ""),
        ("500000", "50", "元当成万元"),
    ],
)
def test_causes_of_sums_name_a_part_only_if_it_is_the_only_one(stated: str, right: str, cause: str) -> None:
    expected = "" if stated == "10" else cause
    assert sum_cause(figure(stated), Decimal(right), PARTS) == expected


def test_a_part_that_was_subtracted_and_one_that_stands_alone() -> None:
    parts = [("年初数", Decimal("120.35")), ("收入", Decimal("424.50")), ("支出", Decimal("-400.00"))]
    assert sum_cause(figure("944.85"), Decimal("144.85"), parts) == "“支出”加减号相反"
    assert sum_cause(figure("424.50"), Decimal("144.85"), parts) == "抄了“收入”行的数"
    assert sum_cause(figure("88.11"), Decimal("144.85"), parts, [Labelled("上年", Decimal("88.11"))]) == "填成了“上年”"
    assert sum_cause(figure("1448500"), Decimal("144.85"), parts, money=False) == ""


class TestLikeliest:
    ONE, OTHER = Slip("甲", Decimal(5), Likelihood.UNIT), Slip("乙", Decimal(5), Likelihood.SHIFTED)

    def test_the_likelier_one_is_named_and_the_right_value_proposed(self) -> None:
        found = likeliest(Figure(Decimal("5.00"), 2), Decimal("7.126"), [self.OTHER, self.ONE])
        assert found == Cause("甲", Decimal("7.13"))

    def test_two_that_are_as_likely_leave_it_open(self) -> None:
        other = Slip("丙", Decimal(5), Likelihood.UNIT)
        assert likeliest(Figure(Decimal(5), 0), Decimal(7), [self.ONE, other]) is None

    def test_a_bound_or_a_figure_that_is_right_has_no_cause(self) -> None:
        assert likeliest(Figure(Decimal(5), 0, ">"), Decimal(7), [self.ONE]) is None
        assert likeliest(Figure(Decimal(5), 0), Decimal("5.4"), [self.ONE]) is None


_amounts = st.integers(1_000_00, 99_999_999).map(lambda cents: Decimal(cents) / 100)
_shares = st.integers(1, 300_000_000).map(lambda number: Decimal(number).scaleb(-8))
_decimals = st.integers(0, 4)


@given(_amounts, _decimals, st.lists(_amounts, max_size=4), st.booleans())
def test_a_correctly_rounded_figure_never_gets_a_cause(
    right: Decimal, decimals: int, others: list[Decimal], is_rate: bool
) -> None:
    stated = Figure(round_half_up(right, decimals), decimals)
    lines = [Labelled(f"第 {number} 行", value) for number, value in enumerate(others)]
    assert amount_cause(stated, right, lines, lines) == ""
    assert sum_cause(stated, right, [(line.label, line.value) for line in lines]) == ""
    assert rate_cause(stated, right, others=wrong_growth(right, lines[0].value if lines else Decimal(1))) == ""


Plant = Callable[[st.DataObject, Decimal], tuple[str, Decimal]]


def _swap(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    digits = [*f"{right:.2f}".replace(".", "")]
    place = data.draw(st.integers(0, len(digits) - 2))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return "数字颠倒", Decimal("".join(digits)).scaleb(-2)


def _shift(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    places = data.draw(st.sampled_from([-2, -1, 1, 2]))
    return "小数点移位", round_half_up(right.scaleb(places), 2)


def _yuan(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    return "元当成万元", right * 10000


def _minus(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    return "多了负号", -right


def _mistyped(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    text = f"{right:.2f}"
    place = data.draw(st.integers(0, len(text) - 2).filter(lambda at: text[at] != "."))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[place]]))
    return f"数字 {text[place]} 错成 {digit}", Decimal(text[:place] + digit + text[place + 1 :])


def _dropped(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    text = f"{right:.2f}"
    place = data.draw(st.integers(0, len(text) - 1).filter(lambda at: text[at] != "."))
    return f"漏写数字 {text[place]}", Decimal(text[:place] + text[place + 1 :])


def _doubled(data: st.DataObject, right: Decimal) -> tuple[str, Decimal]:
    text = f"{right:.2f}"
    place = data.draw(st.integers(0, text.index(".") - 1))
    return f"重复写了数字 {text[place]}", Decimal(text[:place] + text[place] + text[place:])


PLANTS: list[Plant] = [_swap, _shift, _yuan, _minus, _mistyped, _dropped, _doubled]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
@given(data=st.data(), right=_amounts)
def test_a_planted_slip_of_an_amount_is_named(plant: Plant, data: st.DataObject, right: Decimal) -> None:
    cause, stated = plant(data, right)
    assume(round_half_up(stated, 2) != right and significant(right) >= 4 and significant(stated) >= 2)
    named = amount_cause(Figure(stated, 2), right)
    assert named == cause or _is_as_good(named, cause)


def significant(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


READINESS = (
    "元当成万元",
    "万元当成元",
    "多了负号",
    "小数点移位",
    "数字颠倒",
    "尾数",
    "数字",
    "漏写数字",
    "重复写了数字",
)


def _is_as_good(named: str, planted: str) -> bool:
    """Whether another slip that is believed as readily or more gives the same figure: then it or nothing is named."""
    ready, asked = (next((n for n, text in enumerate(READINESS) if cause.startswith(text)), 99) for cause in
                    (named, planted))  # fmt: skip
    return ready < asked or (named == "" and asked >= READINESS.index("数字"))


@given(_amounts, _amounts)
def test_a_growth_rate_on_the_wrong_base_is_named(current: Decimal, prior: Decimal) -> None:
    right, stated = (current - prior) / prior, Figure(round_half_up((current - prior) / current, 4), 4)
    assume(stated.value and not reads(stated, right) and significant(stated.value) >= 3)
    assume(not any(reads(stated, each.gives) for each in _growth(str(current), str(prior)) if each.text[:2] != "分母"))
    assert cause_of(stated, right, wrong_growth(current, prior)) == "分母用了本年数"


@given(_shares)
def test_a_ratio_upside_down_is_named(right: Decimal) -> None:
    stated = Figure(round_half_up(1 / right, 4), 4)
    assume(not reads(stated, right))
    assert rate_cause(stated, right) == "分子分母颠倒"


@given(st.integers(100, 30_000), st.integers(5_000, 9_999))
def test_a_truncated_rate_is_named(printed: int, tail: int) -> None:
    right = Decimal(printed).scaleb(-4) + Decimal(tail).scaleb(-8)
    stated = Figure(right.quantize(Decimal("0.0001"), ROUND_FLOOR), 4)
    assert cause_of(stated, right) == "尾数直接舍去"


@given(st.lists(_amounts, min_size=2, max_size=6, unique=True), st.data())
def test_an_addend_left_out_or_doubled_is_named(values: list[Decimal], data: st.DataObject) -> None:
    parts = [(f"第{number}项", value) for number, value in enumerate(values)]
    label, value = data.draw(st.sampled_from(parts))
    total = sum(values, Decimal(0))
    for text, stated in ((f"漏加“{label}”", total - value), (f"重复加了“{label}”", total + value)):
        assert sum_cause(Figure(stated, 2), total, parts) == text


def around(text: str, half: str) -> Interval:
    return Interval(Decimal(text) - Decimal(half), Decimal(text) + Decimal(half))


@pytest.mark.parametrize(
    ("stated", "right", "half", "cause"),
    [
        ("49895900", "4989.60", "0.015", "元当成万元"),  # the office had 4989.59
        ("498.959", "4989.60", "0.015", "小数点移位"),
        ("4899.59", "4989.60", "0.015", "数字颠倒"),
        ("-4989.59", "4989.60", "0.015", "多了负号"),
        ("4789.59", "4989.60", "0.015", "数字 9 错成 7"),
        ("4989.69", "4989.60", "0.015", ""),  # a play of the last digits
        ("49895900", "4989.70", "0.015", ""),
        ("5342.05", "4989.60", "300", ""),  # of a right figure that nobody knows, nothing is told
    ],
)
def test_slips_of_a_figure_that_others_know_only_roughly(stated: str, right: str, half: str, cause: str) -> None:
    assert amount_cause(figure(stated), Decimal(right), bounds=around(right, half)) == cause


def test_an_addend_left_out_of_rounded_figures() -> None:
    parts = [("甲", Decimal("1647.12")), ("乙", Decimal("3342.48"))]
    assert sum_cause(figure("3342.47"), Decimal("4989.60"), parts, bounds=around("4989.60", "0.015")) == "漏加“甲”"
    assert sum_cause(figure("3342.47"), Decimal("4989.60"), parts) == ""


def test_a_copied_figure_is_copied_exactly() -> None:
    lines = [Labelled("甲", Decimal("3342.48"))]
    assert amount_cause(figure("3342.47"), Decimal("4989.60"), lines, bounds=around("4989.60", "0.015")) == ""


def test_a_copied_rate_with_few_digits_may_be_chance() -> None:
    assert rate_cause(figure("83%"), Decimal("0.82335"), "公用经费控制率") == "尾数一律进一"
    assert rate_cause(figure("83%"), Decimal("0.7"), "公用经费控制率") == "抄了“公用经费控制率”行的比率"
