"""Names that stand twice in a framework file where each must tell one thing from another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jixiao.frameworks.mistakes import Location, Mistake
from jixiao.frameworks.raw_parts import items_of
from jixiao.model.form import FIELD_LABELS

_IDS: Sequence[Location] = (("concepts",), ("rates",), ("fund", "lines"), ("fields",), ("tables",))


def repeat_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Repeated ids, repeated names of indicators, and entries that the cover has already."""
    for path in _IDS:
        yield from _repeated(path, items_of(path, data), "id")
    for number, entry in items_of(("fields",), data):
        id = entry.get("id")
        if isinstance(id, str) and id in FIELD_LABELS:
            yield Mistake(("fields", number, "id"), f"{id} 是每张表都有的“{FIELD_LABELS[id]}”，请另取一个")
    yield from _indicators(data)


def _indicators(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """A workbook tells indicators apart by the names of their three levels."""
    path: Location = ("indicators", "levels")
    levels = [*items_of(path, data)]
    yield from _repeated(path, levels, "name")
    for level_number, level in levels:
        below: Location = (*path, level_number, "groups")
        groups = [*items_of(("groups",), level)]
        yield from _repeated(below, groups, "name")
        for number, group in groups:
            yield from _repeated((*below, number, "indicators"), items_of(("indicators",), group), "name")


def _repeated(path: Location, items: Iterable[tuple[int, Mapping[str, Any]]], key: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, item in items:
        word = item.get(key)
        if isinstance(word, str) and word in seen:
            yield Mistake((*path, number, key), f"{word} 前面已经用过" if key == "id" else f"“{word}”前面已经有了")
        elif isinstance(word, str) and word:  # second-level indicators without a name are the unit's own
            seen.add(word)
