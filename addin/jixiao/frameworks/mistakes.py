"""Mistakes in a framework file, in Chinese words and with their place."""

import re
import tomllib
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


UNKNOWN_KEY, WRONG_WRITING = "没有这个键，请检查拼写", "写法不对，请对照自带的文件检查"

_WORDS = {
    "missing": "缺少这一项",
    "extra_forbidden": UNKNOWN_KEY,
    "string_type": "应是文字",
    "decimal_type": "应是数字",
    "decimal_parsing": "应是数字",
    "float_type": "应是数字",
    "float_parsing": "应是数字",
    "finite_number": "应是有限的数字",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "tuple_type": "应是列表",
    "dict_type": "应是表",
    "mapping_type": "应是表",
    "model_type": "应是表",
    "date_type": "应是日期，例如 2013-04-21，不加引号",
    "date_from_datetime_inexact": "应是日期，例如 2013-04-21，不写几点几分",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "model_attributes_type": "应是表",
    "too_long": "太多，最多 {max_length} 项",
    "string_too_short": "不能为空",
    "string_too_long": "太长，最多 {max_length} 个字",
    "string_pattern_mismatch": "只能用小写英文字母、数字和下划线，并以字母开头，最多 40 个",
    "greater_than_equal": "不能小于 {ge:g}",
    "less_than_equal": "不能大于 {le:g}",
}
_MEANINGS = {
    "up": "正向",
    "down": "反向",
    "by_hand": "人工评分",
    "full_if_met": "达标得满分",
    "full_or_nothing": "全有或全无",
    "proportional": "按比例",
    "deduct_over": "超出扣分",
    "steps": "分档",
    "bands": "定性分级",
    "checklist": "评价要点",
    "bonus": "加减分",
    "published": "公布的分值",
    "by_office": "单位填写",
    "left_out": "不计分",
    "full": "按满分计",
    "rescaled": "其余指标折算",
    "source": "资金来源",
    "structure": "资金结构",
    "tier": "预算级次",
    "total": "合计",
    "explain": "需要说明",
    "allowed": "允许",
    "equal": "等于",
    "at_most": "不超过",
    "text": "文字",
    "count": "个数",
    "rows": "填写栏",
    "fund": "资金表",
    "indicators": "指标表",
}
"""What English key words of a file mean, for those who do not read English."""

_TAGS = {"rule": "计分办法", "kind": "部分"}
"""The keys that tell which of several kinds of table one is, and what they tell."""


def validation_mistakes(error: ValidationError, data: object) -> Iterator[Mistake]:
    """What in a file (``data``) does not fit its model, one by one; not that a list lacks what is wrong in itself."""
    for found in error.errors(include_url=False):
        context = found.get("ctx", {})
        enough = isinstance(found["input"], list) and len(found["input"]) >= context.get("min_length", 0)
        if not (found["type"] == "too_short" and enough):
            yield Mistake(_without_tags(found["loc"], data), _words(found["type"], found["msg"], context))


def _words(kind: str, message: str, context: dict[str, Any]) -> str:
    if kind in ("literal_error", "enum"):
        return f"只能是 {_choices(context['expected'])}"
    if kind == "value_error":
        return message.removeprefix("Value error, ").rstrip("。")
    if kind == "too_short":
        return "不能为空" if context["min_length"] == 1 else f"至少要有 {context['min_length']} 项"
    if kind.startswith("union_tag"):
        tag = str(context["discriminator"]).strip("'")
        what = _TAGS.get(tag, "写法")
        choices = f"，只能是 {_choices(context['expected_tags'])}" if "expected_tags" in context else ""
        return f"没有这种{what}{choices}" if choices else f"应写明是哪一种{what}（{tag}）"
    return _WORDS[kind].format_map(context) if kind in _WORDS else WRONG_WRITING


def _choices(expected: object) -> str:
    """The key words that a message of pydantic lists, with what they mean: ``"up"（正向）、"down"（反向）``."""
    words = re.findall(r"'([^']*)'", str(expected)) or [str(expected)]
    return "、".join(f'"{word}"（{_MEANINGS[word]}）' if word in _MEANINGS else f'"{word}"' for word in words)


def _without_tags(location: Location, data: object) -> Location:
    """The way through the file: pydantic also names the kind of table taken, which is no key of the file."""
    way: list[int | str] = []
    tagged: object = None
    for step in location:
        if data is not tagged and _is_tag(step, data):
            tagged = data
            continue
        way.append(step)
        data = step_into(data, step)
    return tuple(way)


def _is_tag(step: int | str, data: object) -> bool:
    if isinstance(data, dict):
        return step in [data.get(tag) for tag in _TAGS]
    return isinstance(data, str) and step == data


def place_of(location: Location, data: object) -> str:
    """``rates[3]（某项比率）.formula``: the path counted from 1, with the label of what stands there."""
    path = ""
    for step in location:
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if path else step
        data = step_into(data, step)
        if isinstance(step, int) and isinstance(data, dict):
            labels = (data.get(key) for key in ("label", "name", "item", "title", "id"))
            path += next((f"（{label}）" for label in labels if isinstance(label, str) and label), "")
    return path or "整个文件"


def step_into(data: object, step: int | str) -> object:
    """What stands under a key or at a place of a list; None where there is nothing."""
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


_TOML_MISTAKES = {
    "Invalid date": "的日期在日历上没有，请检查年、月、日",
    "Cannot overwrite": "的这一项前面已经写过",
    "Cannot declare": "的这个表前面已经写过",
    "Cannot mutate": "的这个表前面已经写过",
}
"""Beginnings of what the reader of TOML says → what that means; anything else is a slip in the writing."""


def toml_mistake(error: tomllib.TOMLDecodeError) -> str:
    """Where a text stops being TOML, and why, as far as that can be told."""
    place = re.search(r"at line ([0-9]+), column ([0-9]+)", str(error))
    where = f"第 {place[1]} 行第 {place[2]} 个字符附近" if place else "文件末尾"
    known = (words for start, words in _TOML_MISTAKES.items() if str(error).startswith(start))
    return f"{where}{next(known, '写法有误，请检查括号、引号和等号')}"
