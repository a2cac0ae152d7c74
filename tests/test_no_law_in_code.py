"""The law is data: the product's code names no framework, no example, no place and no indicator."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.template.examples import example_ids, load_example

ROOT = Path(__file__).parents[1]
_PLACE = re.compile(r"(?P<name>[一-鿿]{2,}?)(?:省|市|区|县|旗|自治区|自治州|地区)")
_SHORTEST_INDICATOR = 4
"""Characters of a third-level name that is looked for; the shorter ones are words of everyday language."""

GENERAL = {
    "绩效自评": "what the whole product is for; it stands in its name and on its buttons",
    "绩效目标": "what every evaluation measures by; forms of all kinds head their goals with it",
}
"""First- or second-level names that are general words, each with the reason why code may say them.

No other name is excepted, not even 产出 or 资产管理: code that needs such a word is about to know an indicator.
"""


@cache
def code() -> Mapping[str, str]:
    """The product's code: all Python below addin/, and what CI runs."""
    paths = [*(ROOT / "addin").rglob("*.py"), *(path for path in (ROOT / ".ci").rglob("*") if path.is_file())]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def ids() -> set[str]:
    """Ids of frameworks and examples, and the places that they begin with."""
    whole = {*installed_ids(), *example_ids()}
    return whole | {id.split("_")[0] for id in whole}


def places() -> set[str]:
    """Provinces, cities and districts of the frameworks and of the examples' departments, without 省, 市, 区, 县."""
    regions = {load_framework(id).region for id in installed_ids()}
    departments = {load_example(id).department for id in example_ids()}
    return {match["name"] for text in regions | departments for match in _PLACE.finditer(text)}


def indicators() -> set[str]:
    """Names of indicators: of the first and second level all but the general ones, of the third the longer ones."""
    levels = [level for id in installed_ids() for level in load_framework(id).levels]
    groups = [group for level in levels for group in level.groups]
    high = {part.name for part in (*levels, *groups)} - GENERAL.keys() - {""}
    third = {item.name for group in groups for item in group.indicators}
    return high | {name for name in third if len(name) >= _SHORTEST_INDICATOR}


def test_words_to_look_for_are_taken_from_the_data() -> None:
    assert len(code()) > 100
    assert len(places()) >= 8
    assert len(ids()) >= 12
    assert len(indicators()) > 80
    assert all(len(place) >= 2 for place in places())


@pytest.mark.parametrize("words", [ids, places, indicators], ids=["ids", "places", "indicators"])
def test_code_names_nothing_of_the_law(words) -> None:
    wanted = words()
    found = [f"{path}: {word}" for path, text in code().items() for word in wanted if word in text]
    assert found == []


def test_general_words_are_names_of_indicators() -> None:
    levels = [level for id in installed_ids() for level in load_framework(id).levels]
    assert {part.name for level in levels for part in (level, *level.groups)} >= GENERAL.keys()
