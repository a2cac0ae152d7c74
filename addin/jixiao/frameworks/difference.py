"""Where two frameworks differ, in the words of the form: “某项指标”分值, 3 here and 2 there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from jixiao.frameworks.difference_words import choice_words, field_words
from jixiao.model.form import named
from jixiao.model.framework import Framework
from jixiao.model.parts import Part


class Presence(Enum):
    """Whether a framework has an entry of a list at all."""

    THERE = "有"
    ABSENT = "没有"


@dataclass(frozen=True)
class Difference:
    """One thing that two frameworks state differently.

    ``where`` names it in words. ``one`` and ``other`` are what they state: a text, a number, a formula, a scoring
    rule, a Presence, or None for nothing.
    """

    where: str
    one: object
    other: object


def differences(one: Framework, other: Framework) -> Iterator[Difference]:
    """Everything that two frameworks state differently, in the order of their files; nothing where they are equal."""
    yield from _compare(one, other, "")


def _compare(one: object, other: object, where: str) -> Iterator[Difference]:
    if one == other:
        return
    if isinstance(one, tuple) and isinstance(other, tuple):
        yield from _lists(one, other, where)
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys((*one, *other)):
            mine, theirs = (mapping.get(key, Presence.ABSENT) for mapping in (one, other))
            yield from _compare(mine, theirs, where + named(_heading(key, (mine, theirs))))
    elif isinstance(one, Part) and type(one) is type(other) and "rule" not in type(one).model_fields:
        for field in type(one).model_fields:
            yield from _field(one, other, field, where)
    else:
        yield Difference(where or "指标体系", one, other)


def _heading(key: str, sides: Iterable[object]) -> str:
    """What an entry of a mapping is called: a column by the heading printed first, anything else by its key."""
    firsts = (side[0] for side in sides if isinstance(side, tuple) and side)
    return next((first for first in firsts if isinstance(first, str) and not first.isascii()), key)


def _field(one: Part, other: object, field: str, where: str) -> Iterator[Difference]:
    words = where + field_words(type(one).__name__, field)
    mine, theirs = (choice_words(field, getattr(part, field)) for part in (one, other))
    yield from _compare(mine, theirs, words)


def _lists(one: tuple[object, ...], other: tuple[object, ...], where: str) -> Iterator[Difference]:
    """Entries with names are compared by name, unless one was renamed in its place; the others by their number."""
    names, others = [*map(_name, one)], [*map(_name, other)]
    if "" in names + others or len(set(names)) < len(names) or len(set(others)) < len(others):
        yield from _by_number(one, other, where)
    elif sorted(names) == sorted(others):
        yield from _by_name(dict(zip(names, one, strict=True)), dict(zip(others, other, strict=True)))
        if names != others:
            number = next(n for n, pair in enumerate(zip(names, others, strict=True)) if pair[0] != pair[1])
            yield Difference(f"{where}的顺序，第 {number + 1} 个", names[number], others[number])
    elif len(names) == len(others):
        yield from _by_number(one, other, where)
    else:
        for name in dict.fromkeys((*names, *others)):
            if (name in names) != (name in others):
                presence = [Presence.THERE if name in known else Presence.ABSENT for known in (names, others)]
                yield Difference(f"{where}{named(name)}", *presence)
        common = [name for name in names if name in others]
        ones, rest = dict(zip(names, one, strict=True)), dict(zip(others, other, strict=True))
        yield from _by_name({name: ones[name] for name in common}, rest)


def _by_name(one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[Difference]:
    for name, part in one.items():
        yield from _compare(part, other[name], named(name))


def _by_number(one: tuple[object, ...], other: tuple[object, ...], where: str) -> Iterator[Difference]:
    for number, (part, against) in enumerate(zip_longest(one, other, fillvalue=Presence.ABSENT), 1):
        if Presence.ABSENT in (part, against) and (isinstance(part, Part) or isinstance(against, Part)):
            part, against = (side if side is Presence.ABSENT else Presence.THERE for side in (part, against))
        alike = _name(part) if _name(part) == _name(against) else ""
        yield from _compare(part, against, named(alike) if alike else f"{where}第 {number} 项")


def _name(part: object) -> str:
    """What messages call an entry of a list: its label, name or title; "" where it has none."""
    for field in ("label", "name", "item", "title"):
        name = getattr(part, field, "") if isinstance(part, Part) else ""
        if name:
            return str(name)
    return ""
