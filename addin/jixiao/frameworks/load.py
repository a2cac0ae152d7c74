"""Read frameworks from TOML: all mistakes of a file at once, each with its place."""

import tomllib
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from jixiao.errors import BrokenFramework
from jixiao.frameworks.full_score import full_score_mistakes
from jixiao.frameworks.mistakes import Mistake, place_of, toml_mistake, validation_mistakes
from jixiao.frameworks.place_words import mistake_in_words
from jixiao.frameworks.references import reference_mistakes
from jixiao.frameworks.toml_text import framework_toml
from jixiao.model.framework import Framework

MAX_BYTES = 256 * 1024
"""A framework may come inside a workbook from another office; a larger text is refused."""

_MOST_DOTS = 1000
"""Dots in one line. The time to read a key of n parts (``a.b.c``) grows with n²: a long one would never end."""


def parse_framework(text: str, source: str) -> Framework:
    """The framework that a TOML text states.

    Raises BrokenFramework, which lists every mistake with its place; ``source`` names the file in it.
    """
    _refuse_hostile(text, source)
    data = _parse(text, source)
    framework, mistakes = framework_of(data)
    if framework is None or mistakes:
        lines = "\n".join(f"  {place_of(mistake.location, data)}：{mistake.words}" for mistake in mistakes)
        count = f"有 {len(mistakes)} 处错误"
        raise BrokenFramework(
            f"{source}：{count}：\n{lines}", f"{count}，第一处是{mistake_in_words(mistakes[0], data)}"
        )
    return framework


def framework_of(data: dict[str, Any]) -> tuple[Framework | None, list[Mistake]]:
    """The framework that plain tables state, as far as there is one, and everything that is wrong in them."""
    try:
        framework, invalid = Framework.model_validate(data), []
    except ValidationError as error:
        framework, invalid = None, [*validation_mistakes(error, data)]
    sums = full_score_mistakes(data) if framework is not None else ()  # else the wrong part itself is named
    return framework, [*invalid, *reference_mistakes(data), *sums]


def _refuse_hostile(text: str, source: str) -> None:
    """What no framework contains and what would keep the reader busy for hours, or break it."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise _unread(source, "含有不完整的字符") from None
    if size > MAX_BYTES:
        raise _unread(source, f"指标体系文件超过 {MAX_BYTES // 1024} KB")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise _unread(source, f"第 {number} 行的点号太多，不像指标体系")


def _parse(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        told = toml_mistake(error)
        raise BrokenFramework(f"{source}：不是正确的 TOML 文件，{told}。", told.partition("，")[0]) from None
    except RecursionError:
        raise BrokenFramework(f"{source}：不是正确的 TOML 文件，括号嵌套太深。", "括号嵌套太深") from None
    except (ValueError, InvalidOperation):  # the reader turns digits into numbers without a limit of its own
        raise _unread(source, "有的数字太长") from None


def _unread(source: str, reason: str) -> BrokenFramework:
    return BrokenFramework(f"{source}：{reason}，不予读取。", reason)


def framework_text(id: str) -> str:
    """The TOML text of an installed framework; BrokenFramework where there is none of that id."""
    if id not in installed_ids():
        known = "、".join(installed_ids())
        raise BrokenFramework(f"没有名为“{id}”的指标体系；已装的有：{known}。")
    return (files("jixiao.frameworks") / f"{id}.toml").read_text(encoding="utf-8")


@cache
def carried_text(id: str) -> str:
    """The text of an installed framework as its workbooks carry it: without comments, in one way of writing."""
    return framework_toml(load_framework(id))


@cache
def installed_ids() -> tuple[str, ...]:
    """The ids of all installed frameworks, in order."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in files("jixiao.frameworks").iterdir()
            if entry.name.endswith(".toml")
        )
    )


def is_installed(framework: Framework) -> bool:
    """Whether a framework is one of those installed; one that came inside a workbook may not be."""
    return framework.id in installed_ids() and load_framework(framework.id) == framework


@cache
def load_framework(id: str) -> Framework:
    """An installed framework by its id."""
    return parse_framework(framework_text(id), f"{id}.toml")
