"""Read frameworks from TOML: all mistakes of a file at once, each with its place."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from jixiao.errors import BrokenFramework
from jixiao.model.framework import Framework

MAX_BYTES = 1_000_000
"""A framework may come inside a workbook from another office; a larger text is refused."""

_WORDS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个键，请检查拼写",
    "string_type": "应是文字",
    "decimal_type": "应是数字",
    "decimal_parsing": "应是数字",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "tuple_type": "应是列表",
    "dict_type": "应是表",
    "mapping_type": "应是表",
    "model_type": "应是表",
    "too_short": "不能为空",
    "string_too_short": "不能为空",
    "string_pattern_mismatch": "只能用小写英文字母、数字和下划线，并以字母开头",
}


def parse_framework(text: str, source: str) -> Framework:
    """The framework that a TOML text states.

    Raises BrokenFramework, which lists every mistake with its place; ``source`` names the file in it.
    """
    if len(text.encode()) > MAX_BYTES:
        raise BrokenFramework(f"{source}：指标体系文件超过 1 MB，不予读取。")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BrokenFramework(f"{source}：不是正确的 TOML 文件：{error}") from None
    try:
        return Framework.model_validate(data)
    except ValidationError as error:
        lines = "\n".join(f"  {line}" for line in _mistakes(error, data))
        raise BrokenFramework(f"{source}：有 {error.error_count()} 处错误：\n{lines}") from None


def _mistakes(error: ValidationError, data: dict[str, Any]) -> Iterator[str]:
    for mistake in error.errors(include_url=False):
        words = _WORDS.get(mistake["type"])
        if words is None:
            words = mistake["msg"].removeprefix("Value error, ")
        yield f"{_place(mistake['loc'], data)}：{words}"


def _place(location: tuple[int | str, ...], data: object) -> str:
    """``rates[3]（公用经费控制率）.formula``: the path, with the label of what stands there."""
    path = ""
    for step in location:
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if path else step
        data = _step_into(data, step)
        if isinstance(step, int) and isinstance(data, dict):
            label = data.get("label") or data.get("name") or data.get("id")
            path += f"（{label}）" if isinstance(label, str) else ""
    return path or "整个文件"


def _step_into(data: object, step: int | str) -> object:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def framework_text(id: str) -> str:
    """The TOML text of an installed framework; BrokenFramework where there is none of that id."""
    if id not in installed_ids():
        known = "、".join(installed_ids())
        raise BrokenFramework(f"没有名为“{id}”的指标体系；已装的有：{known}。")
    return (files("jixiao.frameworks") / f"{id}.toml").read_text(encoding="utf-8")


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


@cache
def load_framework(id: str) -> Framework:
    """An installed framework by its id."""
    return parse_framework(framework_text(id), f"{id}.toml")
