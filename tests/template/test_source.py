"""Template sources: every mistake of one is named with its place, and what does not fit its framework too.

cases/sources/small.toml is sound; each file of cases/broken_sources is named for the defect that it plants there.
"""

from pathlib import Path

import pytest

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import installed_ids, parse_framework
from jixiao.template.blueprint import Blueprint, blueprint_of
from jixiao.template.build import build_workbook
from jixiao.template.source import load_source, parse_source, source_ids, template_of
from planted_mistakes import planted

FOLDER = Path(__file__).parents[1] / "cases"
SMALL = (FOLDER / "sources" / "small.toml").read_text(encoding="utf-8")
LAW = (FOLDER / "frameworks" / "small.toml").read_text(encoding="utf-8")
BROKEN = sorted((FOLDER / "broken_sources").glob("*.toml"))


def plan(text: str) -> Blueprint:
    return blueprint_of(parse_source(text, "某地.toml"), parse_framework(LAW, "某地"), LAW)


def test_small_source_is_sound() -> None:
    assert build_workbook(plan(SMALL))
    assert len(BROKEN) > 20


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_mistake_is_named_with_its_place_and_its_reason(path: Path) -> None:
    text, expected = planted(path, SMALL)
    with pytest.raises(BrokenFramework) as refusal:
        plan(text)
    head, *lines = str(refusal.value).split("\n")
    mistakes = [line.strip() for line in lines] or [head.removeprefix("模板 某地.toml 不是正确的 TOML 文件，")]
    assert mistakes == expected
    assert head.startswith("模板 ") and (not lines or head.endswith(f"有 {len(lines)} 处错误："))


def test_every_installed_framework_has_its_template() -> None:
    assert [template_of(id) for id in installed_ids()]
    assert {load_source(id).framework for id in source_ids()} == set(installed_ids())


def test_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BrokenFramework, match=f"没有名为“某地”的模板；现有的是：.*{source_ids()[0]}"):
        load_source("某地")
    with pytest.raises(BrokenFramework, match="没有自带的模板"):
        template_of("somewhere")
