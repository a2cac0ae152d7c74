"""Template sources: which framework a workbook carries, how its 自评表 is drawn and the texts around its tables."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

import jixiao
from jixiao.errors import BrokenFramework
from jixiao.frameworks.mistakes import Mistake, place_of, toml_mistake, validation_mistakes
from jixiao.template.source_checks import drawing_mistakes
from jixiao.template.source_parts import Source


def templates_folder() -> Traversable:
    """The folder workbook_templates: installed beside the package, or at the root of a checkout."""
    checkout = Path(jixiao.__file__).parents[2] / "workbook_templates"
    return checkout if (checkout / "sources").is_dir() else files("jixiao.workbook_templates")


def source_ids() -> tuple[str, ...]:
    """The ids of all template sources, in order."""
    folder = templates_folder() / "sources"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def template_of(framework: str) -> str:
    """The id of the template that carries a framework; BrokenFramework where there is none."""
    for id in source_ids():
        if load_source(id).framework == framework:
            return id
    raise BrokenFramework(f"指标体系 {framework} 没有自带的模板，不能新建工作簿。")


@cache
def load_source(id: str) -> Source:
    """A template source by its id; BrokenFramework where there is none or it has mistakes."""
    if id not in source_ids():
        raise BrokenFramework(f"没有名为“{id}”的模板；现有的是：{'、'.join(source_ids())}。")
    return parse_source((templates_folder() / "sources" / f"{id}.toml").read_text(encoding="utf-8"), f"{id}.toml")


def parse_source(text: str, name: str) -> Source:
    """A template source from its text; BrokenFramework lists its mistakes, each with its place."""
    data: object = {}
    try:
        data = tomllib.loads(text)
        source = Source.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise BrokenFramework(f"模板 {name} 不是正确的 TOML 文件，{toml_mistake(error)}。") from None
    except ValidationError as error:
        raise broken(name, validation_mistakes(error, data), data) from None
    mistakes = [*drawing_mistakes(source)]
    if mistakes:
        raise broken(name, mistakes, data)
    return source


def broken(name: str, mistakes: Iterable[Mistake], data: object) -> BrokenFramework:
    """The refusal of a source; ``data`` is the file as it was read."""
    lines = [f"  {place_of(mistake.location, data)}：{mistake.words}" for mistake in mistakes]
    return BrokenFramework(f"模板 {name} 有 {len(lines)} 处错误：\n" + "\n".join(lines))
