"""Plain tables to TOML text: the same tables always give the same text, in the order they stand."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeGuard

from jixiao.frameworks.plain import plain
from jixiao.model.decimals import format_number
from jixiao.model.framework import Framework

_WIDEST = 100
"""Characters of a table or list that stands on one line."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def framework_toml(framework: Framework) -> str:
    """The text of a framework: without comments, and the same whichever way its own file was written."""
    return toml_text(plain(framework))


def toml_text(data: Mapping[str, Any], heading: str = "") -> str:
    """The text of a file; ``heading`` is a comment on top of it."""
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    return comment + "\n".join(_table(data, ())).strip("\n") + "\n"


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The keys of a table, then the tables inside it."""
    inner = {key: value for key, value in data.items() if _has_own_heading(value)}
    for key, value in data.items():
        if key not in inner:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in inner.items():
        place = (*path, key)
        name = ".".join(map(_key, place))
        many = isinstance(value, list)
        for each in value if many else [value]:
            yield from ("", f"[[{name}]]" if many else f"[{name}]")
            yield from _table(each, place)


def _has_own_heading(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    return _are_tables(value) and not all(_is_short(each) for each in value)


def _are_tables(value: object) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)


def _is_short(table: Mapping[str, Any]) -> bool:
    """Whether a table of a list stands well on one line."""
    flat = not any(isinstance(value, Mapping) or _are_tables(value) for value in table.values())
    return flat and len(_value(table)) <= _WIDEST


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format_number(value)
        case date():
            return value.isoformat()
        case str():
            return _string(value)
        case Mapping():
            return f"{{ {', '.join(f'{_key(key)} = {_value(each)}' for key, each in value.items())} }}"
        case list():
            return _list(value)
    return str(value)


def _list(values: Sequence[object]) -> str:
    items = [_value(value) for value in values]
    line = f"[{', '.join(items)}]"
    if len(line) <= _WIDEST and not _are_tables(values):
        return line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def _string(text: str) -> str:
    """A string of one line; JSON escapes all that TOML wants escaped but DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
