from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.book import Cell, ErrorValue
from jixiao.model.figures import Figure, Missing, Text
from jixiao.read.values import (
    is_text_number,
    printed,
    read_amount,
    read_measure,
    read_points_label,
    read_share,
    suggest_amount,
)

UNREADABLE = Missing.UNREADABLE
UNREADABLE_TEXTS = (
    *("2000万", "335.33万元", "12元", "6分", "97.3%", "约30", "１２.５", "١٢", "12,5 00", "12 5", "1,23", "12,34.5"),
    *("1.2.3", ".5", "5.", "1e5", "NaN", "Infinity", "0x10", "=1+1", "9" * 16, "1" + ",000" * 5, "---"),
)


def number(value, code="General"):
    return Cell(Decimal(value), number_format=code)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        (number("335.33"), Figure(Decimal("335.33"), 2)),
        (number("335.3", "0.00"), Figure(Decimal("335.3"), 2)),
        (number("335.339", "0.00"), Figure(Decimal("335.339"), 2)),
        (number("335.33", "0"), Figure(Decimal("335.33"), 0)),
        (number("0.9948", "0.00%"), Figure(Decimal("0.9948"), 4, unit="%")),
        (number("5", ";;;"), Figure(Decimal(5), 0)),
        (Cell("335.33"), Figure(Decimal("335.33"), 2)),
        (Cell(" 335.30\n"), Figure(Decimal("335.30"), 2)),
        (Cell("1,234,567.89"), Figure(Decimal("1234567.89"), 2)),
        (Cell("-12"), Figure(Decimal(-12), 0)),
        (Cell("−12"), Figure(Decimal(-12), 0)),
        (Cell("+0.5"), Figure(Decimal("0.5"), 1)),
    ],
)
def test_amounts(cell, figure):
    assert read_amount(cell) == figure


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        (Cell(), Missing.BLANK),
        (Cell("  "), Missing.BLANK),
        (Cell("", formula="A1/B1"), Missing.BLANK),
        (Cell(None, formula="A1/B1"), Missing.NOT_COMPUTED),
        (Cell("无法计算", formula="A1/B1"), Missing.ZERO_DENOMINATOR),
        (Cell("—"), Missing.NIL),
        (Cell(" -- "), Missing.NIL),
        *((Cell(text), UNREADABLE) for text in UNREADABLE_TEXTS),
        (Cell(True), UNREADABLE),
        (Cell(ErrorValue("#REF!")), UNREADABLE),
        (number("NaN"), UNREADABLE),
    ],
)
def test_cells_without_a_readable_amount(cell, missing):
    assert read_amount(cell) is missing


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        (Cell("97.3%"), Figure(Decimal("0.973"), 3, unit="%")),
        (Cell("126.59%"), Figure(Decimal("1.2659"), 4, unit="%")),
        (Cell("126.59"), Figure(Decimal("126.59"), 2)),
        (number("126.59"), Figure(Decimal("126.59"), 2)),
        (number("1.2659", "0.00%"), Figure(Decimal("1.2659"), 4, unit="%")),
        (Cell("97.3％"), UNREADABLE),
        (Cell("%"), UNREADABLE),
    ],
)
def test_shares(cell, figure):
    assert read_share(cell) == figure


def test_measures():
    assert read_measure(Cell("不低于95%")) == Figure(Decimal("0.95"), 2, "≥", "%")
    assert read_measure(number("0.95", "0%")) == Figure(Decimal("0.95"), 2, unit="%")
    assert read_measure(Cell("达标")) == Text("达标")
    assert read_measure(Cell()) is Missing.BLANK
    assert read_measure(Cell(ErrorValue("#N/A"))) is UNREADABLE


@pytest.mark.parametrize(
    ("cell", "is_text"), [(Cell("12.5"), True), (Cell("97%"), True), (Cell("12万"), False), (number("12.5"), False)]
)
def test_numbers_stored_as_text(cell, is_text):
    assert is_text_number(cell) is is_text


@pytest.mark.parametrize(
    ("text", "label", "points"),
    [
        ("预算编审管理（6分）", "预算编审管理", "6"),
        ("预算执行率(4 分)", "预算执行率", "4"),
        ("结转\n结余率（2分）", "结转结余率", "2"),
        ("过程（3０分）", "过程", "30"),
        ("30分", "", "30"),
        ("2. 5分", "", "2.5"),
        ("（6分）", "", "6"),
        ("“三公经费”（其中公务接待）（1．5 分）", "“三公经费”（其中公务接待）", "1.5"),
        ("部门 决策", "部门决策", None),
        ("得分", "得分", None),
        ("产出（一）", "产出（一）", None),
        ("效果（1.2.3分）", "效果（1.2.3分）", None),
        ("", "", None),
    ],
)
def test_points_inside_labels(text, label, points):
    assert read_points_label(text) == (label, None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("１２.５", "万元", "12.5"),
        ("12,5 00", "万元", "12500"),
        ("2000万", "万元", "2000"),
        ("335.33万元", "万元", "335.33"),
        ("12。5", "万元", "12.5"),
        ("6 分", "万元", "6"),
        ("3353300元", "元", "3353300"),
        ("3353300元", "万元", None),
        ("335.33万元", "元", None),
        ("2000万", "元", None),
        ("约30", "万元", None),
        ("1.2.3", "万元", None),
        ("12,5", "万元", None),
        ("10²", "万元", None),
        ("两千", "万元", None),
        ("", "万元", None),
    ],
)
def test_what_an_unreadable_amount_was_meant_to_be(text, unit, meant):
    assert suggest_amount(text, unit) == meant


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (number("1.26591716", "0.00%"), "126.59%"),
        (number("335.3", "0.00"), "335.30"),
        (number("1234567.5", "#,##0.00"), "1,234,567.50"),
        (number("1E+2"), "100"),
        (number("44197", "yyyy-mm-dd"), "2021-01-01"),
        (Cell("达标 "), "达标 "),
        (Cell(), ""),
        (Cell(True), "TRUE"),
        (Cell(False), "FALSE"),
        (Cell(ErrorValue("#DIV/0!")), "#DIV/0!"),
        (number("NaN"), "NaN"),
    ],
)
def test_cells_as_the_user_sees_them(cell, text):
    assert printed(cell) == text


_values = st.one_of(
    st.none(), st.booleans(), st.text(), st.decimals(), st.builds(ErrorValue, st.text()),
    st.text("0123456789.,-+−—%万元分 （）", max_size=12),
)  # fmt: skip
_cells = st.builds(
    Cell, _values, st.none() | st.just("A1"), st.sampled_from(["General", "0.00", "0.00%", "#,##0", "@"])
)


@given(_cells)
def test_no_cell_makes_reading_raise(cell):
    assert isinstance(read_amount(cell), Figure | Missing)
    assert isinstance(read_share(cell), Figure | Missing)
    assert isinstance(read_measure(cell), Figure | Text | Missing)
    assert isinstance(printed(cell), str)
    assert isinstance(is_text_number(cell), bool)


@given(st.text())
def test_no_text_makes_labels_or_hints_raise(text):
    label, _ = read_points_label(text)
    assert not any(map(str.isspace, label))
    suggest_amount(text)
