"""Tables and lists as a TOML reader gives them: looked up, filled and taken apart by their paths."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

Path = tuple[str | int, ...]

_NAMED_BY = ("label", "name", "item", "title", "number", "id")
_STEP = re.compile(r"\.?(?P<key>[^.\[\]]+)|\[#(?P<number>[1-9][0-9]{0,4})\]|\[(?P<name>[^\[\]]*)\]")


def find(data: object, path: Path) -> Any:  # noqa: ANN401
    """What stands at a path, None where nothing does."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(str(step)) if isinstance(step, str) else None
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def put(data: dict[str, Any], path: Path, value: object) -> None:
    """Set what stands at a path, making tables and lists on the way; ValueError where something else is there."""
    here: Any = data
    for step, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        here = _entry(here, step, empty)
    last = path[-1]
    if isinstance(here, dict) and isinstance(last, str):
        here[last] = value
    elif isinstance(here, list) and isinstance(last, int) and last <= len(here):
        here[last : last + 1] = [value]
    else:
        raise ValueError("这条路走不通")


def _entry(here: Any, step: str | int, empty: object) -> Any:  # noqa: ANN401
    if isinstance(here, dict) and isinstance(step, str):
        return here.setdefault(step, empty)
    if isinstance(here, list) and isinstance(step, int) and step <= len(here):
        if step == len(here):
            here.append(empty)
        return here[step]
    raise ValueError("这条路走不通")


def take(data: object, path: Path) -> None:
    """Take out what stands at a path of tables, and the tables that are empty without it."""
    tables = [find(data, path[:depth]) for depth in range(len(path))]
    for table, step in zip(reversed(tables), reversed(path), strict=True):
        if not isinstance(table, dict) or not isinstance(step, str):
            return
        table.pop(step, None)
        if table:
            return


def leaves(data: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value with its path; a list of texts is one, and so is an empty list, or an empty table under a name."""
    if isinstance(data, Mapping) and (data or isinstance(path[-1], int)):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list) and not all(isinstance(each, str) and "\n" not in each and each for each in data):
        for number, value in enumerate(data):
            yield from leaves(value, (*path, number))
    else:
        yield path, data


def path_text(path: Path, data: object, left: object = None) -> str:
    """``framework.indicators.levels[名称].layout``: tables of a list by name, where it tells them apart.

    ``left``: what is not written elsewhere; a name that is still in it cannot be known by who reads the path.
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{_name(data, step, left)}]"
        else:
            text += f".{step}" if text else step
        data, left = find(data, (step,)), find(left, (step,))
    return text


def _name(items: object, number: int, left: object) -> str:
    names = [_name_of(item) for item in items] if isinstance(items, list) else []
    name = names[number] if number < len(names) else ""
    apart = names.count(name) == 1 and not re.search(r"[\[\]]|^#", name)
    return name if name and apart and _name_of(find(left, (number,))) != name else f"#{number + 1}"


def _name_of(item: object) -> str:
    if not isinstance(item, Mapping):
        return ""
    return next((name for key in _NAMED_BY if isinstance(name := item.get(key), str) and name), "")


def path_of(text: str, data: object) -> Path:
    """The path that a text names in the data; ValueError, one sentence, where there is none."""
    path: list[str | int] = []
    place = 0
    while place < len(text):
        step = _STEP.match(text, place)
        if step is None:
            raise ValueError(f"“{text}”的写法不对")
        path.append(_step(step, data))
        data, place = find(data, (path[-1],)), step.end()
    if not path:
        raise ValueError("没有写是哪一项设置")
    return tuple(path)


def _step(step: re.Match[str], data: object) -> str | int:
    if step["key"] is not None:
        return step["key"]
    if step["number"] is not None:
        return int(step["number"]) - 1
    names = [_name_of(item) for item in data] if isinstance(data, list) else []
    if step["name"] not in names:
        raise ValueError(f"没有名为“{step['name']}”的一项")
    return names.index(step["name"])
