"""Frameworks from TOML: the installed ones, and texts that are none. For their mistakes see test_mistakes."""

from decimal import Decimal

import pytest

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import MAX_BYTES, framework_text, installed_ids, load_framework, parse_framework
from jixiao.model.framework import Direction
from workbooks import FRAMEWORK_ID

ID = FRAMEWORK_ID


def test_installed_framework_is_read() -> None:
    framework = load_framework(ID)
    assert (framework.id, framework.year, framework.money_unit) == (ID, 2021, "万元")
    assert framework.rate("carryover").direction is Direction.DOWN
    assert framework.concept("staff_quota").label == "编制数"
    assert sum(level.points for level in framework.indicators.levels) == Decimal(100)
    assert load_framework(ID) is framework


def test_points_are_exact_decimals() -> None:
    text = framework_text(ID).replace("points = 6\n", "points = 6.0\n", 1)
    assert parse_framework(text, "").indicators.levels[0].groups[0].points == Decimal("6.0")


def test_every_installed_framework_is_sound() -> None:
    assert ID in installed_ids()
    assert [load_framework(id).id for id in installed_ids()] == list(installed_ids())


def test_unknown_framework_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BrokenFramework, match=f"没有名为“某地”的指标体系；已装的有：.*{ID}"):
        load_framework("某地")


def test_huge_text_is_refused_unread() -> None:
    with pytest.raises(BrokenFramework, match="超过 256 KB"):
        parse_framework("#" * (MAX_BYTES + 1), "某地.toml")


@pytest.mark.parametrize("text", ["", "a = 1", "[[rates]]\n[[rates]]\nid = 3", "rates = 3\nfund = []\nconcepts = {}"])
def test_text_that_is_no_framework_is_refused(text: str) -> None:
    with pytest.raises(BrokenFramework, match="处错误"):
        parse_framework(text, "某地.toml")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BrokenFramework):
        parse_framework("a = " + "[" * 100_000, "某地.toml")
