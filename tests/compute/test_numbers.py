from decimal import Decimal

import pytest

from jixiao.compute.numbers import format_amount, format_percent


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        ("1.2659", 2, "126.59%"),
        ("1.26591716", 2, "126.59%"),
        ("0.9", 2, "90.00%"),
        ("0.05", 0, "5%"),
        ("-0.00125", 2, "-0.13%"),
        ("-0.00001", 2, "0.00%"),
        ("0", 2, "0.00%"),
        ("12", 1, "1200.0%"),
    ],
)
def test_percentages(share, decimals, text):
    assert format_percent(Decimal(share), decimals) == text


@pytest.mark.parametrize(
    ("amount", "text", "grouped"),
    [
        ("335.33", "335.33", "335.33"),
        ("335.3", "335.30", "335.30"),
        ("0", "0.00", "0.00"),
        ("1234567", "1234567.00", "1,234,567.00"),
        ("1234.123456", "1234.123456", "1,234.123456"),
        ("1E+4", "10000.00", "10,000.00"),
        ("-0.00", "0.00", "0.00"),
        ("-1234.5", "-1234.50", "-1,234.50"),
        ("0.1000000", "0.10", "0.10"),
    ],
)
def test_amounts(amount, text, grouped):
    assert format_amount(Decimal(amount)) == text
    assert format_amount(Decimal(amount), grouping=True) == grouped
