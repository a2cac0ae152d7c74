"""The parts of a framework file as it was read, whatever is wrong with it: what is no proper table is passed over."""

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.frameworks.mistakes import Location


def part_at(location: Location, data: object) -> object:
    """What stands at a location, None where nothing does."""
    for step in location:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def items_of(path: Location, data: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The tables of a list, each with its number in the list."""
    found = part_at(path, data)
    for number, item in enumerate(found if isinstance(found, list) else []):
        if isinstance(item, Mapping):
            yield number, item


def ids_of(path: Location, data: Mapping[str, Any]) -> list[str]:
    """The ids in a list, in its order."""
    return [item["id"] for _, item in items_of(path, data) if isinstance(item.get("id"), str)]


def groups_of(data: Mapping[str, Any]) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    """The second-level indicators, each with its location."""
    for level_number, level in items_of(("indicators", "levels"), data):
        for number, group in items_of(("groups",), level):
            yield ("indicators", "levels", level_number, "groups", number), group


def indicators_of(data: Mapping[str, Any]) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    """The indicators that the framework fixes, each with its location."""
    for location, group in groups_of(data):
        for number, indicator in items_of(("indicators",), group):
            yield (*location, "indicators", number), indicator


def roles_of(path: Location, data: Mapping[str, Any]) -> list[str]:
    """The roles of a table of columns."""
    columns = part_at(path, data)
    return [str(role) for role in columns] if isinstance(columns, Mapping) else []
