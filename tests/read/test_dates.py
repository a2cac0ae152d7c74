from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.book import Cell
from jixiao.model.figures import Missing, Text
from jixiao.read.dates import has_day, is_date_code, show_date
from jixiao.read.values import printed, read_amount, read_measure, read_share


@pytest.mark.parametrize(
    ("code", "days", "text"),
    [
        ("yyyy/m/d", "44673", "2022/4/22"),
        ('yyyy"年"m"月"d"日"', "44673", "2022年4月22日"),
        ('[$-804]yyyy"年"m"月"d"日";@', "44673", "2022年4月22日"),
        ('[DBNum1][$-804]yyyy"年"m"月"', "44673", "2022年4月"),
        ("[$-F800]dddd, mmmm dd, yyyy", "44673", "2022年4月22日"),
        ("e年m月", "44673", "2022年4月"),
        ("DD.MM.YY", "44673", "22.04.22"),
        ("d-mmm-yy", "44673", "22-Apr-22"),
        ("dddd, mmmm d", "44673", "Friday, April 22"),
        ("aaaa", "44673", "星期五"),
        ("aaa", "44674", "周六"),
        ("yyyy-mm-dd hh:mm:ss", "44673.5", "2022-04-22 12:00:00"),
        ("yyyy/m/d h:mm:ss", "44673.999999", "2022/4/23 0:00:00"),
        ("h:mm AM/PM", "44673.75", "6:00 PM"),
        ('上午/下午h"时"mm"分"', "44673.0", "上午12时00分"),
        ("mm:ss.00", "44673.00001", "00:00.86"),
        ("[h]:mm:ss", "1.25", "30:00:00"),
        ("[mm]:ss", "0.5", "720:00"),
        ("yyyy/m/d", "1", "1900/1/1"),
        ("yyyy/m/d", "59", "1900/2/28"),
        ("yyyy/m/d", "61", "1900/3/1"),
        (r"yyyy\年m_月;@", "44673", "2022年4"),
    ],
)
def test_days_look_as_their_code_says(code, days, text):
    assert show_date(Decimal(days), code) == text


@pytest.mark.parametrize(
    "code",
    [
        *("General", "G/通用格式", "0.00", "#,##0", '0"年"', "@", ""),
        *("0.00E+00", "[Red]0;[Blue]-0", '"年"', "# ?/?", "y" * 300),
    ],
)
def test_codes_of_numbers_show_no_date(code):
    assert not is_date_code(code)
    assert show_date(Decimal(44673), code) is None


@pytest.mark.parametrize("value", ["-1", "2958466", "1E+20", "NaN", "Infinity"])
def test_numbers_off_the_calendar_are_no_days(value):
    assert show_date(Decimal(value), "yyyy/m/d") is None


def test_only_codes_with_days_name_a_day():
    codes = ("yyyy", "m/d", "h:mm", "[h]:mm:ss", "mm:ss", "0.00")
    assert [has_day(code) for code in codes] == [True, True, *[False] * 4]


def test_a_date_is_no_figure():
    cell = Cell(Decimal(45356), number_format='m"月"d"日"')
    assert printed(cell) == "3月5日"
    assert read_amount(cell) is read_share(cell) is Missing.UNREADABLE


def test_a_date_as_a_target_is_what_it_says():
    assert read_measure(Cell(Decimal(44561), number_format="yyyy年m月d日")) == Text("2021年12月31日")


@given(st.decimals(), st.text('ymdhsea0#?.,;%"\\[]$-_*@年月日/: AMP', max_size=20))
def test_any_code_shows_a_text_or_nothing(value, code):
    assert isinstance(show_date(value, code), str | None)
