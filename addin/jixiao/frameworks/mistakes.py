"""Mistakes in a framework file, in Chinese words and with their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

Location = tuple[int | str, ...]


@dataclass(frozen=True)
class Mistake:
    """One mistake: the way to it through tables and lists (counted from 0), and what is wrong."""

    location: Location
    words: str


_WORDS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个键，请检查拼写",
    "string_type": "应是文字",
    "decimal_type": "应是数字",
    "decimal_parsing": "应是数字",
    "finite_number": "应是有限的数字",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "tuple_type": "应是列表",
    "dict_type": "应是表",
    "mapping_type": "应是表",
    "model_type": "应是表",
    "too_short": "不能为空",
    "string_too_short": "不能为空",
    "string_too_long": "太长，最多 {max_length} 个字",
    "string_pattern_mismatch": "只能用小写英文字母、数字和下划线，并以字母开头，最多 40 个",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
}
_CHOICES = ("literal_error", "enum")


def validation_mistakes(error: ValidationError) -> Iterator[Mistake]:
    """What does not fit the model of a framework, one by one."""
    for found in error.errors(include_url=False):
        yield Mistake(found["loc"], _words(found["type"], found["msg"], found.get("ctx", {})))


def _words(kind: str, message: str, context: dict[str, Any]) -> str:
    if kind in _CHOICES:
        return f"只能是 {str(context['expected']).replace(' or ', '、').replace(', ', '、')}"
    return _WORDS[kind].format_map(context) if kind in _WORDS else message.removeprefix("Value error, ")


def place_of(location: Location, data: object) -> str:
    """``rates[3]（公用经费控制率）.formula``: the path counted from 1, with the label of what stands there."""
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
