"""Scoring rules in two cells: the name of the rule, and its settings in a short way of writing."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jixiao.compute.numbers import format_number
from jixiao.template.editing.formulas import nearest
from jixiao.template.editing.schema import plan

_DIRECTIONS = {"up": "正向", "down": "反向"}
_COUNTED = {"whole": "不计", "started": "按一个计", "exact": "按比例"}
_SIGN = {"up": "≥", "down": "≤"}
_PERCENT = re.compile(r"(?P<number>-?[0-9]+(?:\.[0-9]+)?)%")
_STEP = re.compile(r"(?P<sign>[≥≤])(?P<at>-?[0-9.]+%)得(?P<points>[0-9.]+)(?:分)?")
_OTHERWISE = re.compile(r"其余得(?P<points>[0-9.]+)(?:分)?")
_BAND = re.compile(r"(?P<label>.+?)≥(?P<start>-?[0-9.]+%)")
_ALIKE = str.maketrans("=；;％，, ", "＝\n\n%\n\n\0")

_EXAMPLES = {"steps": "≥90%得5；≥80%得4；其余得0", "bands": "好≥80%；一般≥60%；差≥0%"}
_MOST_LISTED = 12
_OPTIONAL = ("方向", "超过", "零头")

Names = Mapping[str, str]
_Setting = tuple[str, str, Callable[[Any], str], Callable[[str], Any]]
"""Its word, its key, how it is written and how it is read."""


def _share(value: object) -> str:
    return f"{format_number(Decimal(str(value)) * 100)}%"


def _as_share(text: str) -> int | Decimal:
    match = _PERCENT.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}”应写成百分数，例如 90%")
    return _whole(Decimal(match["number"]) / 100)


def _number(value: object) -> str:
    return format_number(Decimal(str(value)))


def _as_number(text: str) -> int | Decimal:
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) is None:
        raise ValueError(f"“{text}”应是数字")
    return _whole(Decimal(text))


def _whole(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def _word_in(words: Mapping[str, str]) -> tuple[Callable[[Any], str], Callable[[str], str]]:
    """How a table of words is written and read: id to word, word to id."""

    def read(text: str) -> str:
        """The id of a word. Raises ValueError, one sentence, where there is none."""
        id = next((id for id, word in words.items() if word == text), None)
        if id is None and len(words) > _MOST_LISTED:
            raise ValueError(f"没有名为“{text}”的基础数据{nearest(text, [*words.values()])}")
        if id is None:
            raise ValueError(f"没有“{text}”；可以写 {'、'.join(words.values())}")
        return id

    return lambda id: words[id], read


def _settings(rule: str, concepts: Names) -> list[_Setting]:
    share, number = (_share, _as_share), (_number, _as_number)
    direction, counted, concept = _word_in(_DIRECTIONS), _word_in(_COUNTED), _word_in(concepts)
    table: Mapping[str, list[_Setting]] = {
        "proportional": [("方向", "direction", *direction)],
        "deduct_over": [("超过", "limit", *share), ("每点扣", "each", *number), ("零头", "counted", *counted)],
        "bonus": [("每次", "each", *number), ("最多", "cap", *number),
                  ("加分项", "gains", *concept), ("减分项", "losses", *concept)],
    }  # fmt: skip
    return table.get(rule, [])


def written(scoring: object, concepts: Names) -> tuple[str, str]:
    """The cells for a rule as a file states it; KeyError or ValueError where they cannot hold it."""
    table: Mapping[str, Any] = scoring if isinstance(scoring, Mapping) else {"rule": scoring}
    rule = str(table["rule"])
    word = plan().scoring[rule]
    if rule == "steps":
        return word, _steps_text(table)
    if rule == "bands":
        return word, "；".join(f"{band['label']}≥{_share(band['start'])}" for band in table["bands"])
    parts = [f"{name}＝{write(table[key])}" for name, key, write, _ in _settings(rule, concepts) if key in table]
    return word, "；".join(parts)


def _steps_text(table: Mapping[str, Any]) -> str:
    sign = _SIGN[table.get("direction", "up")]
    parts = [f"{sign}{_share(step['at'])}得{_number(step['points'])}" for step in table["steps"]]
    return "；".join([*parts, *([f"其余得{_number(table['otherwise'])}"] if "otherwise" in table else [])])


def read_rule(word: str) -> str:
    """The rule of that name; ValueError where there is none."""
    return _word_in(plan().scoring)[1](word)


def read_settings(rule: str, text: str, concepts: Names) -> str | dict[str, Any]:
    """The rule as a file states it; ValueError, one sentence, where the settings do not fit."""
    parts = [part.strip() for part in text.translate(_ALIKE).replace("\0", "").split("\n") if part.strip()]
    if rule in _EXAMPLES and not parts:
        raise ValueError(f"“{plan().scoring[rule]}”要在“计分参数”里写，例如 {_EXAMPLES[rule]}")
    if rule == "steps":
        return {"rule": rule, **_steps(parts)}
    if rule == "bands":
        return {"rule": rule, "bands": [_band(part) for part in parts]}
    known = {name: (key, read) for name, key, _, read in _settings(rule, concepts)}
    found: dict[str, Any] = {}
    for part in parts:
        name, _, value = part.partition("＝")
        if name not in known:
            words = f"可以写的是 {'、'.join(known)}" if known else "这种计分办法没有参数"
            raise ValueError(f"没有“{name}”这个参数，{words}")
        key, read = known[name]
        found[key] = read(value)
    missing = [name for name, (key, _) in known.items() if key not in found and name not in _OPTIONAL]
    if missing:
        raise ValueError(f"“{plan().scoring[rule]}”还要在“计分参数”里写 {'、'.join(missing)}")
    return {"rule": rule, **found} if found else rule


def _steps(parts: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"steps": []}
    for part in parts:
        other, step = _OTHERWISE.fullmatch(part), _STEP.fullmatch(part)
        if other:
            found["otherwise"] = _as_number(other["points"])
        elif step:
            if step["sign"] == "≤":
                found["direction"] = "down"
            found["steps"].append({"at": _as_share(step["at"]), "points": _as_number(step["points"])})
        else:
            raise ValueError(f"“{part}”应写成“≥90%得5”或“其余得0”")
    return found


def _band(part: str) -> dict[str, Any]:
    match = _BAND.fullmatch(part)
    if match is None:
        raise ValueError(f"“{part}”应写成“名称≥80%”")
    return {"label": match["label"], "start": _as_share(match["start"])}
