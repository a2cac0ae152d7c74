"""Every mistake of a framework file is named at once, each with its place and its reason, in Chinese.

cases/frameworks/small.toml is sound and holds one of everything; each file of cases/broken_frameworks is named for
the defect that it plants there.
"""

import copy
import datetime
import random
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import parse_framework
from jixiao.frameworks.mistakes import Mistake, place_of, validation_mistakes
from jixiao.frameworks.place_words import place_in_words
from jixiao.frameworks.references import reference_mistakes
from jixiao.model.framework import Framework
from planted_mistakes import planted

FOLDER = Path(__file__).parents[1] / "cases"
SMALL = (FOLDER / "frameworks" / "small.toml").read_text(encoding="utf-8")
BROKEN = sorted((FOLDER / "broken_frameworks").glob("*.toml"))
DEFECTS = (
    "third_level_points",
    "unknown_concept",
    "repeated_concept",
    "circular_rate",
    "band_gap",
    "date_not_in_calendar",
)
"""The kinds of defect that were asked for by name; the folder holds more."""

STRANGE = (3, -1, Decimal("1.5"), Decimal("NaN"), "文字", "x" * 2000, "", [], [1], {}, {"a": 1}, True,
           datetime.date(2030, 1, 1), datetime.datetime(2021, 1, 1, 3, 4), datetime.time(3, 4))  # fmt: skip
_KEY = re.compile(r"\b(?:concepts|indicators|levels|groups|formula|label|direction|columns)\b|\[[0-9]+\]")
_ENGLISH = re.compile(r"\b(?:should|must|valid|input|value|expected|error|required|type)\b", re.IGNORECASE)


def test_small_framework_is_sound() -> None:
    assert parse_framework(SMALL, "某地.toml").id == "somewhere_department_2021"
    assert {path.stem for path in BROKEN} >= set(DEFECTS)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_mistake_is_named_with_its_place_and_its_reason(path: Path) -> None:
    text, expected = planted(path, SMALL)
    with pytest.raises(BrokenFramework) as refusal:
        parse_framework(text, "某地.toml")
    head, *lines = str(refusal.value).split("\n")
    mistakes = [line.strip() for line in lines] or [head.removeprefix("某地.toml：不是正确的 TOML 文件，")]
    assert mistakes == expected
    assert head == f"某地.toml：有 {len(lines)} 处错误：" or not lines
    reason = refusal.value.reason
    assert reason and "\n" not in reason and not _KEY.search(reason), reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("unknown_direction", "有 1 处错误，第一处是比率“预算完成率”的方向：只能是 正向、反向"),
        ("misspelt_key", "有 2 处错误，第一处是指标体系名称：缺少这一项"),
        ("unknown_concept", "有 1 处错误，第一处是比率“预算完成率”的公式：公式用了未定义的基础数据 budget_aproved"),
        ("points_missing", "有 1 处错误，第一处是三级指标“预算完成率”：缺少分值"),
        ("layout_without_scores", "有 1 处错误，第一处是三级指标：版式 short 缺少“得分算式”列"),
        ("not_toml", "第 56 行第 9 个字符附近写法有误"),
        ("year_is_text", "有 1 处错误，第一处是年度：应是整数"),
    ],
)
def test_who_got_it_in_a_workbook_reads_in_words_where_it_is_wrong(name: str, reason: str) -> None:
    text = planted(FOLDER / "broken_frameworks" / f"{name}.toml", SMALL)[0]
    with pytest.raises(BrokenFramework) as refusal:
        parse_framework(text, "某地.toml")
    assert refusal.value.reason == reason


def test_names_of_anyone_s_file_are_short_and_in_one_line() -> None:
    data = {"rates": [{"label": "一\n二\x1b[2J" + "长" * 10_000}]}
    assert place_in_words(("rates", 0, "formula"), data) == "比率“一 二 [2J长长长长长长长长长长长长长…”的公式"


def _places(data: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value of a file."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield (*way, step)
        yield from _places(value, (*way, step))


def _with(data: dict[str, Any], way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    changed: Any = copy.deepcopy(data)
    holder = changed
    for step in way[:-1]:
        holder = holder[step]
    holder[way[-1]] = value
    return changed


def _mistakes(data: dict[str, Any]) -> list[Mistake]:
    try:
        Framework.model_validate(data)
        found = []
    except ValidationError as error:
        found = [*validation_mistakes(error, data)]
    return [*found, *reference_mistakes(data)]


def test_whatever_stands_in_the_file_the_words_are_chinese() -> None:
    data, chance = tomllib.loads(SMALL, parse_float=Decimal), random.Random(53)
    changes = [(way, value) for way in _places(data) for value in STRANGE]
    refused = 0
    for way, value in chance.sample(changes, 1200):
        changed = _with(data, way, value)
        for mistake in _mistakes(changed):
            refused += 1
            assert not _ENGLISH.search(mistake.words), (way, value, mistake.words)
            assert place_of(mistake.location, changed)
    assert refused > 900
