"""One value in a cell, and back: the words, numbers and dates of an accountant for what a file states."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jixiao.compute.numbers import format_number
from jixiao.model.book import Cell, ErrorValue, Value
from jixiao.template.editing import formulas
from jixiao.template.editing.schema import Column, plan
from jixiao.template.editing.words import Words, by_word

YES, NO = "是", "否"
_DAY_ZERO = date(1899, 12, 30)
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_LONGEST_QUOTE = 20


class Unwritable(Exception):
    """No cell of this kind holds the value so that it comes back the same."""


def written(value: Any, column: Column, words: Words) -> Value:  # noqa: ANN401
    """What the cell holds for a value that a file states. Raises Unwritable, also for what would be a blank cell."""
    if value in ("", []):
        raise Unwritable
    try:
        text = _written(value, column, words)
        again = read(Cell(text), column, words)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unwritable from None
    if again != value or type(again) is not type(value):
        raise Unwritable
    return text


def _written(value: Any, column: Column, words: Words) -> Value:  # noqa: ANN401
    if column.kind == "number":
        return Decimal(value)
    return str(_WRITERS[column.kind](value, column, words) if column.kind in _WRITERS else value)


_WRITERS: Mapping[str, Callable[[Any, Column, Words], object]] = {
    "numbers": lambda value, *_: "、".join(format_number(Decimal(each)) for each in value),
    "date": lambda value, *_: value.isoformat(),
    "yes": lambda value, *_: {True: YES, False: NO}[value],
    "choice": lambda value, column, _: by_word(column.choices)[value],
    "list": lambda value, *_: "\n".join(value),
    "role": lambda value, *_: plan().roles.get(value, value),
    "entry": lambda value, _, words: words.entries.get(value) or plan().roles.get(value, value),
    "formula": lambda value, column, words: formulas.written(value, words.formulas[column.names]),
    "fact": lambda value, _, words: words.facts[value],
    "rate": lambda value, _, words: words.rates[value],
}


def read(cell: Cell, column: Column, words: Words) -> Any:  # noqa: ANN401
    """What a file states for a cell that is not blank; ValueError, one sentence, where it cannot be."""
    value = cell.value
    if column.kind == "formula" and cell.formula is not None:
        value = cell.formula  # typed with the sign of equality, the worksheet took it for its own
    elif cell.formula is not None:
        raise ValueError("这里是公式，应直接写文字或数字")
    if isinstance(value, ErrorValue):
        raise ValueError(f"这里是 {value.text}，应写文字或数字")
    if column.kind == "number":
        return _number(cell, column)
    if column.kind == "date":
        return _date(text_of(cell, value), cell)
    text = text_of(cell, value)
    return _READERS[column.kind](text, column, words) if column.kind in _READERS else text.strip()


def _number(cell: Cell, column: Column) -> int | Decimal:
    if not isinstance(cell.value, Decimal):
        quoted = str(cell.value)[:_LONGEST_QUOTE]
        raise ValueError(f"{column.label}应是数字，“{quoted}”是文字；请把格式改为“常规”后重新输入数字")
    value = cell.value
    return int(value) if value == value.to_integral_value() else value.normalize()


def text_of(cell: Cell, value: Value) -> str:
    """What a reader sees in the cell: a number as its format shows it, as far as that is a percentage or a date."""
    match value:
        case bool():
            return YES if value else NO
        case Decimal() if "%" in cell.number_format:
            return f"{format_number(value * 100)}%"
        case Decimal():
            return format_number(value)
    return whole(str(value or ""))


def whole(text: str) -> str:
    """The text with a question mark for every half of a character, which no file could hold."""
    return text.encode(errors="replace").decode()


def _date(text: str, cell: Cell) -> date:
    if isinstance(cell.value, Decimal) and re.search("[ymd]", cell.number_format.lower()):
        return _DAY_ZERO + timedelta(days=int(cell.value))
    match = _DATE.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())) if match else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> date:
    raise ValueError("应是日期，例如 2020-02-25")


def _plain_number(text: str) -> int | Decimal:
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) is None:
        raise ValueError(f"“{text[:_LONGEST_QUOTE]}”应是数字")
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value


def _choice(text: str, choices: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if text.strip() not in choices:
        raise ValueError(f"只能填 {'、'.join(choices)}，“{text[:_LONGEST_QUOTE]}”不在其中")
    return choices[text.strip()]


def _role(text: str, entries: Mapping[str, str]) -> str:
    known = {**by_word(plan().roles), **by_word(entries)}
    word = text.strip()
    if word not in known and not re.fullmatch(r"[a-z][a-z0-9_]*", word):
        raise ValueError(f"没有“{word[:_LONGEST_QUOTE]}”这一栏或这一项")
    return known.get(word, word)


def _named(text: str, words: Mapping[str, str], what: str) -> str:
    id = by_word(words).get(text.strip())
    if id is None:
        near = formulas.nearest(text.strip(), [*words.values()])
        raise ValueError(f"没有“{text[:_LONGEST_QUOTE]}”{what}{near}")
    return id


_READERS: Mapping[str, Callable[[str, Column, Words], Any]] = {
    "numbers": lambda text, *_: [_plain_number(each) for each in re.split(r"[、,，;；\s]+", text.strip())],
    "yes": lambda text, *_: _choice(text, {YES: True, NO: False}),
    "choice": lambda text, column, _: _choice(text, column.choices),
    "list": lambda text, *_: [line for line in text.split("\n") if line.strip()],
    "role": lambda text, *_: _role(text, {}),
    "entry": lambda text, _, words: _role(text, words.entries),
    "formula": lambda text, column, words: formulas.read(
        text, words.formulas[column.names], share=column.names == "rates"
    ),
    "fact": lambda text, _, words: _named(text, words.facts, "这个数，可以写数据名称、“比率：名称”、“资金表：行·栏”"),
    "rate": lambda text, _, words: _named(text, words.rates, "这个比率，应是“比率名称”里的一个"),
}
