"""Days as offices write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.book import Cell, ErrorValue
from jixiao.read.days import day_of, show_day

DAY = date(2022, 5, 18)


@pytest.mark.parametrize(
    "text",
    [
        "2022年5月18日",
        "2022-05-18",
        "2022.5.18",
        "2022/5/18",
        " 2022 年 5 月 18 日 ",
        "２０２２年５月１８日",
        "2022年05月18",
    ],
)
def test_days_in_words(text: str) -> None:
    assert day_of(Cell(text)) == DAY


@pytest.mark.parametrize(
    "text", ["", "2022年5月", "5月18日", "2022年6月31日", "2022-5.18", "约2022年5月18日", "x" * 999, "20220518"]
)
def test_what_is_no_day(text: str) -> None:
    assert day_of(Cell(text)) is None


@pytest.mark.parametrize(
    ("value", "code", "day"),
    [
        (Decimal(44699), "yyyy/m/d", DAY),
        (Decimal("44699.75"), "yyyy-mm-dd hh:mm", DAY),
        (Decimal(44699), "General", None),
        (Decimal("0.5"), "hh:mm", None),
        (Decimal(0), "yyyy/m/d", None),
        (Decimal(60), "yyyy/m/d", None),
        (Decimal("1E+30"), "yyyy/m/d", None),
        (Decimal("NaN"), "yyyy/m/d", None),
        (True, "yyyy/m/d", None),
        (None, "yyyy/m/d", None),
        (ErrorValue("#N/A"), "yyyy/m/d", None),
    ],
)
def test_date_cells(value: object, code: str, day: date | None) -> None:
    assert day_of(Cell(value, None, code)) == day  # type: ignore[arg-type]


@given(st.dates(date(1900, 3, 1), date(2999, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert day_of(Cell(show_day(day))) == day
    assert day_of(Cell(day.isoformat())) == day
    assert day_of(Cell(Decimal((day - date(1899, 12, 30)).days), None, "yyyy/m/d")) == day


@given(st.text(), st.one_of(st.none(), st.decimals()), st.text(max_size=20))
def test_anything_may_stand_there(text: str, number: Decimal | None, code: str) -> None:
    for cell in (Cell(text), Cell(number, None, code)):
        day = day_of(cell)
        assert day is None or type(day) is date
