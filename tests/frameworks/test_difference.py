"""Two frameworks are told apart in words of the form, whatever it is that differs."""

import random
import re
import tomllib
import typing
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from jixiao import flow
from jixiao.frameworks.difference import Difference, Presence, differences
from jixiao.frameworks.difference_words import OTHER, field_words
from jixiao.frameworks.load import framework_text, installed_ids, load_framework, parse_framework
from jixiao.frameworks.references import reference_mistakes
from jixiao.model.framework import Framework
from jixiao.rules.render import describe
from jixiao.rules.structure import t003_framework_is_the_installed_one as t003
from workbooks import FRAMEWORK_ID, base

TEXT = framework_text(FRAMEWORK_ID)


def found(*replacements: tuple[str, str]) -> list[Difference]:
    """The differences of the framework after its text was changed."""
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return [*differences(parse_framework(text, "改过的"), load_framework(FRAMEWORK_ID))]


def test_equal_frameworks_do_not_differ() -> None:
    for id in installed_ids():
        spaced = re.sub(r"\n\n", "\n\n# 说明\n\n", framework_text(id))
        assert not [*differences(parse_framework(spaced, id), load_framework(id))]


def test_number_written_otherwise_is_the_same() -> None:
    assert not found(("total_points = 100", "total_points = 100.00"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('title = "部门整体支出绩效自评"', 'title = "改过的"', ("指标体系名称", "改过的", "部门整体支出绩效自评")),
        ('label = "编制数"', 'label = "定编数"', ("基础数据第 12 项名称", "定编数", "编制数")),
        ('label = "编制数"\nunit = "人"', 'label = "编制数"\nunit = "名"', ("“编制数”单位", "名", "人")),
        ('{ name = "预算编制完整性", points = 2, target = "100%" }', '{ name = "预算编制完整性", points = 2 }',
         ("“预算编制完整性”年度指标值", "", "100%")),
        ('money_unit = "万元"', 'money_unit = "元"', ("金额单位", "元", "万元")),
    ],
)  # fmt: skip
def test_what_differs_is_named(old: str, new: str, expected: tuple[str, str, str]) -> None:
    first, *others = found((old, new))
    assert (first.where, first.one, first.other) == expected
    assert not others


def test_points_moved_from_one_indicator_to_another_are_two_differences() -> None:
    moved = found(
        ('name = "预算编制完整性", points = 2', 'name = "预算编制完整性", points = 3'),
        ('name = "预算编制准确性", points = 2', 'name = "预算编制准确性", points = 1'),
    )
    assert moved == [
        Difference("“预算编制完整性”分值", Decimal(3), Decimal(2)),
        Difference("“预算编制准确性”分值", Decimal(1), Decimal(2)),
    ]


def test_added_and_lost_entries_are_named() -> None:
    statement = '[[statements]]\nitem = "整体自评得分"\nunit = "分"\nconcept = "total.score"\n'
    lost = [*found((statement, ""))]
    assert lost == [Difference("叙述数据“整体自评得分”", Presence.ABSENT, Presence.THERE)]
    added = [*found((statement, statement + '[[statements]]\nitem = "另一个数"\n'))]
    assert added == [Difference("叙述数据“另一个数”", Presence.THERE, Presence.ABSENT)]


def test_order_counts() -> None:
    one = '{ name = "预算编制完整性", points = 2, target = "100%" },\n'
    two = '{ name = "预算编制准确性", points = 2, target = "100%" },\n'
    (swapped,) = found((one, "甲"), (two, one), ("甲", two))
    assert (swapped.where, swapped.one) == ("“预算编审管理”三级指标的顺序，第 1 个", "预算编制准确性")


def parts_of(part: object) -> Iterator[type[BaseModel]]:
    """The models that a framework is made of."""
    if isinstance(part, type) and issubclass(part, BaseModel):
        yield part
        for field in part.model_fields.values():
            yield from parts_of(field.annotation)
    for inner in typing.get_args(part):
        yield from parts_of(inner)


def test_every_key_has_words_of_its_own() -> None:
    models = [model for model in set(parts_of(Framework)) if "rule" not in model.model_fields]
    assert len(models) > 10
    unnamed = [(model.__name__, field) for model in models for field in model.model_fields
               if field_words(model.__name__, field) == OTHER and model.__module__.endswith(".framework")]  # fmt: skip
    assert not unnamed


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if entries is None:
        yield path
    for key, value in entries or ():
        yield from leaves(value, (*path, key))


def changed(data: Any, path: tuple[Any, ...], chance: random.Random) -> Any:
    """The content with one leaf changed, or left out."""
    data = deepcopy(data)
    *way, last = path
    owner = data
    for step in way:
        owner = owner[step]
    old = owner[last]
    if chance.random() < 0.2:
        del owner[last]
    elif isinstance(old, bool):
        owner[last] = not old
    elif isinstance(old, int | Decimal):
        owner[last] = old + 1
    elif isinstance(old, str):
        owner[last] = chance.choice([f"{old}（改）", "round(1 - 0.5, 2)", "“引号”\n换行{x}" * 20, "published", "up"])
    return data


@pytest.mark.parametrize("id", installed_ids())
def test_any_change_is_found_and_told_in_one_sentence(id: str) -> None:
    chance, installed = random.Random(id), load_framework(id)
    data = tomllib.loads(framework_text(id), parse_float=Decimal)
    review = replace(flow.review_book(base("clean")), framework=installed)
    told = 0
    for path in chance.sample([*leaves(data)], 120):
        content = changed(data, path, chance)
        try:
            inside = Framework.model_validate(content)
        except ValidationError:
            continue
        if inside == installed or [*reference_mistakes(content)]:
            continue
        message = describe(t003._finding(review, inside, [*differences(inside, installed)])).message
        assert re.fullmatch(
            r"封面 B3：工作簿所附的指标体系与已安装的不一致（.+：工作簿内.+，已安装.+），审核以已安装的为准。", message
        )
        assert len(message) < 260
        told += 1
    assert told > 40
